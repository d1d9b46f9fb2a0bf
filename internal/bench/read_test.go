package main

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestResultLinesOfGoBenchmarksAreRead(t *testing.T) {
	t.Parallel()
	got := codeTimes(`goos: linux
BenchmarkParse-2   	     402	   2915210 ns/op	 3450 B/op	  12 allocs/op
BenchmarkEdit      	 1000000	       105.5 ns/op
BenchmarkBroken-2  	 FAIL
PASS
`)
	want := []codeTime{
		{Name: "BenchmarkParse", Took: 2915210, Bytes: 3450, Allocs: 12},
		{Name: "BenchmarkEdit", Took: 105},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestTheHandshakeNamesTheSocket(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"1|6|unix|/tmp/plugin1|grpc|\n":   "unix:/tmp/plugin1",
		"1|6|tcp|127.0.0.1:1234|grpc|":    "passthrough:///127.0.0.1:1234",
		"1|5|unix|/tmp/plugin1|grpc|\n":   "",
		"1|6|unix|/tmp/plugin1|netrpc|\n": "",
		"1|6|pipe|x|grpc|":                "",
		"This binary is a plugin.\n":      "",
	} {
		got, err := dialTarget(line)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", line, got, err)
		}
	}
}

func TestTheCommandLineIsRead(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args  string
		sizes []int
		runs  int
	}{
		"by default all":                    {"", []int{10, 100, 1000}, 5},
		"the short form":                    {"-quick", []int{10, 100}, 3},
		"the short form with another size":  {"-quick -n 50", []int{50}, 3},
		"the short form with one run":       {"-runs 1 -quick", []int{10, 100}, 1},
		"a piece of a full run":             {"-n 1000 -runs 2 -only series", []int{1000}, 2},
		"a report of what was measured":     {"-only= -results x", []int{10, 100, 1000}, 5},
		"chosen phases and latencies":       {"-phases plan -latency 0,20ms", []int{10, 100, 1000}, 5},
		"sizes with blanks between the two": {"-n=10,20", []int{10, 20}, 5},
	} {
		s, err := readSettings(strings.Fields(tc.args), os.Stderr)
		if err != nil || !slices.Equal(s.sizes, tc.sizes) || s.runs != tc.runs {
			t.Errorf("%s: %v %v %v", name, s.sizes, s.runs, err)
		}
	}
}

func TestWhatCannotBeMeasuredIsRefused(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"-n ten":            `"ten" is no number`,
		"-n 0":              `"0" is no number`,
		"-n 10,20000":       `"20000" is no number`,
		"-latency 50":       `"50" is no latency`,
		"-phases fly":       `"fly" is none of apply, plan, change, destroy`,
		"-only tables":      `"tables" is none of series`,
		"-runs 0":           "at least 1",
		"-quick please":     `"please" is no flag`,
		"-quick -latency 0": `-quick has latencies and phases of its own`,
	} {
		_, err := readSettings(strings.Fields(args), &strings.Builder{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", args, err, want)
		}
	}
}

func TestResultsAreCollectedOverSeveralCalls(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "results")
	s := subject{By: byRecords, Lines: 100, Latency: 50 * time.Millisecond}
	first, err := openResults(file)
	if err != nil {
		t.Fatal(err)
	}
	one := ran(s, first.nextRun(s), phaseApply, 1.5)
	one.Walks = []walk{{Gets: 1}, {Gets: 2, Puts: 1}}
	for _, r := range []result{{Sample: &one}, {Start: &startUp{1, byNoop, time.Second}}, {Code: &codeTime{Name: "BenchmarkParse", Took: 1}}} {
		if err := first.add(r); err != nil {
			t.Fatal(err)
		}
	}
	again, err := openResults(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.of(s, phaseApply); len(got) != 1 || got[0].Wall != one.Wall || !slices.Equal(got[0].Walks, one.Walks) {
		t.Errorf("%+v", got)
	}
	if len(again.starts) != 1 || len(again.codes) != 1 || again.nextRun(s) != 2 {
		t.Errorf("%+v", again)
	}
	if err := os.WriteFile(file, []byte("{}\nnot JSON\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openResults(file); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v", err)
	}
}

func TestProvidersOfDifferentFoundationsAreRefused(t *testing.T) {
	t.Parallel()
	modules := func(changed string) []*debug.Module {
		var all []*debug.Module
		for _, path := range foundation() {
			m := &debug.Module{Path: path, Version: "v1.0.0"}
			if path == changed {
				m.Version = "v1.0.1"
			}
			all = append(all, m)
		}
		return append(all, &debug.Module{Path: "example.com/other" + changed, Version: "v1"})
	}
	if err := sameVersions(modules(""), modules("")); err != nil {
		t.Error(err)
	}
	for _, path := range foundation() {
		if err := sameVersions(modules(""), modules(path)); err == nil || !strings.Contains(err.Error(), path+" v1.0.0") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
