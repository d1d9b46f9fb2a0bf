package zonesync

import (
	"maps"
	"slices"
	"time"
)

// Step is what a write does for one named change. It is noted before the write
// and forgotten when its caller has an answer. So a step that is left is one of a
// process that died, and whose caller never knew.
type Step struct {
	// From is the key that the change removes, Line what it adds; "" for
	// nothing.
	From string `json:"from"`
	Line string `json:"line,omitempty"`
	// Trace tells whether it was stored; empty once it is known that it was.
	Trace Trace     `json:"trace,omitempty"`
	At    time.Time `json:"at"`
}

// stepAge is how long a step is kept.
const stepAge = 7 * 24 * time.Hour

// steps are those of a commit's group.
func (m *Machine) steps(now time.Time) map[string]Step {
	all := map[string]Step{}
	for _, op := range m.commit.group {
		c := op.change
		if c.Name == "" || op.err != nil || len(c.Remove) != 1 {
			continue
		}
		all[c.Name] = Step{From: c.Remove[0], Line: slices.Concat(c.Put, []string{""})[0], Trace: m.commit.trace(op, m.base), At: now}
	}
	return all
}

// begin returns the record with the steps of a write that is built on base. Of
// those that others have left, base shows which ones were stored.
func (r Record) begin(steps map[string]Step, base *Document, now time.Time) Record {
	all := map[string]Step{}
	for name, s := range r.Steps {
		if now.Sub(s.At) > stepAge || len(s.Trace) > 0 && s.Trace.Outcome(base) != Stored {
			continue
		}
		s.Trace = nil
		all[name] = s
	}
	maps.Copy(all, steps)
	r.Steps = all
	return r
}

// end returns the record without the steps of changes that are answered.
func (r Record) end(names []string) Record {
	all := maps.Clone(r.Steps)
	for _, name := range names {
		delete(all, name)
	}
	r.Steps = all
	return r
}

// Holds returns the line that a named change has put in the place of a key, or ""
// if it has removed that, and whether a process did that and died.
func (d *Document) Holds(name, key string) (line string, changed bool) {
	s, ok := d.steps[name]
	stored := len(s.Trace) == 0 || s.Trace.Outcome(d) == Stored
	return s.Line, ok && s.From == key && stored
}
