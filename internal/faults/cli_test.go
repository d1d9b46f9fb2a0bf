//go:build unix

package main

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// calls makes a workspace whose CLI is a script.
func calls(t *testing.T, script string) *workspace {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "cli")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return &workspace{cli: &cli{path: path}, wishes: &wishes{}, dir: dir}
}

func TestAStateThatCannotBePulledIsNoEmptyOne(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		script string
		want   []string
		fails  bool
	}{
		"no state yet":     {"exit 0", nil, false},
		"it fails":         {"echo 'state is locked' >&2; exit 1", nil, true},
		"it is no JSON":    {"echo '{'", nil, true},
		"it holds nothing": {`echo '{"resources": []}'`, nil, false},
		"a warning stands beside it": {
			`echo 'Warning: old' >&2; echo '{"resources": [{"type": "valuedomain_a_record", "name": "own1", "instances": [{"index_key": "k1", "attributes": {"line": "a own1-1 192.0.2.1"}}]}]}'`,
			[]string{`a own1-1 192.0.2.1 valuedomain_a_record.own1["k1"]`},
			false,
		},
		"a mail forward and a whole zone": {
			`echo '{"resources": [{"type": "valuedomain_mail_forwarding", "name": "own1", "instances": [{"index_key": "k1", "attributes": {"line": "mxe mail 209.19.56.20 10", "local_part": "own1-1", "destination": "me@example.net"}}]},
				{"type": "valuedomain_zone", "name": "all", "instances": [{"attributes": {"content": "a @ 192.0.2.1\\r\\n\\r\\na own1-1 192.0.2.2"}}]}]}'`,
			[]string{"a @ 192.0.2.1 valuedomain_zone.all", "a own1-1 192.0.2.2 valuedomain_zone.all", `mail own1-1 me@example.net valuedomain_mail_forwarding.own1["k1"]`},
			false,
		},
	} {
		held, err := calls(t, tc.script).state(t.Context())
		var got []string
		for _, line := range slices.Sorted(maps.Keys(held)) {
			got = append(got, line+" "+held[line])
		}
		if (err != nil) != tc.fails || !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestOnlyProcessesThatWereKilledCount(t *testing.T) {
	t.Parallel()
	parent := exec.Command("sh", "-c", "sleep 60 & echo; wait; wait") //nolint:noctx // It ends with its child.
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // The child has started.
		t.Fatal(err)
	}
	if n := killChildren(context.WithoutCancel(t.Context()), parent.Process.Pid); n != 1 {
		t.Errorf("%d, want 1", n)
	}
	_ = parent.Wait()
	if n := killChildren(context.WithoutCancel(t.Context()), parent.Process.Pid); n != 0 {
		t.Errorf("%d without a process", n)
	}
}

func TestAStateSaysWhatAnApplyHasDone(t *testing.T) {
	t.Parallel()
	p := &party{name: "own1", ours: true}
	const one, two, other = "a own1-1 192.0.2.1", "a own1-2 192.0.2.2", "a @ 192.0.2.9"
	address := func(key string) string { return `valuedomain_a_record.own1["` + key + `"]` }
	for name, tc := range map[string]struct {
		code          int
		before, after stateLines
		want          string
	}{
		"a record was made":                {0, nil, stateLines{one: address("k1"), other: "x"}, one + " true false 0"},
		"a record was made by a failure":   {1, nil, stateLines{one: address("k1")}, one + " true false 0"},
		"a record was left by a failure":   {1, stateLines{one: address("k1")}, stateLines{one: address("k1")}, ""},
		"a record was renamed":             {0, stateLines{one: address("k0")}, stateLines{one: address("k1")}, one + " true true 0"},
		"a renaming failed":                {1, stateLines{one: address("k0")}, stateLines{}, one + " false false 2"},
		"a record was taken away":          {0, stateLines{two: address("k2")}, nil, two + " false false 0"},
		"a record may have gone":           {1, stateLines{two: address("k2")}, nil, two + " false false 2"},
		"a mail forward is no line":        {0, nil, stateLines{mailLine("own1-1", "me@example.net"): "x"}, ""},
		"a line of another is not its own": {0, nil, stateLines{"a own3-1 192.0.2.1": "x"}, ""},
	} {
		w := &workspace{wishes: &wishes{records: []record{{kindA, "k1", "own1-1", "192.0.2.1", "own1"}}}}
		var got []string
		for _, c := range w.says(applied{outcome{tc.code, ""}, tc.before, tc.after}, p) {
			got = append(got, strings.TrimSpace(strings.Join([]string{c.line, standingWord(c.stands), standingWord(c.kept), string('0' + rune(c.answer))}, " ")))
		}
		if text := strings.Join(got, "; "); text != tc.want {
			t.Errorf("%s: %q, want %q", name, text, tc.want)
		}
	}
}

func standingWord(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
