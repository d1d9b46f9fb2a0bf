package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A mutant whose piece of source has gone would prove nothing.
func TestEachMutantStillFitsTheSource(t *testing.T) {
	t.Parallel()
	judge, err := os.ReadFile("../judge.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, m := range mutants() {
		source, err := os.ReadFile("../../../" + m.file)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(source), m.is); n != 1 || m.is == m.to || names[m.name] {
			t.Errorf("%s: %q stands %d times in %s", m.name, m.is, n, m.file)
		}
		if m.says == "" || !strings.Contains(string(judge), m.says) {
			t.Errorf("%s: the judge never says %q", m.name, m.says)
		}
		names[m.name] = true
	}
}

// One that does not build would prove nothing either.
func TestEachMutantBuilds(t *testing.T) {
	t.Chdir("../../..")
	for _, m := range mutants() {
		overlay, err := m.overlay(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlay, "./internal/zonesync").CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", m.name, err, out)
		}
	}
}

func TestAMutantIsProvenByItsOwnLossAlone(t *testing.T) {
	t.Parallel()
	m := mutant{says: "not its own"}
	for name, tc := range map[string]struct {
		losses []string
		said   string
		proven bool
	}{
		"nothing is lost":              {nil, "NOT NOTICED", false},
		"something else is lost":       {[]string{"LOST: undone"}, "NOT PROVEN", false},
		"its own loss is found":        {[]string{"LOST: changed lines that are not its own"}, "LOST: changed", true},
		"its own loss comes after one": {[]string{"LOST: undone", "LOST: changed lines that are not its own"}, "LOST: changed", true},
	} {
		if said, proven := m.verdict(tc.losses); !strings.HasPrefix(said, tc.said) || proven != tc.proven {
			t.Errorf("%s: %q %t", name, said, proven)
		}
	}
}
