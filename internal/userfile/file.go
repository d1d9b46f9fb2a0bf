package userfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrTooLong reports that a file is longer than it may be.
var ErrTooLong = errors.New("the file is too long")

// Folder makes a directory that only this user can use. It refuses a link and
// another user's directory, and removes what others may do in it.
func Folder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a directory", dir)
	}
	if !Own(info) {
		return fmt.Errorf("%s belongs to another user", dir)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return os.Chmod(dir, 0o700) //nolint:gosec // A directory needs the bit to be entered.
	}
	return nil
}

// Read returns a file of at most limit bytes. A longer one is an error, as is
// all that is no plain file.
func Read(path string, limit int64) (text []byte, info fs.FileInfo, err error) {
	// A pipe in its place would be waited for without the second flag.
	file, err := os.OpenFile(path, os.O_RDONLY|NoFollow|noWait, 0)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = file.Close() }()
	if info, err = file.Stat(); err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s is not a plain file", path)
	}
	var read bytes.Buffer
	read.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	_, err = read.ReadFrom(io.LimitReader(file, limit+1))
	text = read.Bytes()
	if err == nil && int64(len(text)) > limit {
		err = fmt.Errorf("%s has more than %d bytes: %w", path, limit, ErrTooLong)
	}
	if err != nil {
		return nil, nil, err
	}
	return text, info, nil
}

// Replace writes a file and gives it its name when it is whole. Each call writes
// under a name of its own first, so that two at once never publish half a file:
// the one that ends last wins.
func Replace(path string, text []byte) error {
	// The file is new, with mode 0600: no link in its place is followed.
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.next")
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}
