package zonesync

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

// fileLock keeps two processes of one machine from writing one zone at a time.
//
// Beside the lock stands a stamp: every write changes it, so that a process
// knows without a request whether another one has written since its own read,
// and what it wrote.
type fileLock struct {
	path string // Empty: no lock.
	self string // Tells this process's sightings from those of others.
}

const (
	lockRetry = 20 * time.Millisecond
	// unshared is the stamp where nobody has written yet, or there is no
	// lock: only time counts then.
	unshared = "unshared"
	// unknown is the stamp while a write is under way, after one that died,
	// and where it can't be read: no read is fresh then.
	unknown = ""
	// dirty stands in the place of the stamp while a write is under way.
	dirty = "dirty"
	// maxStamp bounds what is read of the file.
	maxStamp = 1 << 10
)

func newFileLock(dir, account, domain string) *fileLock {
	if dir == "" {
		return &fileLock{}
	}
	sum := sha256.Sum256([]byte(account + "\n" + domain))
	return &fileLock{path: filepath.Join(dir, hex.EncodeToString(sum[:12])), self: rand.Text()}
}

// acquire waits for the lock and returns what lets it go.
func (l *fileLock) acquire(ctx context.Context) (release func(), err error) {
	if l.path == "" {
		return func() {}, nil
	}
	if err := userfile.Folder(filepath.Dir(l.path)); err != nil {
		return nil, fmt.Errorf("lock zone: %w", err)
	}
	lock := flock.New(l.path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|userfile.NoFollow), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, lockRetry); err != nil {
		return nil, fmt.Errorf("lock zone: %s: %w", l.path, err)
	}
	return func() { _ = lock.Close() }, nil
}

// stamp returns the mark of the last write.
func (l *fileLock) stamp() string {
	if l.path == "" {
		return unshared
	}
	mark, _, err := l.marks()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return unshared
	case err != nil || mark == dirty:
		return unknown
	}
	return mark
}

// marks returns what the stamp file holds.
func (l *fileLock) marks() (mark, rest string, err error) {
	data, _, err := userfile.Read(l.path+".stamp", maxStamp)
	mark, rest, _ = strings.Cut(string(data), "\n")
	return mark, rest, err
}

// written returns what was written last; nothing where that can't be told.
func (l *fileLock) written() written {
	if l.path == "" {
		return written{}
	}
	_, rest, _ := l.marks()
	return parseWritten(rest)
}

// dirtySince returns when a write began that has not ended. The caller holds
// the lock, so whoever made it has died.
func (l *fileLock) dirtySince() (time.Time, bool) {
	if l.path == "" || l.stamp() != unknown {
		return time.Time{}, false
	}
	info, err := os.Lstat(l.path + ".stamp")
	if err != nil {
		return time.Time{}, false
	}
	return info.ModTime(), true
}

// begin marks that a write is under way. The caller holds the lock.
func (l *fileLock) begin() error { return l.mark(dirty, l.written()) }

// end marks that the write has been answered.
func (l *fileLock) end(w written) error { return l.mark(rand.Text(), w) }

// mark replaces the stamp as a whole, so that a reader sees the old one or the
// new one.
func (l *fileLock) mark(mark string, w written) error {
	if l.path == "" {
		return nil
	}
	// The lock is held, so that nobody else replaces it.
	if err := userfile.Replace(l.path+".stamp", []byte(mark+"\n"+w.String()+"\n")); err != nil {
		return fmt.Errorf("stamp zone: %w", err)
	}
	return nil
}
