package planledger

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestFileMemoKeepsNotesApart(t *testing.T) {
	t.Parallel()
	m := FileMemo{Dir: filepath.Join(t.TempDir(), "cache"), Account: "one"}
	m.Note("hogehoge.com", "key", []string{"a", "b"})
	other := FileMemo{Dir: m.Dir, Account: "two"}
	for name, tc := range map[string]struct {
		memo        FileMemo
		domain, key string
		want        []string
	}{
		"what was noted":   {m, "hogehoge.com", "key", []string{"a", "b"}},
		"another key":      {m, "hogehoge.com", "keys", nil},
		"another domain":   {m, "hogehoge.net", "key", nil},
		"another account":  {other, "hogehoge.com", "key", nil},
		"no folder at all": {FileMemo{}, "hogehoge.com", "key", nil},
	} {
		if got := tc.memo.Noted(tc.domain, tc.key); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	m.Note("hogehoge.com", "key", nil)
	if got := m.Noted("hogehoge.com", "key"); got != nil {
		t.Errorf("taken back, and still %q", got)
	}
	FileMemo{}.Note("hogehoge.com", "key", []string{"a"})
}

func TestFileMemoIsOnlyTheUsersOwn(t *testing.T) {
	t.Parallel()
	m := FileMemo{Dir: filepath.Join(t.TempDir(), "cache")}
	m.Note("hogehoge.com", "key", []string{"a"})
	for path, want := range map[string]os.FileMode{m.Dir: 0o700, m.path("hogehoge.com", "key"): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	files, err := os.ReadDir(m.Dir)
	if err != nil || len(files) != 1 {
		t.Errorf("%d files are left (%v)", len(files), err)
	}
}

func TestFileMemoBelievesNeitherOldNorDamagedNotes(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(path string) error{
		"old": func(path string) error { old := time.Now().Add(-8 * 24 * time.Hour); return os.Chtimes(path, old, old) },
		"from the future": func(path string) error {
			future := time.Now().Add(8 * 24 * time.Hour)
			return os.Chtimes(path, future, future)
		},
		"huge":      func(path string) error { return os.Truncate(path, 1<<40) },
		"damaged":   func(path string) error { return os.WriteFile(path, []byte(`["a`), 0o600) },
		"empty":     func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"a link":    func(path string) error { return os.Rename(path, path+".real") },
		"no folder": func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
	} {
		m := FileMemo{Dir: filepath.Join(t.TempDir(), "cache")}
		m.Note("hogehoge.com", "key", []string{"a"})
		path := m.path("hogehoge.com", "key")
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		if name == "a link" {
			if err := os.Symlink(path+".real", path); err != nil {
				t.Fatal(err)
			}
		}
		if got := m.Noted("hogehoge.com", "key"); got != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}
