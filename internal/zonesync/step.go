package zonesync

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// steps are those of the text that is about to be written.
func (m *Machine) steps(now time.Time) coordination.Steps {
	all := coordination.Steps{}
	for _, op := range m.commit.group {
		if c := op.change.Caller; c.Revision != "" && op.err == nil {
			all[c.Revision] = c.Begin(m.trace(op), now)
		}
	}
	return all
}

// trace returns the trace of one operation: by a line that it adds, which nobody else
// wants, or by one that it removes, or else by what the others change, since a text is
// stored as a whole or not at all.
func (m *Machine) trace(op *operation) []coordination.Count {
	var added, removed []string
	for _, key := range slices.Sorted(maps.Keys(op.effect)) {
		if op.effect[key] > 0 {
			added = append(added, key)
		} else {
			removed = append(removed, key)
		}
	}
	all := zone.Bag{}
	for _, other := range m.commit.group {
		all.AddAll(other.effect, 1)
	}
	return coordination.Trace(append(added, removed...), slices.Sorted(maps.Keys(all)), m.base.count, m.commit.next.count)
}

// Held returns the line that the zone has for a caller, "" for none, and the revision
// of a state that says so: see coordination.Steps.
func (d *Document) Held(revision, state string, pending coordination.Step) (line, now string) {
	return d.steps.Held(revision, state, pending, d.found)
}

// found returns what the caller of a step has in the zone. If that can't be known,
// it is what it had before, unless only what it was to have is there.
func (d *Document) found(s coordination.Step) string {
	has := func(line string) bool { return line != "" && d.count(d.Origin.LineKey(line)) > 0 }
	s = s.Settle(d.count)
	if s.Outcome == coordination.Stored || s.Outcome == coordination.Unknown && !has(s.Held) && has(s.Next) {
		return s.Next
	}
	return s.Held
}

// see notes what a process has seen: the number of lines, and what became of
// writes. A note that can't be made costs a guard, no line: the next process knows
// nothing of this one then.
func (o Options) see(ctx context.Context, seen Seen, now time.Time) {
	d := seen.Doc
	held, err := o.Records.TryLock(ctx, d.Origin.String())
	if err != nil || held == nil {
		return
	}
	defer func() { _ = held.Unlock(ctx) }()
	r := held.Record()
	p := r.Part(o.Forwards)
	p.Lines, p.Seen = d.Bag().Len(), now
	p.Steps = p.Steps.Settled(d.count, seen.Asked, now)
	_ = held.Save(ctx, r)
}
