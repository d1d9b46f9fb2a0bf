package main

import (
	"os"
	"strings"
	"testing"
)

// A mutant whose piece of source has gone would prove nothing.
func TestEachMutantStillFitsTheSource(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, m := range mutants() {
		source, err := os.ReadFile("../../../" + m.file)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(source), m.is); n != 1 || m.is == m.to || names[m.name] {
			t.Errorf("%s: %q stands %d times in %s", m.name, m.is, n, m.file)
		}
		names[m.name] = true
	}
}
