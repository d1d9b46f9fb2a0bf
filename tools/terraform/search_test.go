package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// fakeProbe takes every path but those that hold "bad".
func fakeProbe(_ context.Context, path string) (cli, error) {
	if strings.Contains(path, "bad") {
		return cli{}, errors.New(path + " is too old")
	}
	return cli{path: path}, nil
}

func at(path string) source {
	return func(context.Context) (string, error) { return path, nil }
}

func failing(err error) source {
	return func(context.Context) (string, error) { return "", err }
}

func TestFind(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		sources []source
		want    string
		notes   string
		err     string
	}{
		"the first source that has one wins":       {sources: []source{failing(errNone), at("/1"), at("/2")}, want: "/1"},
		"an unusable one is noted and passed over": {sources: []source{at("/bad"), at("/2")}, want: "/2", notes: "terraform: passed over: /bad is too old\n"},
		"a failed fetch is noted and passed over":  {sources: []source{failing(errors.New("no network")), at("/2")}, want: "/2", notes: "terraform: passed over: no network\n"},
		"none at all names the way out":            {sources: []source{failing(errNone)}, err: "name it in TERRAFORM_CLI"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var notes strings.Builder
			found, err := search{probe: fakeProbe, sources: test.sources, notes: &notes}.find(t.Context())
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Fatalf("error %v, want %q", err, test.err)
			}
			if found.path != test.want {
				t.Errorf("found %q, want %q", found.path, test.want)
			}
			if notes.String() != test.notes {
				t.Errorf("noted %q, want %q", notes.String(), test.notes)
			}
		})
	}
}

func TestFindStopsWhenInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	interrupted := func(context.Context) (string, error) {
		cancel()
		return "", errors.New("fetch cut short")
	}
	var notes strings.Builder
	_, err := search{probe: fakeProbe, sources: []source{interrupted, at("/2")}, notes: &notes}.find(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestFindTakesOrRefusesTheOverride(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("a file without a suffix does not run on Windows")
	}
	folder := t.TempDir()
	for _, name := range []string{"own", "bad"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	tests := map[string]struct{ override, want, err string }{
		"the one named is taken":                {override: filepath.Join(folder, "own"), want: filepath.Join(folder, "own")},
		"an unusable one is no reason to go on": {override: filepath.Join(folder, "bad"), err: "is too old"},
		"a missing one is no reason to go on":   {override: filepath.Join(folder, "absent"), err: "find TERRAFORM_CLI"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := search{override: test.override, probe: fakeProbe, sources: []source{at("/other")}}.find(t.Context())
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Fatalf("error %v, want %q", err, test.err)
			}
			if found.path != test.want {
				t.Errorf("found %q, want %q", found.path, test.want)
			}
		})
	}
}
