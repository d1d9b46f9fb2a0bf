//go:build unix

package userfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

func TestFolderIsForItsUserAlone(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	open := filepath.Join(base, "open")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{open, filepath.Join(base, "new", "below")} {
		if err := Folder(dir); err != nil {
			t.Error(err)
		}
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", dir, info.Mode(), err)
		}
	}
	link, file := filepath.Join(base, "link"), filepath.Join(base, "file")
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{link, file} {
		if Folder(dir) == nil {
			t.Errorf("%s is taken for a folder of one's own", dir)
		}
	}
}

func TestReadTakesPlainFilesOnly(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	path := func(name string) string { return filepath.Join(base, name) }
	for name, err := range map[string]error{
		"plain": os.WriteFile(path("plain"), []byte("12345"), 0o600),
		"link":  os.Symlink(path("plain"), path("link")),
		"pipe":  syscall.Mkfifo(path("pipe"), 0o600), // Nobody writes to it: a plain open would wait for ever.
		"dir":   os.Mkdir(path("dir"), 0o700),
	} {
		if err != nil {
			t.Fatal(name, err)
		}
	}
	if text, info, err := Read(path("plain"), 5); err != nil || string(text) != "12345" || !Own(info) {
		t.Errorf("%q, %v", text, err)
	}
	if _, _, err := Read(path("plain"), 4); !errors.Is(err, ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	if _, _, err := Read(path("missing"), 5); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	for _, name := range []string{"link", "pipe", "dir"} {
		if _, _, err := Read(path(name), 5); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func TestReplaceFollowsNoLink(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	target, path := filepath.Join(base, "target"), filepath.Join(base, "file")
	if err := os.WriteFile(target, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{path: "new", target: "precious"} {
		if text, err := os.ReadFile(name); err != nil || string(text) != want {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if info, err := os.Lstat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestAReplaceThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	path := filepath.Join(base, "file")
	if err := os.MkdirAll(filepath.Join(path, "below"), 0o700); err != nil { // No file can take its place.
		t.Fatal(err)
	}
	if err := Replace(path, []byte("new")); err == nil {
		t.Error("no error")
	}
	if names, err := filepath.Glob(path + ".*"); err != nil || len(names) > 0 {
		t.Errorf("left: %q, %v", names, err)
	}
}

// TestMain lets the test binary be one of two processes that replace a file.
func TestMain(m *testing.M) {
	letter := os.Getenv("USERFILE_TEST_LETTER")
	if letter == "" {
		os.Exit(m.Run())
	}
	for i := range replaces {
		if err := Replace("file", []byte(strings.Repeat(letter, 10_000+i)+"\n")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

const replaces = 300

func TestTwoProcessesNeverPublishHalfAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	var writers sync.WaitGroup
	for _, letter := range []string{"a", "b"} {
		writers.Go(func() {
			p := exec.CommandContext(t.Context(), os.Args[0])
			p.Dir, p.Env = dir, append(os.Environ(), "USERFILE_TEST_LETTER="+letter)
			if out, err := p.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	var done atomic.Bool
	var readers sync.WaitGroup
	readers.Go(func() {
		for !done.Load() {
			text, _, err := Read(path, 1<<20)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			whole, ended := strings.CutSuffix(string(text), "\n")
			if err != nil || !ended || len(whole) < 10_000 || strings.Trim(whole, whole[:1]) != "" {
				t.Errorf("read %d bytes, %v", len(text), err)
				return
			}
		}
	})
	writers.Wait()
	done.Store(true)
	readers.Wait()
}
