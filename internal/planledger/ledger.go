package planledger

import (
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Options are what a Ledger needs. Policy must be given.
type Options struct {
	Policy *rules.Policy
	// Memo keeps what the apply has to know; nil: it waits instead.
	Memo Memo
	// Quiet is how long nothing must have happened in the run before a
	// finding that a claim could lift is final; 0 means 1 second.
	Quiet time.Duration
	// Limit bounds one wait; 0 means 15 seconds.
	Limit time.Duration
	// Waiters is how many calls may wait at a time; 0 means 5.
	Waiters int
}

// Memo carries from the plan to the apply which lines a new record may take
// over. Errors are the Memo's own affair: without a note the apply waits.
type Memo interface {
	// Note keeps the keys of the lines that the record of key may take
	// over; none takes an earlier note back.
	Note(domain, key string, takes []string)
	// Noted returns what was kept.
	Noted(domain, key string) []string
}

// Ledger holds the books of one run.
type Ledger struct {
	options Options

	mu       sync.Mutex
	zones    map[string]*Zone
	active   time.Time     // When something happened last.
	changed  chan struct{} // Closed and renewed when something happens.
	planning bool          // A resource has been refreshed.
	applying bool
	waiters  []*waiter
	handed   []*held // Cases whose callers were let go.
}

// New returns an empty ledger.
func New(o Options) *Ledger {
	if o.Quiet == 0 {
		o.Quiet = time.Second
	}
	if o.Limit == 0 {
		o.Limit = 15 * time.Second
	}
	if o.Waiters == 0 {
		o.Waiters = 5
	}
	if o.Memo == nil {
		o.Memo = noMemo{}
	}
	return &Ledger{options: o, zones: map[string]*Zone{}, changed: make(chan struct{}), active: time.Now()}
}

// Zone returns the books of a zone, whose live index is asked for once.
func (l *Ledger) Zone(live *zone.Index, service zone.Service) *Zone {
	l.mu.Lock()
	defer l.mu.Unlock()
	name := live.Origin.String()
	z, ok := l.zones[name]
	if !ok {
		z = newZone(l, live, service)
		l.zones[name] = z
	}
	return z
}

// Refreshing tells that the state of a resource is read. The run goes on, and it
// is a plan: an apply reads none.
func (l *Ledger) Refreshing() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.planning = true
	l.stir()
}

// stir tells that the run goes on. The caller holds mu.
func (l *Ledger) stir() {
	l.active = time.Now()
	close(l.changed)
	l.changed = make(chan struct{})
}

// Applying tells that this process applies. What was planned in an earlier
// process is judged at each write from then on, and nothing waits here.
func (l *Ledger) Applying() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.applying {
		l.applying = true
		l.stir()
	}
}

// Takes returns the keys of the lines that a new record may take over, as the
// plan noted them.
func (l *Ledger) Takes(domain, key string) []string {
	return l.options.Memo.Noted(domain, key)
}
