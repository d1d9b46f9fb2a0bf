package zonesync

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

type snapshot = zone.Snapshot

const testDomain = "example.com"

// fakeStore is a zone in memory. The hooks get the number of the call,
// counted from 1, and must be set before the first call.
type fakeStore struct {
	latency time.Duration // Half before the effect and half after it.
	stale   time.Duration // Reads show the zone as it was so long ago.

	beforeRead  func(n int) error // An error is the answer.
	beforeWrite func(n int) error // An error is the answer, and nothing is written.
	afterWrite  func(n int) error // It is written; an error is the answer.
	store       func(s zone.Snapshot) zone.Snapshot
	answer      func(s zone.Snapshot) zone.Snapshot // What the answer to a write shows.
	show        func(n int, s zone.Snapshot) zone.Snapshot

	mu      sync.Mutex
	history []version
	gets    int
	puts    int
}

type version struct {
	at   time.Time
	zone zone.Snapshot
}

func newStore(lines ...string) *fakeStore {
	s := &fakeStore{}
	s.history = []version{{zone: zone.Snapshot{Domain: testDomain, Text: strings.Join(lines, "\n"), TTL: 600, NSType: "valuedomain1"}}}
	return s
}

func (s *fakeStore) ReadZone(ctx context.Context, _ string) (zone.Snapshot, error) {
	if err := sleep(ctx, s.latency/2); err != nil {
		return zone.Snapshot{}, err
	}
	s.mu.Lock()
	s.gets++
	n, shown := s.gets, s.asOf(time.Now().Add(-s.stale))
	s.mu.Unlock()
	if s.beforeRead != nil {
		if err := s.beforeRead(n); err != nil {
			return zone.Snapshot{}, err
		}
	}
	if s.show != nil {
		shown = s.show(n, shown)
	}
	return shown, sleep(ctx, s.latency/2)
}

// asOf returns the zone of a time. The caller holds the mutex.
func (s *fakeStore) asOf(at time.Time) zone.Snapshot {
	shown := s.history[0].zone
	for _, v := range s.history {
		if !v.at.After(at) {
			shown = v.zone
		}
	}
	return shown
}

func (s *fakeStore) WriteZone(ctx context.Context, out zone.Snapshot) (zone.Snapshot, error) {
	if err := sleep(ctx, s.latency/2); err != nil {
		return zone.Snapshot{}, err
	}
	s.mu.Lock()
	s.puts++
	n := s.puts
	s.mu.Unlock()
	if s.beforeWrite != nil {
		if err := s.beforeWrite(n); err != nil {
			return zone.Snapshot{}, err
		}
	}
	if s.store != nil {
		out = s.store(out)
	}
	s.set(out)
	if s.afterWrite != nil {
		if err := s.afterWrite(n); err != nil {
			return zone.Snapshot{}, err
		}
	}
	if s.answer != nil {
		out = s.answer(out)
	}
	return out, sleep(ctx, s.latency/2)
}

func (s *fakeStore) set(out zone.Snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history = append(s.history, version{time.Now(), out})
}

// setText is a foreign writer that replaces the lines.
func (s *fakeStore) setText(lines ...string) {
	out := s.last()
	out.Text = strings.Join(lines, "\n")
	s.set(out)
}

func (s *fakeStore) last() zone.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.history[len(s.history)-1].zone
}

func (s *fakeStore) requests() (gets, puts int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gets, s.puts
}

// wantText compares the zone byte for byte.
func (s *fakeStore) wantText(t *testing.T, lines ...string) {
	t.Helper()
	if got, want := s.last().Text, strings.Join(lines, "\n"); got != want {
		t.Errorf("zone is\n%s\nwant\n%s", got, want)
	}
}

func (s *fakeStore) wantRequests(t *testing.T, gets, puts int) {
	t.Helper()
	if g, p := s.requests(); g != gets || p != puts {
		t.Errorf("%d GET and %d PUT, want %d and %d", g, p, gets, puts)
	}
}

// wantLines compares the zone as a set of lines.
func (s *fakeStore) wantLines(t *testing.T, want []string) {
	t.Helper()
	got := strings.Split(s.last().Text, "\n")
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	counts := map[string]int{}
	for _, l := range want {
		counts[l]++
	}
	for _, l := range got {
		counts[l]--
	}
	for _, l := range slices.Sorted(maps.Keys(counts)) {
		switch n := counts[l]; {
		case n > 0:
			t.Errorf("lost %d of %q", n, l)
		case n < 0:
			t.Errorf("%d too many of %q", -n, l)
		}
	}
}

// unknownError is a write whose answer was lost.
type unknownError struct{ error }

func (unknownError) OutcomeUnknown() bool { return true }

var (
	errLost    = unknownError{errors.New("connection cut")}
	errRefused = errors.New("refused")
	errExists  = errors.New("line is there already")
)

// on returns a hook that answers err at the given calls.
func on(err error, calls ...int) func(int) error {
	return func(n int) error {
		if slices.Contains(calls, n) {
			return err
		}
		return nil
	}
}

func key(line string) string { return zone.NewOrigin(testDomain).LineKey(line) }

// add is the change of a record that is created.
func add(line string) Change { return Change{Put: []string{line}} }

// remove is the change of a record that is destroyed.
func remove(line string) Change { return Change{Remove: []string{key(line)}} }

// replace is the change of a record that is changed in place.
func replace(before, after string) Change {
	return Change{Remove: []string{key(before)}, Put: []string{after}}
}

// whole is the change of a zone as a whole.
func whole(lines ...string) Change {
	text := strings.Join(lines, "\n")
	return Change{Whole: &text}
}

// unless is a change that waits for another line to go.
func unless(line string, c Change) Change {
	c.Check = func(v View) error {
		if v.Index.Count(key(line)) > 0 {
			return &BlockedError{Err: errExists}
		}
		return nil
	}
	return c
}

// refuse is a change that its check refuses.
func refuse(err error) Change {
	return Change{Put: []string{"a refused 192.0.2.99"}, Check: func(View) error { return err }}
}

// applyAll applies edits at the same time and returns their errors.
func applyAll(ctx context.Context, c *Zone, edits ...Change) []error {
	errs := make([]error, len(edits))
	var group sync.WaitGroup
	for i, edit := range edits {
		group.Go(func() { _, errs[i] = c.Apply(ctx, edit) })
	}
	group.Wait()
	return errs
}

func wantErrors(t *testing.T, got []error, want ...error) {
	t.Helper()
	for i := range got {
		if !errors.Is(got[i], want[i]) {
			t.Errorf("edit %d: error %v, want %v", i, got[i], want[i])
		}
	}
}

// bubble runs a test on a fake clock. The pause at the end lets the goroutine
// that waits for more edits find that none come.
func bubble(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Hour)
		test(t)
	})
}

func withTimeout(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithTimeout(t.Context(), d)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
