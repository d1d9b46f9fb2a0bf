package zonesync

import (
	"maps"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Step is what a write does for one named change. It is noted before the write,
// and forgotten once the caller knows what came of it. Those that are left are of
// writes whose outcome was not known, and of processes that died.
type Step struct {
	// State, Held and Next are those of the Caller.
	State string `json:"state"`
	Held  string `json:"held,omitempty"`
	Next  string `json:"next,omitempty"`
	// Outcome is what came of it, Trace how that shows while it is Unknown.
	Outcome Outcome   `json:"outcome"`
	Trace   []Count   `json:"trace,omitempty"`
	At      time.Time `json:"at"`
}

// Count is how often a line is in the zone if the write was not stored, and if it
// was.
type Count struct {
	Key    string `json:"key"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

const (
	stepAge  = 7 * 24 * time.Hour // How long a step is kept.
	maxTrace = 8                  // Bounds the trace of an operation in the middle of a long list.
)

// steps are those of the text that is about to be written.
func (m *Machine) steps(now time.Time) map[string]Step {
	all := map[string]Step{}
	for _, op := range m.commit.group {
		if c := op.change.Caller; c.Name != "" && op.err == nil {
			all[c.Name] = Step{c.State, c.Held, c.Next, Unknown, m.trace(op), now}
		}
	}
	return all
}

// trace returns the trace of one operation: a line that it adds, which nobody else
// wants, or one that it removes. Of a list that shifts, most lines are there as
// often as before. A text is stored as a whole or not at all; so those in its
// middle go by what the others change.
func (m *Machine) trace(op *operation) (t []Count) {
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
	for i, key := range slices.Concat(added, removed, slices.Sorted(maps.Keys(all))) {
		if before, after := m.base.Index().Count(key), m.commit.next.Index().Count(key); before != after {
			t = append(t, Count{key, before, after})
		}
		if len(t) == 1 && i < len(op.effect) || len(t) == maxTrace {
			break
		}
	}
	return t
}

// settle returns the step with what a zone tells of it. One count that has not
// changed shows that nothing was stored: the others may have been changed by later
// writes. Without any count both outcomes are the same zone.
func (s Step) settle(d *Document) Step {
	if s.Outcome != Unknown {
		return s
	}
	o := Unknown
	for _, c := range s.Trace {
		was, is := d.Index().Count(c.Key)-c.Before, d.Index().Count(c.Key)-c.After
		if was*was < is*is {
			o = Refused
			break
		}
		if is*is < was*was {
			o = Stored
		}
	}
	if len(s.Trace) == 0 {
		o = Stored
	}
	if s.Outcome = o; o != Unknown {
		s.Trace = nil
	}
	return s
}

// Holds returns what the caller has in a zone. Where that can't be told, it is
// what it had before, unless only what it was to have is there.
func (s Step) Holds(d *Document) string {
	has := func(line string) bool { return line != "" && d.Index().Count(d.Origin.LineKey(line)) > 0 }
	s = s.settle(d)
	if s.Outcome == Stored || s.Outcome == Unknown && !has(s.Held) && has(s.Next) {
		return s.Next
	}
	return s.Held
}

// Step returns what was noted of the last write of a caller that does not know
// what came of it: its state still has this line.
func (d *Document) Step(name, state string) (s Step, ok bool) {
	s, ok = d.steps[name]
	return s, ok && s.State == state
}

// settled returns steps with what a zone tells of them, and with those of a new
// write.
func settled(all map[string]Step, d *Document, fresh map[string]Step, now time.Time) map[string]Step {
	kept := map[string]Step{}
	for name, s := range all {
		if now.Sub(s.At) < stepAge {
			kept[name] = s.settle(d)
		}
	}
	maps.Copy(kept, fresh)
	return kept
}
