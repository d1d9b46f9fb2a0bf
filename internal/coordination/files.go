package coordination

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

const (
	recordRetry  = 20 * time.Millisecond
	accountRetry = 5 * time.Millisecond
	// accountTimeout bounds the wait for a process that has the lock of the
	// account and does not go on.
	accountTimeout = 10 * time.Second
)

// files are what the processes of one user on one machine share: small JSON files
// in a directory that only the user can use, and next to some a lock.
type files struct {
	dir, account string
	last         *lastRecord
}

// lastRecord is the last record that was read or saved. As long as its file has the
// same text, a long one is not decoded again before each write of a zone.
type lastRecord struct {
	mu     sync.Mutex
	path   string
	text   []byte
	record Record
}

func (l *lastRecord) keep(path string, text []byte, r Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.path, l.text, l.record = path, text, r
}

func (l *lastRecord) decode(path string, text []byte) Record {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.path != path || !bytes.Equal(l.text, text) {
		l.path, l.text, l.record = path, text, Decode[Record](text)
	}
	return l.record
}

// Files returns what all processes share that name the same directory, which is
// made with mode 0700, and the same account. No name of a file gives the account or
// a domain away.
func Files(dir, account string) Shared { return newFiles(dir, account) }

func newFiles(dir, account string) files { return files{dir, account, new(lastRecord)} }

func (f files) String() string { return f.dir }

// path names the file of a kind that is about the words.
func (f files) path(kind string, words ...string) string {
	text, _ := json.Marshal(append([]string{kind, f.account}, words...))
	sum := sha256.Sum256(text)
	return filepath.Join(f.dir, kind+"-"+hex.EncodeToString(sum[:12])+".json")
}

func (f files) recordPath(domain string) string { return f.path("zone", domain) }
func (f files) accountPath() string             { return f.path("requests") }

func (f files) notePath(key NoteKey) string {
	return f.path(string(key.Kind), key.Directory, key.Domain, key.Line)
}

// lock returns the lock next to a file, which is not taken yet.
func (f files) lock(path string) (*flock.Flock, error) {
	if err := userfile.Folder(f.dir); err != nil {
		return nil, err
	}
	return flock.New(path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|userfile.NoFollow), flock.SetPermissions(0o600)), nil
}

// read returns the text of a file; none if it is missing, too long or another
// user's.
func (f files) read(path string) ([]byte, error) {
	text, info, err := userfile.Read(path, maxText)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, userfile.ErrTooLong) || err == nil && !userfile.Own(info) {
		return nil, nil
	}
	return text, err
}

// failed makes an error one of this directory.
func (f files) failed(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Where: f.dir, Err: err}
}

func (f files) Lock(ctx context.Context, domain string) (Held, error) {
	lock, err := f.lock(f.recordPath(domain))
	if err == nil {
		_, err = lock.TryLockContext(ctx, recordRetry)
	}
	return f.held(ctx, domain, lock, err)
}

func (f files) TryLock(ctx context.Context, domain string) (Held, error) {
	lock, err := f.lock(f.recordPath(domain))
	if err == nil {
		var ok bool
		if ok, err = lock.TryLock(); !ok && err == nil {
			_ = lock.Close()
			return nil, nil //nolint:nilnil // Somebody else has it.
		}
	}
	return f.held(ctx, domain, lock, err)
}

func (f files) held(ctx context.Context, domain string, lock *flock.Flock, err error) (Held, error) {
	if err != nil {
		return nil, f.failed(err)
	}
	record, err := f.Peek(ctx, domain)
	if err != nil {
		_ = lock.Close()
		return nil, err
	}
	return &fileHeld{files: f, lock: lock, domain: domain, record: record}, nil
}

func (f files) Peek(_ context.Context, domain string) (Record, error) {
	path := f.recordPath(domain)
	text, err := f.read(path)
	return f.last.decode(path, text), f.failed(err)
}

// fileHeld is a lock file that this process has.
type fileHeld struct {
	files

	lock   *flock.Flock
	domain string
	record Record
}

func (h *fileHeld) Record() Record { return h.record }

func (h *fileHeld) Save(_ context.Context, r Record) error {
	path := h.recordPath(h.domain)
	text, err := r.Encode()
	if err == nil {
		err = userfile.Replace(path, text)
	}
	if err == nil {
		h.record = r
		h.last.keep(path, text, r)
	}
	return h.failed(err)
}

func (h *fileHeld) Unlock(context.Context) error { return h.failed(h.lock.Close()) }
