package zonebackup

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func backupsOf(t *testing.T, dir string) (names, texts []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		names, texts = append(names, e.Name()), append(texts, string(text))
	}
	return names, texts
}

func TestBackupsHoldTheTextByteForByteForTheirOwnerAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "backups")
	const text = "a @ 192.0.2.1\r\n\r\n; 日本語\xff"
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("JST", 9*60*60))
	b := Dir{Path: path, Now: func() time.Time { return at }}
	if err := b.Save(zone.Snapshot{Domain: "Example.com", Text: text}); err != nil {
		t.Fatal(err)
	}
	names, texts := backupsOf(t, filepath.Join(path, "example.com"))
	if strings.Join(names, " ") != "20260101T180405.000000006Z.txt" || texts[0] != text {
		t.Errorf("names %q, texts %q", names, texts)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for file, want := range map[string]os.FileMode{"": 0o700, "example.com": 0o700, "example.com/" + names[0]: 0o600} {
		if info, err := os.Stat(filepath.Join(path, file)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%q: %v, %v", file, info.Mode(), err)
		}
	}
}

func TestTheLastFiftyBackupsOfEachZoneStay(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	b := Dir{Path: path}
	other := filepath.Join(path, "example.com", "0-mine.txt")
	if err := os.MkdirAll(filepath.Dir(other), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		for _, domain := range []string{"example.com", "example.net"} {
			if err := b.Save(zone.Snapshot{Domain: domain, Text: domain + strings.Repeat("x", i)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	names, texts := backupsOf(t, filepath.Join(path, "example.com"))
	if len(names) != 51 || names[0] != "0-mine.txt" || texts[1] != "example.com"+strings.Repeat("x", 10) || texts[50] != "example.com"+strings.Repeat("x", 59) {
		t.Errorf("%d names from %q, first %q, last %q", len(names), names[:2], texts[1], texts[len(texts)-1])
	}
	if names, _ := backupsOf(t, filepath.Join(path, "example.net")); len(names) != 50 {
		t.Errorf("%d backups of the other zone", len(names))
	}
}

func TestBackupsOfOneInstantDoNotMeet(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	at := time.Now()
	b := Dir{Path: path, Now: func() time.Time { return at }}
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if err := b.Save(zone.Snapshot{Domain: "example.com", Text: "a @ 192.0.2.1"}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if names, _ := backupsOf(t, filepath.Join(path, "example.com")); len(names) != 20 {
		t.Errorf("%d backups: %q", len(names), names)
	}
}

func TestABackupThatCannotBeKeptSafelyIsAnError(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links and modes are those of Unix")
	}
	for name, prepare := range map[string]func(t *testing.T, path string) string{
		"a file in the place of the directory": func(t *testing.T, path string) string {
			t.Helper()
			file := filepath.Join(path, "file")
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return file
		},
		"a directory that everybody may write into": func(t *testing.T, path string) string {
			t.Helper()
			if err := os.Chmod(path, 0o777); err != nil {
				t.Fatal(err)
			}
			return path
		},
		"a zone's directory that the group may write into": func(t *testing.T, path string) string {
			t.Helper()
			inside := filepath.Join(path, "example.com")
			if err := os.Mkdir(inside, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(inside, 0o770); err != nil {
				t.Fatal(err)
			}
			return path
		},
		"a zone's directory that is a link to elsewhere": func(t *testing.T, path string) string {
			t.Helper()
			if err := os.Symlink(t.TempDir(), filepath.Join(path, "example.com")); err != nil {
				t.Fatal(err)
			}
			return path
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := prepare(t, t.TempDir())
			err := Dir{Path: path}.Save(zone.Snapshot{Domain: "example.com", Text: "a @ 192.0.2.1"})
			var backup *Error
			if !errors.As(err, &backup) || backup.Path != path || backup.Domain != "example.com" {
				t.Errorf("%v", err)
			}
		})
	}
	for _, domain := range []string{"../example.com", "a/b", "..", ""} {
		if err := (Dir{Path: t.TempDir()}).Save(zone.Snapshot{Domain: domain}); err == nil {
			t.Errorf("a backup of %q was kept", domain)
		}
	}
}
