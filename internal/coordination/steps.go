package coordination

import (
	"crypto/rand"
	"fmt"
	"maps"
	"time"
)

// NewRevision returns a name for a state. It sorts after those of earlier milliseconds.
func NewRevision(now time.Time) string { return FirstRevision(now) + rand.Text() }

// FirstRevision is one that sorts before all others of its millisecond.
func FirstRevision(now time.Time) string { return fmt.Sprintf("%013d-", now.UnixMilli()) }

// RemovalOf is the revision under which the removal of a line is noted whose caller does
// not know its own. Its NextRevision sorts after that of any state which it means.
func RemovalOf(line string) string { return "removal of " + line }

// Caller is somebody with a state, which may be from before a write of unknown
// outcome, or from before one that it did not live to keep. Its texts are lines; ""
// for none.
type Caller struct {
	// Revision names its state until it knows what came of the change; without
	// it nothing is noted. NextRevision names the state after it; "" for the same
	// one, or for none.
	Revision, NextRevision string
	// State is what its state has until it knows what came of the change, Held
	// what it has in the zone before the change, and Next after it.
	State, Held, Next string
}

// Begin returns what is noted of a change before it is written.
func (c Caller) Begin(t []Count, at time.Time) Step {
	return Step{State: c.State, Held: c.Held, Next: c.Next, NextRevision: c.NextRevision, Outcome: Unknown, Trace: t, At: at}
}

// End returns what is noted once the caller knows what came of it, since it may die
// before its state has that; nil for nothing.
func (c Caller) End(made bool, at time.Time) *Step {
	if !made && c.Held == "" && c.State == c.Next { // It has no state.
		return nil
	}
	s := c.Begin(nil, at)
	s.Outcome = Stored
	if !made {
		s.Next, s.NextRevision = c.Held, ""
	}
	if s.State == s.Next {
		return nil
	}
	return &s
}

// Steps are what writes did for callers that may not know it, by the revisions of
// the states before.
type Steps map[string]Step

const stepAge = 7 * 24 * time.Hour // How long a step is kept.

// Settled returns the steps with what a zone tells of them that was asked for at a
// time: nothing of later ones. Old ones are left out.
func (all Steps) Settled(count func(key string) int, asked, now time.Time) Steps {
	kept := Steps{}
	for revision, s := range all {
		if s.At.Before(asked) {
			s = s.Settle(count)
		}
		if now.Sub(s.At) < stepAge {
			kept[revision] = s
		}
	}
	return kept
}

// Ended returns the steps once callers know what came of theirs, and reports whether
// any step changes. A caller that needs none has nil.
func (all Steps) Ended(callers map[string]*Step) (left Steps, changed bool) {
	left = Steps{}
	maps.Copy(left, all)
	for revision, s := range callers {
		_, noted := left[revision]
		changed = changed || noted || s != nil
		if delete(left, revision); s != nil {
			left[revision] = *s
		}
	}
	return left, changed
}

// Held follows the steps from a state of a caller to the line that it has in the zone,
// "" for none, and to the revision of a state that says so. Pending is a step that the
// state itself knows; the zero Step for none. One that is noted is better, since later
// writes may have hidden its trace. found returns what the caller of a step has.
func (all Steps) Held(revision, state string, pending Step, found func(Step) string) (line, now string) {
	for range len(all) + 1 {
		s, ok := all[revision]
		if ok = ok && s.State == state; !ok || s.At.Before(pending.At) {
			s, ok = pending, !pending.At.IsZero()
		}
		if !ok {
			break
		}
		state = found(s)
		if state != s.Next || s.NextRevision == "" {
			break
		}
		revision, pending = s.NextRevision, Step{}
	}
	if s, ok := all[RemovalOf(state)]; ok && revision < s.NextRevision {
		state = found(s)
	}
	return state, revision
}
