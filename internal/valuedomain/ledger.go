package valuedomain

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	// ledgerHead is the first line of the file; another one is no ledger.
	ledgerHead = "value-domain requests 1"
	// maxLedger bounds the file: maxRequestsPerMinute lines and as many
	// bookings of waiting processes.
	maxLedger = 64 << 10
	// maxAhead is how far a booking can lie in the future. What lies further
	// was written under another clock.
	maxAhead    = 10 * time.Minute
	ledgerRetry = 5 * time.Millisecond
	// ledgerTimeout bounds the wait for a process that holds the lock and
	// does not go on.
	ledgerTimeout = 10 * time.Second
)

// ledger is the window of all processes of this user that use one token: a file
// with the moments at which requests start, the coming ones included, in
// nanoseconds of Unix time. A process books the moment that is free next, so
// that all are served in the order in which they ask.
//
// A file that makes no sense is begun anew: the API's own refusal is the net.
type ledger struct {
	dir, path string
	limit     int
	period    time.Duration
}

func newLedger(dir, token string, limit int, period time.Duration) *ledger {
	// The name tells tokens apart without telling them.
	sum := sha256.Sum256([]byte("value-domain rate limit\n" + token))
	return &ledger{dir: dir, path: filepath.Join(dir, "rate-"+hex.EncodeToString(sum[:12])), limit: limit, period: period}
}

func (l *ledger) book(ctx context.Context, now time.Time) (start time.Time, err error) {
	err = l.locked(ctx, func() error {
		starts, err := l.load(now)
		if err != nil {
			return err
		}
		start = l.free(starts, now)
		return l.store(append(starts, start.UnixNano()))
	})
	return start, err
}

func (l *ledger) peek(ctx context.Context, now time.Time) (start time.Time, err error) {
	err = l.locked(ctx, func() error {
		starts, err := l.load(now)
		start = l.free(starts, now)
		return err
	})
	return start, err
}

// free returns the earliest moment with fewer than the limit's starts in the
// period before it, and not before the last booked one.
func (l *ledger) free(starts []int64, now time.Time) time.Time {
	at := now.UnixNano()
	if n := len(starts); n > 0 {
		at = max(at, starts[n-1])
		if n >= l.limit {
			at = max(at, starts[n-l.limit]+int64(l.period))
		}
	}
	// Counting from now keeps the monotonic clock's reading.
	return now.Add(time.Duration(at - now.UnixNano()))
}

func (l *ledger) locked(ctx context.Context, work func() error) error {
	if err := ownFolder(l.dir); err != nil {
		return fmt.Errorf("share the rate limit: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, ledgerTimeout)
	defer cancel()
	lock := flock.New(l.path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, ledgerRetry); err != nil {
		return fmt.Errorf("share the rate limit: lock: %w", err)
	}
	defer func() { _ = lock.Close() }()
	if err := work(); err != nil {
		return fmt.Errorf("share the rate limit: %w", err)
	}
	return nil
}

// load returns the starts that still matter, the oldest first.
func (l *ledger) load(now time.Time) ([]int64, error) {
	file, err := os.OpenFile(l.path, os.O_RDONLY|noFollow, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(err, errors.New(l.path+" is not a plain file"))
	}
	text, err := io.ReadAll(io.LimitReader(file, maxLedger+1))
	if err != nil {
		return nil, err
	}
	return recent(text, now, l.period), nil
}

// recent reads the starts within the period before now, and after now. It
// returns none for a text that is no ledger.
func recent(text []byte, now time.Time, period time.Duration) []int64 {
	head, rest, _ := strings.Cut(string(text), "\n")
	if head != ledgerHead || len(text) > maxLedger {
		return nil
	}
	var starts []int64
	for line := range strings.Lines(rest) {
		start, err := strconv.ParseInt(strings.TrimSuffix(line, "\n"), 10, 64)
		if err != nil || start > now.Add(maxAhead).UnixNano() {
			return nil
		}
		if start > now.Add(-period).UnixNano() {
			starts = append(starts, start)
		}
	}
	slices.Sort(starts)
	return starts
}

// store replaces the file: a new one is renamed over it, so that a process that
// dies leaves a whole one, and a link in its place is not followed.
func (l *ledger) store(starts []int64) error {
	text := bytes.NewBufferString(ledgerHead + "\n")
	for _, start := range starts {
		fmt.Fprintln(text, start)
	}
	next := l.path + ".next"
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text.Bytes())
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	return os.Rename(next, l.path)
}

// ownFolder makes a folder that only this user can use, and refuses one that
// somebody else may have put there.
func ownFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", dir)
	}
	if !isOwn(info) {
		return fmt.Errorf("%s belongs to another user", dir)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return os.Chmod(dir, 0o700)
	}
	return nil
}
