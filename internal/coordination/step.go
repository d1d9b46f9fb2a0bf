package coordination

import (
	"slices"
	"time"
)

// Outcome is what became of a write.
type Outcome uint8

// The outcomes.
const (
	// Stored is a write that was answered with success.
	Stored Outcome = iota + 1
	// Refused is a write that surely changed nothing.
	Refused
	// Unknown is a write that may have been stored, or may be stored a
	// moment later.
	Unknown
)

// Step is what a write does for a caller whose state has a certain revision. It is
// noted before the write. It stays after it, since the caller may die before it
// keeps its new state, unless the state shows the same line before and after.
type Step struct {
	// State is the line that the caller's state has until it knows what came of
	// the write, Held the line that the zone has for it before the write, and Next
	// after it; "" for none.
	State string `json:"state"`
	Held  string `json:"held,omitempty"`
	Next  string `json:"next,omitempty"`
	// NextRevision is that of the state that has Next; "" for the same one, or
	// where no state is left.
	NextRevision string `json:"next_revision,omitempty"`
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

const maxTrace = 8 // Bounds the trace of a caller in the middle of a long list.

// Trace returns how Settle finds out whether a text was stored, from the counts of
// lines before and after it. One line of the caller's own is enough. Of a list that
// shifts most lines are there as often as before: callers in its middle go by the
// others' lines.
func Trace(own, others []string, before, after func(key string) int) (t []Count) {
	for i, key := range slices.Concat(own, others) {
		if b, a := before(key), after(key); b != a {
			t = append(t, Count{key, b, a})
		}
		if len(t) == 1 && i < len(own) || len(t) == maxTrace {
			break
		}
	}
	return t
}

// Settle returns the step with what a zone shows of it, which counts its lines by
// their keys. One count that has not changed shows that nothing was stored: the
// others may have been changed by later writes. Without any count both outcomes are
// the same zone.
func (s Step) Settle(count func(key string) int) Step {
	if s.Outcome != Unknown {
		return s
	}
	o := Unknown
	for _, c := range s.Trace {
		was, is := count(c.Key)-c.Before, count(c.Key)-c.After
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
