package zonesync

import (
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Trace is by what a read tells whether a write whose outcome is not known was
// stored. The empty one tells nothing.
type Trace []Count

// Count is how often a line is in the zone if the write was not stored, and if it
// was.
type Count struct {
	Key    string `json:"key"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

// maxTrace bounds the trace of an operation in the middle of a long list.
const maxTrace = 8

// trace returns the trace of one operation: a line that it adds, which nobody else
// wants, or one that it removes. Of a list that shifts, most lines are there as
// often as before. A text is stored as a whole or not at all; so those in its
// middle go by what the others change.
func (c *commit) trace(op *operation, base *Document) (t Trace) {
	if base == nil || c.next == nil {
		return nil
	}
	var added, removed []string
	for _, key := range slices.Sorted(maps.Keys(op.effect)) {
		if op.effect[key] > 0 {
			added = append(added, key)
		} else {
			removed = append(removed, key)
		}
	}
	all := zone.Bag{}
	for _, other := range c.group {
		all.AddAll(other.effect, 1)
	}
	for i, key := range slices.Concat(added, removed, slices.Sorted(maps.Keys(all))) {
		if before, after := base.Index().Count(key), c.next.Index().Count(key); before != after {
			t = append(t, Count{key, before, after})
		}
		if len(t) == 1 && i < len(op.effect) || len(t) == maxTrace {
			break
		}
	}
	return t
}

// Outcome says what a zone tells of the write: Unknown where that can't be told.
// One count that has not changed shows that nothing was stored, since others may
// have been changed by later writes.
func (t Trace) Outcome(d *Document) Outcome {
	outcome := Unknown
	for _, c := range t {
		was, is := d.Index().Count(c.Key)-c.Before, d.Index().Count(c.Key)-c.After
		switch {
		case was*was < is*is:
			return Refused
		case is*is < was*was:
			outcome = Stored
		}
	}
	return outcome
}
