package zonesync

import (
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Trace is a line by which a read tells whether a write whose outcome is not known
// was stored: how often it is in the zone if it was not, and if it was. The zero
// value tells nothing.
//
// It need not be a line of the change itself. Of a list that shifts, most lines
// are there as often as before; but a text is stored as a whole or not at all.
type Trace struct {
	Key    string `json:"key,omitempty"`
	Before int    `json:"before,omitempty"`
	After  int    `json:"after,omitempty"`
}

// trace returns the trace of one operation: by a line that it adds, which nobody
// else wants; else by one that it removes, else by any other of the text.
func (c *commit) trace(op *operation, base *Document) Trace {
	if base == nil || c.next == nil {
		return Trace{}
	}
	var added, removed []string
	for _, key := range slices.Sorted(maps.Keys(op.effect)) {
		if op.effect[key] > 0 {
			added = append(added, key)
		} else {
			removed = append(removed, key)
		}
	}
	others := zone.Bag{}
	for _, other := range c.group {
		others.AddAll(other.effect, 1)
	}
	for _, key := range slices.Concat(added, removed, slices.Sorted(maps.Keys(others))) {
		if before, after := base.Index().Count(key), c.next.Index().Count(key); before != after {
			return Trace{key, before, after}
		}
	}
	return Trace{}
}

// Outcome says what a zone tells of the write: Unknown if that is neither.
func (t Trace) Outcome(d *Document) Outcome {
	was, is := d.Index().Count(t.Key)-t.Before, d.Index().Count(t.Key)-t.After
	switch {
	case t.Before == t.After:
	case was*was < is*is:
		return Refused
	case is*is < was*was:
		return Stored
	}
	return Unknown
}
