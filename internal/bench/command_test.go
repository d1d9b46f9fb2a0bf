package main

import (
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAZoneThatIsNotAsConfiguredIsSeen(t *testing.T) {
	t.Parallel()
	lines := func(n int, changed bool) string {
		text := firstLine + "\n"
		for i := range n {
			text += fmt.Sprintf("a h%d %s\n", i, address(i, changed))
		}
		return text
	}
	records, zone, noop := subject{by: byRecords, lines: 20}, subject{by: byZone, lines: 20}, subject{by: byNoop, lines: 20}
	for name, tc := range map[string]struct {
		subject subject
		phase   phase
		text    string
		ok      bool
	}{
		"all records are there":              {records, phaseApply, lines(20, false), true},
		"all records are there after a plan": {records, phasePlan, lines(20, false), true},
		"a tenth is changed":                 {records, phaseChange, lines(20, true), true},
		"a tenth is not changed":             {records, phaseChange, lines(20, false), false},
		"one is lost":                        {records, phaseApply, lines(19, false), false},
		"one is there twice":                 {records, phaseApply, lines(20, false) + "a h3 192.0.2.1", false},
		"the bystander's line is left":       {records, phaseDestroy, lines(0, false), true},
		"the bystander's line is lost":       {records, phaseDestroy, "", false},
		"the text has had the line too":      {zone, phaseDestroy, "", true},
		"nothing is done":                    {noop, phaseApply, lines(0, false), true},
	} {
		if err := checkZone(tc.text, tc.subject, tc.phase); (err == nil) != tc.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNothingOfTheCallersReachesACommand(t *testing.T) {
	t.Parallel()
	d := directory{dir: "/bench/run-1", real: "/bin/provider", world: &world{http: &httptest.Server{URL: "http://127.0.0.1:1"}, token: "t"}}
	env := d.environment([]string{"PATH=/bin", "VALUEDOMAIN_API_TOKEN=real", "TF_LOG=TRACE", "TF_CLI_ARGS=-lock=false"})
	for _, variable := range env {
		if strings.HasSuffix(variable, "=real") || strings.HasPrefix(variable, "TF_LOG") || strings.HasPrefix(variable, "TF_CLI_ARGS") {
			t.Errorf("%q", variable)
		}
	}
	for _, want := range []string{"PATH=/bin", "VALUEDOMAIN_API_TOKEN=t", "TF_CLI_CONFIG_FILE=/bench/cli.tfrc", envReal + "=/bin/provider"} {
		if !slices.Contains(env, want) {
			t.Errorf("no %q in %q", want, env)
		}
	}
}

func TestTheUsageOfProcessesAddsUp(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "usage")
	for _, u := range []usage{{time.Second, 30}, {2 * time.Second, 40}, {time.Second, 20}} {
		if err := note(file, u); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := takeUsage(file); err != nil || got != (usage{4 * time.Second, 40}) {
		t.Errorf("%v %v", got, err)
	}
	if _, err := takeUsage(file); err == nil {
		t.Error("no error without a process")
	}
}

func TestTheHandshakeNamesTheServer(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"1|6|unix|/tmp/plugin1|grpc|\n":   "unix /tmp/plugin1",
		"1|6|tcp|127.0.0.1:1234|grpc|":    "tcp 127.0.0.1:1234",
		"1|5|unix|/tmp/plugin1|grpc|\n":   "",
		"1|6|unix|/tmp/plugin1|netrpc|\n": "",
		"This binary is a plugin.\n":      "",
	} {
		network, address, err := serverOf(line)
		if got := strings.TrimSpace(network + " " + address); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", line, got, err)
		}
	}
}

func TestTheCommandLineIsRead(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]int{"": 5, "-quick": 1, "-runs 3": 3, "-runs 0": 0, "-quick please": 0} {
		s, err := readSettings(strings.Fields(args), &strings.Builder{})
		if s.runs != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d runs, %v", args, s.runs, err)
		}
	}
}
