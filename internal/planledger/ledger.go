package planledger

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Options are what a Ledger needs. Policy must be given.
type Options struct {
	Policy  *rules.Policy
	Notes   coordination.Notes // Keeps what the next process has to know; nil: only this process.
	WorkDir string             // The directory of the configuration, whose notes are the only ones that count.
	// OneProcess: one process serves all walks of a run, as in `terraform test` from 1.13 on.
	OneProcess bool
}

// phase is what the process is known to do.
type phase int

const (
	unknownPhase phase = iota
	planning
	applying
)

// Ledger has the claims of one run.
type Ledger struct {
	options    Options
	inside     atomic.Int32 // How many calls are being answered.
	overlapped atomic.Bool  // Two of them were at once: others do not wait for this one.

	mu       sync.Mutex
	phase    phase
	zones    map[string]*Zone
	created  map[coordination.NoteKey]bool                  // What Creating was asked for and Applied has not ended.
	unplaced map[string]zone.Record                         // Records in a domain that is not known yet, by token.
	unsaved  map[coordination.NoteKey]coordination.PlanNote // For the next process.
	active   time.Time                                      // When something happened last.
	changed  chan struct{}                                  // Closed and renewed when something happens.
	waits    int                                            // How many calls have waited; the last one still may.
	open     []*resource                                    // Claims that nobody has answered yet,
	answered []Deferred                                     // and those that later claims have answered since.
	doubted  []*resource                                    // Claims that were answered in the belief in a note.
}

// New returns an empty ledger.
func New(o Options) *Ledger {
	if o.Notes == nil {
		o.Notes = coordination.NewMemory()
	}
	l := &Ledger{options: o, zones: map[string]*Zone{}, created: map[coordination.NoteKey]bool{}, unplaced: map[string]zone.Record{}}
	l.unsaved, l.changed, l.active = map[coordination.NoteKey]coordination.PlanNote{}, make(chan struct{}), time.Now()
	if o.OneProcess {
		l.phase = planning // The next walk may be a plan, whatever this one is.
	}
	return l
}

// Zone returns the claims on a zone. The live index of the first call counts; with
// OneProcess the one of the last call, since the zone changes between the walks.
func (l *Ledger) Zone(live *zone.Index, service zone.Service) *Zone {
	return l.book(live.Origin.String(), live, service, l.options.Policy)
}

// Addresses returns the claims on the mail forwarding of a domain. The key of each
// entry is an address, and its line where the mail goes; live are those that are set.
func (l *Ledger) Addresses(live *zone.Index) *Zone {
	return l.book("forwards of "+live.Origin.String(), live, zone.ServiceUnknown, nil)
}

// Settings returns the claims on the settings of a domain's zone.
func (l *Ledger) Settings(o zone.Origin) *Zone {
	return l.book("settings of "+o.String(), zone.NewIndex(o, zone.ServiceUnknown, zone.Parse("")), zone.ServiceUnknown, nil)
}

func (l *Ledger) book(name string, live *zone.Index, service zone.Service, policy *rules.Policy) *Zone {
	l.mu.Lock()
	defer l.mu.Unlock()
	z, ok := l.zones[name]
	if !ok {
		z = &Zone{ledger: l, policy: policy, resources: map[string]*resource{}, byKey: map[string][]*resource{}}
		l.zones[name] = z
	}
	if !ok || l.options.OneProcess && z.live != live {
		z.relive(live, service)
	}
	return z
}

// Unplaced notes a planned record whose domain is not known yet: any zone may get it.
func (l *Ledger) Unplaced(token string, r zone.Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unplaced[token] = r
	l.touch()
}

// Reading notes that a resource is read or imported: no apply does that.
func (l *Ledger) Reading() { l.become(planning, unknownPhase, planning) }

// Hint takes the CLI's word that it allows deferral, as Terraform does in an apply
// only, while nothing better is known.
func (l *Ledger) Hint(deferralAllowed bool) {
	if deferralAllowed {
		l.become(applying, unknownPhase)
	}
}

// Applying notes that this process writes.
func (l *Ledger) Applying() { l.become(applying, unknownPhase, planning) }

// become notes what the process does, if it is known to do one of before.
func (l *Ledger) become(p phase, before ...phase) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if slices.Contains(before, l.phase) && (p == planning || !l.options.OneProcess) {
		l.phase = p
		l.touch()
	}
}

// Applies reports whether this process is known to apply.
func (l *Ledger) Applies() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.phase == applying
}

// Enter notes that the call of a resource begins; leave, that it ends.
func (l *Ledger) Enter() (leave func()) {
	if l.inside.Add(1) > 1 {
		l.overlapped.Store(true)
	}
	return func() { l.inside.Add(-1) }
}

// touch notes that the run goes on. The caller has locked mu.
func (l *Ledger) touch() {
	l.active = time.Now()
	close(l.changed)
	l.changed = make(chan struct{})
}
