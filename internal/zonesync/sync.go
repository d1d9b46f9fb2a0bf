package zonesync

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Store is where whole texts are read and written.
//
// WriteZone returns an error whose chain has an OutcomeUnknown() bool method
// that answers true if the write may have taken effect all the same, and one
// with a TryAgain() bool method if it surely has not and the same may work a
// moment later. It never sends a text twice: by then it would be built on an
// old read.
type Store interface {
	ReadZone(ctx context.Context, domain string) (zone.Snapshot, error)
	WriteZone(ctx context.Context, s zone.Snapshot) (zone.Snapshot, error)
}

// Options are what a Syncer needs in addition to its store. The zero value
// works.
type Options struct {
	// Logger gets what happens; texts appear at debug level only.
	Logger *slog.Logger
	// Reserve waits until so many requests can be made in a row, and returns
	// a context for them. The function gives back what was not used.
	Reserve func(ctx context.Context, requests int) (context.Context, func(), error)
	// Records is where processes meet; nil: this Syncer shares nothing.
	Records coordination.Records
	// Forwards reports that the texts are lists of mail forwards: an empty
	// one is sane, and a write lets the registrar change the zone.
	Forwards bool
	// Backup is called with the text before each write, which does not
	// happen if it returns an error.
	Backup func(s zone.Snapshot) error
	// MinTTL is the shortest TTL that the store keeps, in seconds: what is
	// written has at least this one.
	MinTTL int
	// Allow names the guards that are overridden.
	Allow map[Guard]bool
	// Timing may be set by tests; the zero value means DefaultTiming.
	Timing Timing
}

// Timing has the waits of a Syncer.
type Timing struct {
	// Quiet closes a group when no operation arrived for so long, Hope if
	// fewer have arrived than may be hoped for, Gather at the latest.
	Quiet, Hope, Gather time.Duration
	// Fresh is how long a read is good as the base of a write.
	Fresh time.Duration
	// Settle is how long a blocked change waits for another operation.
	Settle time.Duration
	// Lag is how long reads may lag behind writes, Landing how long after
	// its error a write may still be stored.
	Lag, Landing time.Duration
	// Stale lists the waits between reads that may be old. The next one
	// after them is made when it can't be old any more.
	Stale []time.Duration
	// Refused is how long a write that the store refuses to take now is
	// tried again, and Again the wait before each.
	Refused, Again time.Duration
	// Attempts bounds how often one group is written.
	Attempts int
	// Commit bounds the requests of one group, once they may be made.
	Commit time.Duration
	// Failure is how long a failed read answers for the next ones, so that
	// a hundred resources do not ask a hundred times.
	Failure time.Duration
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
		Lag:      1400 * time.Millisecond,
		Landing:  2 * time.Second,
		Stale:    []time.Duration{200 * time.Millisecond, 400 * time.Millisecond},
		Refused:  100 * time.Second,
		Again:    500 * time.Millisecond,
		Attempts: 6,
		Commit:   10 * time.Minute,
		Failure:  3 * time.Second,
	}
}

// Syncer has the zones of one run.
type Syncer struct {
	store   Store
	options Options

	mu    sync.Mutex
	zones map[string]*Zone
}

// New returns a Syncer without zones.
func New(store Store, o Options) *Syncer {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Records == nil {
		o.Records = coordination.NewMemory()
	}
	if o.Reserve == nil {
		o.Reserve = func(ctx context.Context, _ int) (context.Context, func(), error) { return ctx, func() {}, nil }
	}
	if o.Timing.Attempts == 0 {
		o.Timing = DefaultTiming()
	}
	return &Syncer{store: store, options: o, zones: map[string]*Zone{}}
}

// Zone returns the zone of a domain; spellings of one domain share it.
func (s *Syncer) Zone(domain string) *Zone {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := zone.NewOrigin(domain).String()
	z, ok := s.zones[name]
	if !ok {
		z = newZone(name, s.store, s.options)
		s.zones[name] = z
	}
	return z
}

// guard returns the guards of one zone. They log what they refuse.
func (o Options) guard(ctx context.Context) guard {
	return guard{allow: o.Allow, mayEmpty: o.Forwards, log: func(e *GuardError, overridden bool, before, found string) {
		o.Logger.DebugContext(ctx, "a guard rejects the zone", "domain", e.Domain, "guard", e.Guard, "overridden", overridden, "before", before, "found", found)
	}}
}
