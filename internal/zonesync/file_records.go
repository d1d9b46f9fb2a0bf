package zonesync

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

// fileRecords keeps records as files in a directory that only the user can
// use: a lock and a record for each zone.
type fileRecords struct{ dir, account string }

// FileRecords returns records that all processes of one machine share which
// name the same directory. account keeps the zones of two accounts apart.
func FileRecords(dir, account string) Records { return fileRecords{dir, account} }

const lockRetry = 20 * time.Millisecond

// LockError reports that the lock or the record of a zone can't be used, so
// that nothing was written.
type LockError struct {
	Dir string
	Err error
}

func (e *LockError) Error() string { return fmt.Sprintf("lock zone in %s: %v", e.Dir, e.Err) }

// Unwrap returns what went wrong.
func (e *LockError) Unwrap() error { return e.Err }

func (f fileRecords) path(domain string) string {
	sum := sha256.Sum256([]byte(f.account + "\n" + domain))
	return filepath.Join(f.dir, "zone-"+hex.EncodeToString(sum[:12]))
}

// Lock waits for the lock file.
func (f fileRecords) Lock(ctx context.Context, domain string) (Held, error) {
	lock, err := f.open(domain)
	if err == nil {
		_, err = lock.TryLockContext(ctx, lockRetry)
	}
	return f.held(ctx, domain, lock, err)
}

// TryLock takes the lock file if it is free.
func (f fileRecords) TryLock(ctx context.Context, domain string) (Held, error) {
	lock, err := f.open(domain)
	if err == nil {
		var ok bool
		if ok, err = lock.TryLock(); !ok && err == nil {
			_ = lock.Close()
			return nil, nil //nolint:nilnil // Somebody else has it.
		}
	}
	return f.held(ctx, domain, lock, err)
}

func (f fileRecords) open(domain string) (*flock.Flock, error) {
	if err := userfile.Folder(f.dir); err != nil {
		return nil, err
	}
	return flock.New(f.path(domain)+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|userfile.NoFollow), flock.SetPermissions(0o600)), nil
}

func (f fileRecords) held(ctx context.Context, domain string, lock *flock.Flock, err error) (Held, error) {
	var record Record
	if err == nil {
		if record, err = f.Peek(ctx, domain); err != nil {
			_ = lock.Close()
		}
	}
	if err != nil {
		return nil, &LockError{f.dir, err}
	}
	return &fileHeld{lock: lock, path: f.path(domain) + ".json", dir: f.dir, record: record}, nil
}

// Peek reads the record. One that makes no sense says nothing.
func (f fileRecords) Peek(_ context.Context, domain string) (Record, error) {
	text, info, err := userfile.Read(f.path(domain)+".json", maxRecord)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, userfile.ErrTooLong):
		return Record{}, nil
	case err != nil:
		return Record{}, &LockError{f.dir, err}
	case !userfile.Own(info):
		return Record{}, nil
	}
	return decodeRecord(text), nil
}

// fileHeld is a lock file that is held.
type fileHeld struct {
	lock      *flock.Flock
	path, dir string
	record    Record
}

// Record returns the record.
func (h *fileHeld) Record() Record { return h.record }

// Save replaces the record file.
func (h *fileHeld) Save(r Record) error {
	text, err := r.encode()
	if err == nil {
		err = userfile.Replace(h.path, text)
	}
	if err != nil {
		return &LockError{h.dir, err}
	}
	h.record = r
	return nil
}

// Unlock lets the lock go.
func (h *fileHeld) Unlock() { _ = h.lock.Close() }
