package zonesync

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// Records is where the processes that share zones meet: a lock for each
// domain, and a record of what they have written.
type Records interface {
	// Lock waits for the lock of a domain.
	Lock(ctx context.Context, domain string) (Held, error)
	// TryLock returns nil if somebody else has the lock.
	TryLock(ctx context.Context, domain string) (Held, error)
	// Peek returns the record as it stands, without the lock. The zero
	// Record says nothing.
	Peek(ctx context.Context, domain string) (Record, error)
}

// Held is a lock that is held.
type Held interface {
	// Record is the record of the domain.
	Record() Record
	// Save replaces the record as a whole.
	Save(r Record) error
	// Unlock lets the lock go. The holder is dead to others from then on.
	Unlock()
}

// Record is what is known of one domain.
type Record struct {
	Zone     Note `json:"zone"`
	Forwards Note `json:"forwards"`
	// Steps of the zone and of the forwards are writes whose callers do not know
	// what came of them, by Caller.Name.
	ZoneSteps    map[string]Step `json:"zone_steps,omitempty"`
	ForwardSteps map[string]Step `json:"forward_steps,omitempty"`
}

// maxRecord bounds an encoded record, in bytes.
const maxRecord = 1 << 20

// encode renders a record for a file or a column. Of one that is too long the
// steps are left out.
func (r Record) encode() ([]byte, error) {
	text, err := json.Marshal(r)
	if len(text) > maxRecord {
		r.ZoneSteps, r.ForwardSteps = nil, nil
		return json.Marshal(r)
	}
	return text, err
}

// decodeRecord reads what encode made. Anything else says nothing.
func decodeRecord(text []byte) (r Record) {
	if json.Unmarshal(text, &r) != nil {
		return Record{}
	}
	return r
}

// sameText reports whether two notes say the same of what was written.
func (n Note) sameText(m Note) bool {
	return n.Digest == m.Digest && n.At.Equal(m.At) && n.Writing.Equal(m.Writing)
}

// memoryRecords keeps records for the zones of one process.
type memoryRecords struct {
	mu      sync.Mutex
	domains map[string]*memoryRecord
}

// memoryRecord is the record and the lock of one domain.
type memoryRecord struct {
	lock chan struct{} // Holds one item while the lock is held.

	mu     sync.Mutex
	record Record
}

// MemoryRecords returns records that end with the process. Syncers that share
// them are like processes that share files.
func MemoryRecords() Records { return &memoryRecords{domains: map[string]*memoryRecord{}} }

func (m *memoryRecords) of(domain string) *memoryRecord {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.domains[domain]
	if !ok {
		r = &memoryRecord{lock: make(chan struct{}, 1)}
		m.domains[domain] = r
	}
	return r
}

// Lock waits for the lock.
func (m *memoryRecords) Lock(ctx context.Context, domain string) (Held, error) {
	r := m.of(domain)
	select {
	case r.lock <- struct{}{}:
		return r, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// TryLock takes the lock if it is free.
func (m *memoryRecords) TryLock(_ context.Context, domain string) (Held, error) {
	r := m.of(domain)
	select {
	case r.lock <- struct{}{}:
		return r, nil
	default:
		return nil, nil //nolint:nilnil // Somebody else has it.
	}
}

// Peek returns the record.
func (m *memoryRecords) Peek(_ context.Context, domain string) (Record, error) {
	return m.of(domain).Record(), nil
}

// Record returns the record.
func (r *memoryRecord) Record() Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.record
}

// Save replaces the record.
func (r *memoryRecord) Save(record Record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.record = record
	return nil
}

// Unlock lets the lock go.
func (r *memoryRecord) Unlock() { <-r.lock }

// see notes what a process has seen: the number of lines, and what became of
// writes. A note that can't be made costs a guard, no line: the next process knows
// nothing of this one then.
func (o Options) see(ctx context.Context, d *Document, now time.Time) {
	held, err := o.Records.TryLock(ctx, d.Origin.String())
	if err != nil || held == nil {
		return
	}
	defer held.Unlock()
	r := held.Record()
	n, steps := o.part(&r), o.steps(&r)
	n.Lines, n.Seen = d.Bag().Len(), now
	*steps = settled(*steps, d, nil, now)
	_ = held.Save(r)
}
