//go:build unix

package coordination

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const testDomain = "example.com"

//nolint:gochecknoglobals // It never changes.
var testKey = NoteKey{Kind: Foreseen, Directory: "/here", Domain: testDomain, Line: "a"}

// all makes use of every kind of file.
func all(t *testing.T, f Shared) error {
	t.Helper()
	held, err := f.Lock(t.Context(), testDomain)
	if err == nil {
		err = errors.Join(held.Save(t.Context(), Record{Zone: Part{Note: Note{Lines: 1}}}), held.Unlock(t.Context()))
	}
	return errors.Join(err,
		f.UpdateAccount(t.Context(), func(a *Account) { a.Started = append(a.Started, time.Unix(1, 0)) }),
		f.SetPlanNotes(t.Context(), map[NoteKey]PlanNote{testKey: {Over: []string{"b"}}}))
}

func TestTheDirectoryIsForItsUserAloneAndNoNameSaysTooMuch(t *testing.T) {
	t.Parallel()
	for _, before := range []os.FileMode{0, 0o700, 0o777} {
		t.Run(before.String(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "shared")
			if before != 0 {
				if err := errors.Join(os.Mkdir(dir, before), os.Chmod(dir, before)); err != nil {
					t.Fatal(err)
				}
			}
			if err := all(t, Files(dir, "token")); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(dir)
			if err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("%v, %v", info.Mode(), err)
			}
			found, err := os.ReadDir(dir)
			if err != nil || len(found) != 5 {
				t.Errorf("%v, %v: want a record, an account, their locks, and a note", found, err)
			}
			for _, f := range found {
				info, err := f.Info()
				if err != nil || info.Mode().Perm() != 0o600 {
					t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
				}
				if strings.Contains(f.Name(), "token") || strings.Contains(f.Name(), "example") {
					t.Errorf("%s says too much", f.Name())
				}
			}
		})
	}
}

func TestEachFileIsAboutOneThing(t *testing.T) {
	t.Parallel()
	paths, n := map[string]bool{}, 0
	for _, account := range []string{"one", "two"} {
		f := files{dir: "d", account: account}
		held := testKey
		held.Kind = Written
		elsewhere := testKey
		elsewhere.Directory = ""
		for _, path := range []string{f.accountPath(), f.recordPath(testDomain), f.recordPath("example.net"), f.notePath(testKey), f.notePath(held), f.notePath(elsewhere)} {
			paths[path], n = true, n+1
		}
	}
	if len(paths) != n {
		t.Errorf("%v", paths)
	}
}

func TestNoLinkIsFollowed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		plant func(f files, victim string) error
		fails bool
	}{
		{"a directory that is a link", func(f files, victim string) error { return os.Symlink(filepath.Dir(victim), f.dir) }, true},
		{"a directory that is a file", func(f files, _ string) error { return os.WriteFile(f.dir, nil, 0o600) }, true},
		{"the lock of a domain that is a link", planted(func(f files) string { return f.recordPath(testDomain) + ".lock" }, os.Symlink), true},
		{"a record that is a link", planted(func(f files) string { return f.recordPath(testDomain) }, os.Symlink), true},
		{"a record that is a hard link is replaced", planted(func(f files) string { return f.recordPath(testDomain) }, os.Link), false},
		{"the lock of an account that is a link", planted(func(f files) string { return f.accountPath() + ".lock" }, os.Symlink), true},
		{"an account that is a link", planted(func(f files) string { return f.accountPath() }, os.Symlink), true},
		{"a note that is a link is replaced", planted(func(f files) string { return f.notePath(testKey) }, os.Symlink), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			victim := filepath.Join(t.TempDir(), "victim")
			if err := os.WriteFile(victim, []byte("mine"), 0o600); err != nil {
				t.Fatal(err)
			}
			f := newFiles(filepath.Join(t.TempDir(), "shared"), "token")
			if err := test.plant(f, victim); err != nil {
				t.Fatal(err)
			}
			var failed *Error
			if err := all(t, f); (err != nil) != test.fails || test.fails && (!errors.As(err, &failed) || failed.Where != f.dir) {
				t.Errorf("error %v", err)
			}
			if text, err := os.ReadFile(victim); err != nil || string(text) != "mine" {
				t.Errorf("the file behind the link is %q, %v", text, err)
			}
		})
	}
}

func planted(path func(f files) string, link func(victim, path string) error) func(f files, victim string) error {
	return func(f files, victim string) error {
		return errors.Join(os.Mkdir(f.dir, 0o700), link(victim, path(f)))
	}
}

func TestAFileThatMakesNoSenseSaysNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "{", "[]", "12", `{"zone":{"at":"yesterday"},"started":["soon"],"over":[1]}`, `{"over":["x"]}` + strings.Repeat(" ", maxText)} {
		f := newFiles(t.TempDir(), "token")
		for _, path := range []string{f.recordPath(testDomain), f.accountPath(), f.notePath(testKey)} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if r, err := f.Peek(t.Context(), testDomain); err != nil || !reflect.DeepEqual(r, Record{}) {
			t.Errorf("%.20q: %+v, %v", text, r, err)
		}
		if n, err := f.PlanNote(t.Context(), testKey); err != nil || !n.IsZero() {
			t.Errorf("%.20q: %+v, %v", text, n, err)
		}
		err := f.UpdateAccount(t.Context(), func(a *Account) {
			if !reflect.DeepEqual(*a, Account{}) {
				t.Errorf("%.20q: %+v", text, *a)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// FuzzFiles reads whatever lies in the place of a file, and what was kept comes
// back as it was.
func FuzzFiles(f *testing.F) {
	f.Add([]byte(`{"time":"2026-01-01T00:00:00Z","over":["a"]}`), "key")
	f.Add([]byte(`["a"]`), "")
	f.Add([]byte("{\"over\":[\"\xff\"]}"), "\x00")
	f.Add([]byte(`{"zone":{"lines":3,"steps":{"x":{"trace":[{}]}}}}`), "key")
	shared := newFiles(f.TempDir(), "one")
	f.Fuzz(func(t *testing.T, text []byte, line string) {
		key := testKey
		key.Line = line
		for _, path := range []string{shared.notePath(key), shared.recordPath(testDomain)} {
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		n, err := shared.PlanNote(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range n.Over {
			if !utf8.ValidString(key) {
				t.Errorf("read %q", n.Over)
			}
		}
		for _, want := range []PlanNote{n, {}} {
			if err := shared.SetPlanNotes(t.Context(), map[NoteKey]PlanNote{key: want}); err != nil {
				t.Fatal(err)
			}
			if got, err := shared.PlanNote(t.Context(), key); err != nil || got.Token != want.Token || !got.Time.Equal(want.Time) || !slices.Equal(got.Over, want.Over) {
				t.Errorf("kept %+v, and read %+v, %v", want, got, err)
			}
		}
		if _, err := os.Lstat(shared.notePath(key)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the note is still there: %v", err)
		}
		held, err := shared.Lock(t.Context(), testDomain)
		if err != nil {
			t.Fatal(err)
		}
		want := held.Record()
		if err := errors.Join(held.Save(t.Context(), want), held.Unlock(t.Context())); err != nil {
			t.Fatal(err)
		}
		if got, err := shared.Peek(t.Context(), testDomain); err != nil || !got.Zone.SameText(want.Zone.Note) || len(got.Zone.Steps) != len(want.Zone.Steps) {
			t.Errorf("kept %+v, and read %+v, %v", want, got, err)
		}
	})
}
