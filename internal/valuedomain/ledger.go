package valuedomain

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

const (
	// ledgerHead is the first line of the file; another one is no ledger.
	ledgerHead = "value-domain requests 2"
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
// nanoseconds of Unix time, below the moment at which it was written. A process books the moment that is free next, so
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
		return l.store(append(starts, start.UnixNano()), now)
	})
	return start, err
}

func (l *ledger) peek(ctx context.Context, now time.Time, others int) (start time.Time, err error) {
	err = l.locked(ctx, func() error {
		starts, err := l.load(now)
		for start = l.free(starts, now); others > 0; others-- {
			starts = append(starts, start.UnixNano())
			start = l.free(starts, now)
		}
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
	if err := userfile.Folder(l.dir); err != nil {
		return fmt.Errorf("share the rate limit: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, ledgerTimeout)
	defer cancel()
	lock := flock.New(l.path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|userfile.NoFollow), flock.SetPermissions(0o600))
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
	text, _, err := userfile.Read(l.path, maxLedger)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, userfile.ErrTooLong):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return recent(text, now, l.period), nil
}

// recent reads the starts within the period before now, and after now. It
// returns none for a text that is no ledger, and where it was written at a time
// that has not come yet: the clock has been set back since, and the starts in
// it would have to be waited for as long. Now may be as old as the wait for the
// lock was long.
func recent(text []byte, now time.Time, period time.Duration) []int64 {
	head, rest, _ := strings.Cut(string(text), "\n")
	written, rest, _ := strings.Cut(rest, "\n")
	at, err := strconv.ParseInt(written, 10, 64)
	if head != ledgerHead || err != nil || at > now.Add(ledgerTimeout).UnixNano() {
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

// store writes the starts, and when.
func (l *ledger) store(starts []int64, now time.Time) error {
	text := bytes.NewBufferString(ledgerHead + "\n")
	fmt.Fprintln(text, now.UnixNano())
	for _, start := range starts {
		fmt.Fprintln(text, start)
	}
	return userfile.Replace(l.path, text.Bytes())
}
