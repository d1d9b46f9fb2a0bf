//go:build unix

package userfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
	target := filepath.Join(base, "target")
	if err := os.WriteFile(target, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(base, "file")
	for _, link := range []string{path, path + ".next"} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
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
