// Package zonebackup keeps the texts of zones as files before they are
// replaced. What it writes is atomic, also when several processes share the
// directory; nothing but the oldest of its own files is ever removed.
package zonebackup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Dir is a directory with a directory for each zone, in which each text is a
// file.
//
// A file has the text byte for byte and nothing else, and is readable by its
// owner only. Its name is the time in UTC, so that the names sort by age. A
// file appears whole or not at all, and no link below the directory is followed
// out of it.
type Dir struct {
	Path string
	// Now returns the time; nil means time.Now.
	Now func() time.Time
}

const (
	backupsKept = 50
	backupName  = "20060102T150405.000000000Z"
	backupExt   = ".txt"
	backupPart  = ".part"
)

// Error reports that the text of a zone could not be kept, so nothing was
// written.
type Error struct {
	Domain, Path string
	Err          error
}

func (e *Error) Error() string {
	return fmt.Sprintf("back up zone %s to %s, so nothing was written: %v", e.Domain, e.Path, e.Err)
}

// Unwrap returns what went wrong.
func (e *Error) Unwrap() error { return e.Err }

// Save keeps the text, and removes the oldest ones that are too many. Every
// error is an *Error.
func (b Dir) Save(s zone.Snapshot) error {
	if err := b.save(s); err != nil {
		return &Error{s.Domain, b.Path, err}
	}
	return nil
}

func (b Dir) save(s zone.Snapshot) error {
	if err := os.MkdirAll(b.Path, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(b.Path)
	switch {
	case err != nil:
		return err
	case !userfile.Own(info):
		return errors.New("the directory belongs to another user")
	}
	if _, everybody := userfile.Open(info); everybody {
		return errors.New("everybody may write into the directory")
	}
	top, err := os.OpenRoot(b.Path)
	if err != nil {
		return err
	}
	defer func() { _ = top.Close() }()
	name := strings.ToLower(s.Domain)
	if !filepath.IsLocal(name) || filepath.Base(name) != name {
		return fmt.Errorf("%q is no name for a directory", name)
	}
	if err := top.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	dir, err := top.OpenRoot(name)
	if err != nil {
		return err
	}
	defer func() { _ = dir.Close() }()
	if info, err = dir.Stat("."); err != nil {
		return err
	}
	// If the group may write into the directory above, anybody of it could
	// have made this one.
	if group, everybody := userfile.Open(info); group || everybody || !userfile.Own(info) {
		return fmt.Errorf("others may write into the directory %q in it", name)
	}
	if err := b.write(dir, s.Text); err != nil {
		return err
	}
	prune(dir)
	return nil
}

// write makes the file under another name, and renames it when it is whole. Two
// processes may ask in one instant.
func (b Dir) write(dir *os.Root, text string) error {
	now := time.Now
	if b.Now != nil {
		now = b.Now
	}
	for at := now().UTC(); ; at = at.Add(1) {
		name := at.Format(backupName) + backupExt
		f, err := dir.OpenFile(name+backupPart, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		// Only now, since nobody else can give a file the name any more.
		if _, err := dir.Lstat(name); err == nil {
			_ = f.Close()
			_ = dir.Remove(name + backupPart)
			continue
		}
		_, err = f.WriteString(text)
		if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
			err = dir.Rename(name+backupPart, name)
		}
		if err != nil {
			_ = dir.Remove(name + backupPart)
		}
		return err
	}
}

// prune removes the oldest texts. One that can't be removed is no reason to
// refuse a write.
func prune(dir *os.Root) {
	entries, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		_, err := time.Parse(backupName+backupExt, e.Name())
		return err != nil || !e.Type().IsRegular() // Somebody else's.
	})
	for i := range len(entries) - backupsKept {
		_ = dir.Remove(entries[i].Name())
	}
}
