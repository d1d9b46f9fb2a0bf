package zonesync

import (
	"fmt"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// A world is two processes, a store, a lock and a record, at one point of a
// schedule. The processes are machines; what their runners would do stands here.
type world struct {
	*search

	now      time.Time
	versions []shown // The store, oldest first. The last one is current.
	late     []late  // Writes that will be stored a moment later.
	record   coordination.Note
	holder   int // Who has the lock; nobody: -1.
	runs     [2]run
	left     budget
	stranger stranger
	slack    [6]span // How the stranger may have changed the counts of search.keys.
	law      string  // The first law that was broken.
	trace    *step
}

// shown is a text that the store has or had.
type shown struct {
	text int // See search.texts.
	from time.Time
}

// late is a write that will be stored.
type late struct {
	text  int
	by    time.Time // At the latest.
	asked time.Time // When the read began that it is built on.
}

// run is a process.
type run struct {
	machine *Machine
	waits   waits     // What its machine waits for.
	asked   time.Time // When the read under way began.
	write   Write     // The write under way.
	sent    []int     // The operations in it.
	base    time.Time // When the read began that the write is built on.
	resend  bool      // A write was refused, and nothing was read since.
	aborted bool
	ops     [2]status
	kept    zone.Bag // What it has done since another process wrote.
	undone  zone.Bag // What of that the stranger has undone.
}

// waits is what a machine waits for.
type waits uint8

const (
	nothing waits = iota
	aLock
	aBooking
	aRead
	aWrite
)

// status is what is known of an operation.
type status uint8

const (
	planned status = iota
	asked          // It has arrived.
	maybe          // A text with it may have been stored.
	done           // Answered without an error.
	nowhere        // Answered with an error that says that nothing was written.
	unclear        // Answered with another error, or its process is dead.
)

// budget is how much trouble is left of a kind.
type budget struct{ all, crashes, pauses, looks int }

// stranger is a writer that knows nothing of the lock. It reads, and writes what
// it has read with a change of its own.
type stranger struct {
	phase int // 0: not yet, 1: it has read, 2: it has written.
	read  int // The text that it has read.
	at    time.Time
	lost  bool // Its line may be lost: it had stood for too short a time.
}

// step is an event of a schedule.
type step struct {
	before *step
	text   string
}

func (w *world) note(format string, args ...any) {
	if w.tracing {
		at := w.now.Sub(begin()).Milliseconds()
		w.trace = &step{w.trace, fmt.Sprintf("%6d ms  ", at) + fmt.Sprintf(format, args...)}
	}
}

func (w *world) head() int { return w.versions[len(w.versions)-1].text }

// clone returns a copy. What it shares is replaced as a whole where it changes.
func (w *world) clone() *world {
	n := *w
	return &n
}

// cloneMachine copies what a machine changes in place.
func cloneMachine(m *Machine) *Machine {
	n := *m
	ops := func(all []*operation) []*operation {
		var copied []*operation
		for _, op := range all {
			o := *op
			copied = append(copied, &o)
		}
		return copied
	}
	n.queue, n.commit.group = ops(m.queue), ops(m.commit.group)
	n.commit.notice = Notice{}
	return &n
}

// store makes a text the current one.
func (w *world) store(text int) {
	w.versions = append(slices.Clip(w.versions[max(0, len(w.versions)-2):]), shown{text, w.now})
}

// step hands an event to a machine and does what it wants. What takes time is
// left for a later event.
func (w *world) step(p int, e Event) {
	r := &w.runs[p]
	r.machine = cloneMachine(r.machine)
	var says string
	for _, a := range r.machine.Step(w.now, e) {
		switch a := a.(type) {
		case Lock:
			r.waits, r.aborted = aLock, false
		case Rebook:
			r.waits = aBooking
		case Abort:
			r.aborted = true
		case Read:
			r.waits, r.asked, r.resend = aRead, w.now, false
		case Write:
			w.begins(p, a)
		case Unlock:
			if a.Note != nil {
				if !a.Note.SameText(w.record) {
					w.runs[1-p].kept, w.runs[1-p].undone = nil, nil
				}
				w.record = *a.Note
			}
			if w.holder == p {
				w.holder = -1
			}
		case Answer:
			says = w.answered(p, a)
		}
	}
	if says != "" {
		w.holds(w.head(), says)
	}
}

// begins takes in a write that a machine wants.
func (w *world) begins(p int, a Write) {
	r := &w.runs[p]
	r.waits, r.write, r.base, r.sent = aWrite, a, r.machine.asked, nil
	for _, op := range r.machine.commit.group {
		if op.err == nil {
			r.sent = append(r.sent, op.id)
		}
	}
	w.record = a.Note
	if w.holder != p {
		w.broken("a text is written without the lock")
	}
	if r.resend {
		w.broken("a refused text is sent again without a new read")
	}
	if w.role == wiperRole && w.bags[w.id(a.Before)].Len() == 0 {
		w.broken("a text is built on a zone that has lost its lines")
	}
	w.runs[1-p].kept, w.runs[1-p].undone = nil, nil
}
