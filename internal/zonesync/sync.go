package zonesync

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Store is where whole zones are read and written.
//
// WriteZone returns an error whose chain holds an OutcomeUnknown() bool method
// that answers true, where the write may have taken effect all the same, and
// one with a TryAgain() bool method where it surely has not and the same may
// work a moment later. It does not try again itself: by then the text would be
// built on an old read.
type Store interface {
	ReadZone(ctx context.Context, domain string) (zone.Snapshot, error)
	WriteZone(ctx context.Context, s zone.Snapshot) (zone.Snapshot, error)
}

// Options are what a Syncer needs beside its store. The zero value works.
type Options struct {
	// Logger gets what happens; zone texts appear at debug level only.
	Logger *slog.Logger
	// Ready blocks until the store could be called without waiting for a
	// rate limit; edits that arrive meanwhile join the group.
	Ready func(ctx context.Context) error
	// LockDir is the folder of the lock files; empty: no lock between
	// processes. Account tells the zones of two accounts apart.
	LockDir, Account string
	// Backup is called with the text before each write, which does not
	// happen where it returns an error.
	Backup func(s zone.Snapshot) error
	// Allow names the guards that are overridden.
	Allow map[Guard]bool
	// Now and Sleep are the clock.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
	// Timing may be set by tests; the zero value means DefaultTiming.
	Timing Timing
}

// Timing holds the waits of a Coordinator.
type Timing struct {
	// Quiet closes a group when no edit came for so long, Hope where fewer
	// have come than may be hoped for, Gather at the latest after so long.
	Quiet, Hope, Gather time.Duration
	// Fresh is how long a verified read is good as the base of a write.
	Fresh time.Duration
	// Settle is how long a blocked edit waits for another operation.
	Settle time.Duration
	// Stale lists the waits between reads that may still be old ones.
	Stale []time.Duration
	// Linger is how long a write stands before it is verified, once
	// another writer has shown itself: one that had read before our write
	// brings back that old text, and must be seen doing it.
	Linger time.Duration
	// Refused is how long a write that the store refuses to take now is tried
	// again, and Again the wait before each.
	Refused, Again time.Duration
	// Attempts bounds how often one group is written.
	Attempts int
	// Commit bounds one group, waits for the rate limit included.
	Commit time.Duration
	// Failure is how long a failed read answers for the next ones, so that
	// a hundred resources do not ask a hundred times.
	Failure time.Duration
}

// staleness is how long a read may show what was there before a write.
func (t Timing) staleness() time.Duration {
	var all time.Duration
	for _, d := range t.Stale {
		all += d
	}
	return all
}

// DefaultTiming returns the timing of real runs. Terraform hands the provider
// up to ten operations at once, a few milliseconds apart: Quiet spans those. On
// a machine under load they are further apart, which Hope spans.
func DefaultTiming() Timing {
	return Timing{
		Quiet:    25 * time.Millisecond,
		Hope:     150 * time.Millisecond,
		Gather:   5 * time.Second,
		Fresh:    time.Second,
		Settle:   3 * time.Second,
		Stale:    []time.Duration{200 * time.Millisecond, 400 * time.Millisecond, 800 * time.Millisecond},
		Linger:   200 * time.Millisecond,
		Refused:  100 * time.Second,
		Again:    500 * time.Millisecond,
		Attempts: 6,
		Commit:   10 * time.Minute,
		Failure:  3 * time.Second,
	}
}

// Syncer holds the coordinators of one run: one for each zone.
type Syncer struct {
	store   Store
	options Options

	mu    sync.Mutex
	zones map[string]*Coordinator
}

// New returns a Syncer without zones.
func New(store Store, o Options) *Syncer {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Timing.Attempts == 0 {
		o.Timing = DefaultTiming()
	}
	return &Syncer{store: store, options: o, zones: map[string]*Coordinator{}}
}

// Zone returns the coordinator of a domain; spellings of one domain share it.
func (s *Syncer) Zone(domain string) *Coordinator {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := zone.NewOrigin(domain).String()
	c, ok := s.zones[name]
	if !ok {
		c = newCoordinator(name, s.store, s.options)
		s.zones[name] = c
	}
	return c
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
