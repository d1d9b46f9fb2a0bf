package zonesync

import (
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Phase is what a Machine is doing.
type Phase uint8

// The phases.
const (
	Idle      Phase = iota // Nobody waits.
	Gathering              // Operations arrive, and more may be on their way.
	Locking                // The lock and the requests of a commit are awaited.
	Reading                // The text to build on is read.
	Writing                // A text is written.
	Verifying              // The text is read until it shows the write.
	Pausing                // A read that may be old, or a refusal, is waited out.
)

// Machine brings changes into one text that can only be read and written
// whole. It is pure: it has no clock, goroutine, lock or I/O. Step takes one
// event and returns what is to be done. It is not safe for concurrent use.
type Machine struct {
	domain string
	timing Timing

	phase    Phase
	wake     time.Time    // When it wants a Tick if nothing else happens; zero: never.
	queue    []*operation // Operations that are in no commit yet.
	expected int          // How many the next group may hope for; 0: unknown.
	closes   time.Time    // When the group is closed at the latest.
	quiet    int          // How many groups in a row were closed since nothing arrived.

	base    *Document // The last text that was believed; nil: none.
	asked   time.Time // When the read of base began.
	history history
	work    work // Of the run so far.
	guard   guard
	note    coordination.Note // As this machine knows or left it.
	commit  commit
}

// commit is one group on its way.
type commit struct {
	group      []*operation
	left       []coordination.Caller // Those of operations that were in the group.
	next       *Document             // The text that is or was written.
	work       work                  // What the run has changed once next is in the zone.
	steps      coordination.Steps
	attempt    int       // How often a text may have been stored.
	answer     error     // The last answer to a write, if it was an error.
	verified   *Document // The last text that was believed after the last attempt.
	rereads    int       // How many reads in a row were not believed.
	retryUntil time.Time // Until when a refused write is tried again; zero: none was refused since the last one that was made.
	notice     Notice
	aborted    bool // Nobody waited for the lock any more.
	met        bool // The lock is taken, and the note of the record known.
}

// Notice is what a commit found of another writer's work.
type Notice struct {
	// Added are lines of this run that another writer had removed, and that
	// were added again; Removed are those that were brought back, and
	// removed again.
	Added, Removed []string
}

// Event is what happens to a Machine: one of these types.
type Event any

// The events.
type (
	// Arrived is a new operation.
	Arrived struct {
		ID     int
		Change Change
	}
	// Left is a caller that does not wait any more.
	Left struct {
		ID  int
		Err error
	}
	// Seen is a read that was made without the lock, and believed.
	Seen struct {
		Asked time.Time
		Note  coordination.Note
		Doc   *Document
	}
	// Locked answers Lock.
	Locked struct {
		Note coordination.Note
		Err  error
	}
	// ReadDone answers Read.
	ReadDone struct {
		Asked time.Time
		Doc   *Document
		Err   error
	}
	// WriteDone answers Write.
	WriteDone struct {
		Stored zone.Snapshot
		Err    error
	}
	// Tick is the time that Wake asked for.
	Tick struct{}
)

// Action is what a Machine wants done: one of these types.
type Action any

// The actions.
type (
	// Lock asks for the lock of the zone, and for so many requests in a row.
	// It is answered by Locked.
	Lock struct{ Requests int }
	// Rebook gives back what is left of the requests, and asks for as many
	// again. It is answered by Locked.
	Rebook struct{ Requests int }
	// Abort ends a Lock that nobody waits for any more. Locked still comes.
	Abort struct{}
	// Unlock ends a commit, and leaves a note for other processes; nil
	// leaves theirs.
	// Answered has what is noted of changes from now on whose callers know
	// what came of them, by their revisions; nil for nothing.
	Unlock struct {
		Note     *coordination.Note
		Answered map[string]*coordination.Step
	}
	// Read is answered by ReadDone.
	Read struct{}
	// Write first notes that a write is under way. It is answered by
	// WriteDone.
	Write struct {
		Note         coordination.Note
		Steps        coordination.Steps
		Before, Next *Document
	}
	// Answer ends an operation. Doc is the zone that shows it.
	Answer struct {
		ID     int
		Doc    *Document
		Err    error
		Notice Notice
	}
)

// newMachine returns an idle machine.
func newMachine(domain string, t Timing, g guard) *Machine {
	return &Machine{domain: domain, timing: t, history: newHistory(t.Lag, t.Landing), guard: g}
}

// Known returns the last text that was believed; nil if what is known may be
// outdated.
func (m *Machine) Known() *Document {
	if m.history.lost {
		return nil
	}
	return m.base
}

// Step takes an event in and returns what is to be done, in order.
func (m *Machine) Step(now time.Time, e Event) []Action {
	switch e := e.(type) {
	case Arrived:
		m.queue = append(m.queue, &operation{id: e.ID, change: e.Change})
		switch m.phase {
		case Idle:
			return m.gather(now)
		case Gathering:
			return m.hope(now)
		default:
			return nil
		}
	case Left:
		return m.left(now, e)
	case Seen:
		m.seen(now, e)
		return nil
	case Locked:
		return m.locked(now, e)
	case ReadDone:
		return m.read(now, e)
	case WriteDone:
		return m.written(now, e)
	case Tick:
		return m.tick(now)
	}
	return nil
}

// left drops an operation that was not sent. One that was sent is awaited:
// what comes of it is what its caller has to know.
func (m *Machine) left(now time.Time, e Left) []Action {
	c := &m.commit
	is := func(op *operation) bool { return op.id == e.ID }
	switch i, j := slices.IndexFunc(m.queue, is), slices.IndexFunc(c.group, is); {
	case i >= 0:
		m.queue = slices.Delete(m.queue, i, i+1)
	case j >= 0 && (c.attempt == 0 && m.phase != Writing || isBlocked(c.group[j].err)):
		if by := c.group[j].change.Caller; by.Revision != "" {
			c.left = append(c.left, by)
		}
		c.group = slices.Delete(c.group, j, j+1)
	default:
		return nil
	}
	actions := []Action{Answer{ID: e.ID, Err: &LeftError{m.domain, e.Err}}}
	if len(m.queue)+len(c.group) == 0 {
		switch m.phase {
		case Gathering:
			m.rest()
		case Locking:
			c.aborted = true
			return append(actions, Abort{})
		case Pausing:
			return append(actions, m.end(now, nil)...)
		default:
		}
	}
	return actions
}

// rest makes the machine idle.
func (m *Machine) rest() { m.phase, m.wake, m.expected = Idle, time.Time{}, 0 }

// seen takes a read that was made without the lock as a base, if nothing is
// under way.
func (m *Machine) seen(now time.Time, e Seen) {
	if m.phase != Idle && m.phase != Gathering || m.history.lost || e.Asked.Before(m.asked) {
		return
	}
	m.meet(now, e.Note)
	if m.guard.pass(e.Doc, m.work.changed) != nil {
		return // A commit reads by itself.
	}
	m.history.believed(now, e.Doc.digest)
	m.base, m.asked = e.Doc, e.Asked
}

// tick does what was put off.
func (m *Machine) tick(now time.Time) []Action {
	if m.wake.IsZero() || now.Before(m.wake) {
		return nil
	}
	if m.phase == Gathering {
		if len(m.queue) == 0 { // Nobody came back.
			m.rest()
			return nil
		}
		m.quiet++ // Unless something arrives before the group is closed.
		return m.begin(now)
	}
	m.wake = time.Time{}
	if m.commit.rereads == 0 { // A refusal was waited out.
		m.phase = Locking
		return []Action{Rebook{requestsOfCommit}}
	}
	return m.ask()
}

// ask reads the text.
func (m *Machine) ask() []Action {
	m.phase = Reading
	if m.commit.attempt > 0 {
		m.phase = Verifying
	}
	return []Action{Read{}}
}
