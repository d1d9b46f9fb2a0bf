package zonesync

import (
	"fmt"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// A world is two processes, a store, a lock and a record, at one point of a
// schedule. The processes are machines; what their runners would do stands here.
type world struct {
	*search

	now      time.Time
	versions []shown // The store, oldest first. The last one is current.
	late     []late  // Writes that will be stored a moment later.
	record   Note
	holder   int // Who has the lock; nobody: -1.
	runs     [2]run
	left     budget
	stranger stranger
	slack    map[string]span // How the stranger may have changed counts.
	law      string          // The first law that was broken.
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
		at := w.now.Sub(begin).Milliseconds()
		w.trace = &step{w.trace, fmt.Sprintf("%6d ms  ", at) + fmt.Sprintf(format, args...)}
	}
}

func (w *world) head() int { return w.versions[len(w.versions)-1].text }

// clone returns a copy that shares nothing that changes.
func (w *world) clone() *world {
	n := *w
	n.versions = append([]shown(nil), w.versions...)
	n.late = append([]late(nil), w.late...)
	n.slack = make(map[string]span, len(w.slack))
	for key, s := range w.slack {
		n.slack[key] = s
	}
	for i := range n.runs {
		n.runs[i].machine = cloneMachine(w.runs[i].machine)
	}
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
	w.versions = append(w.versions, shown{text, w.now})
	if len(w.versions) > 3 {
		w.versions = w.versions[1:]
	}
}

// step hands an event to a machine and does what it wants. What takes time is
// left for a later event.
func (w *world) step(p int, e Event) {
	r := &w.runs[p]
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
				if !a.Note.sameText(w.record) {
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

// choice is one thing that may happen next.
type choice struct {
	trouble int
	do      func(*world)
}

// choices returns everything that may happen next.
func (w *world) choices() []choice {
	var all []choice
	if w.over() {
		return nil
	}
	may := func(trouble int, do func(*world)) {
		if trouble <= w.left.all {
			all = append(all, choice{trouble, do})
		}
	}
	busy := false
	for p := range w.runs {
		busy = w.requests(p, may) || busy
		w.changes(p, may)
	}
	if w.runs[0].ops[0] == planned { // Whoever is first is called P.
		return all[:1]
	}
	w.outside(may)
	wake, due := w.wake()
	if due && !busy {
		may(0, func(w *world) { w.pass(wake) })
	}
	if w.left.pauses > 0 && (busy || !due) { // What is due may as well be late.
		may(1, func(w *world) {
			w.left.pauses--
			w.pass(w.now.Add(2 * time.Second))
		})
	}
	return all
}

// over reports whether everything has happened.
func (w *world) over() bool {
	for _, r := range w.runs {
		if r.machine.phase != Idle || r.ops[1] == planned {
			return false
		}
	}
	return len(w.late) == 0
}

// requests adds the answers that a machine may get, and reports whether there
// are any.
func (w *world) requests(p int, may func(int, func(*world))) bool {
	r := w.runs[p]
	answer := func(trouble int, text string, e func(*world) Event) {
		may(trouble, func(w *world) {
			if text != "reads" {
				w.note("%c: %s", 'P'+p, text)
			}
			w.runs[p].waits = nothing
			w.step(p, e(w))
		})
	}
	switch r.waits {
	case aLock:
		if r.aborted {
			answer(0, "stops waiting for the lock", func(*world) Event { return Locked{Err: errRefused} })
		}
		if w.holder >= 0 {
			return false
		}
		answer(0, "takes the lock", func(w *world) Event { w.holder = p; return Locked{Note: w.record} })
		answer(1, "takes the lock and may make no requests", func(w *world) Event { w.holder = p; return Locked{Err: errRefused} })
	case aBooking:
		answer(0, "may make requests again", func(w *world) Event { return Locked{Note: w.record} })
		answer(1, "may make no requests any more", func(w *world) Event { return Locked{Err: errRefused} })
	case aRead:
		for _, text := range w.visible(r.asked) {
			answer(0, "reads", func(w *world) Event {
				if w.tracing {
					w.note("%c: reads %s", 'P'+p, w.name(text))
				}
				return ReadDone{Asked: r.asked, Doc: w.texts[text]}
			})
		}
		answer(1, "reads nothing", func(*world) Event { return ReadDone{Asked: r.asked, Err: errRefused} })
	case aWrite:
		w.outcomes(p, may)
	case nothing:
		return false
	}
	return true
}

// visible returns the texts that a read which began at a time may show.
func (w *world) visible(asked time.Time) []int {
	var all []int
	for i, v := range w.versions {
		if i == len(w.versions)-1 || w.versions[i+1].from.After(asked.Add(-w.timing.Lag)) {
			all = append(all, v.text)
		}
	}
	return all
}

// outcomes adds what may become of the write of a run.
func (w *world) outcomes(p int, may func(int, func(*world))) {
	outcome := func(trouble int, text string, err error, effect func(w *world, text int)) {
		may(trouble, func(w *world) {
			r := &w.runs[p]
			id := w.id(r.write.Next)
			if w.tracing {
				w.note("%c: writes %s: %s", 'P'+p, w.name(id), text)
			}
			r.waits = nothing
			if effect != nil {
				w.sent(p)
				effect(w, id)
			}
			if outcomeOf(err) == Refused {
				r.resend = true
			}
			w.step(p, WriteDone{Err: err})
		})
	}
	put := func(w *world, text int) { w.put(text, w.runs[p].base) }
	outcome(0, "stored", nil, put)
	outcome(1, "refused", errRefused, nil)
	outcome(1, "refused for now", refusedNow{errRefused}, nil)
	outcome(1, "lost", errLost, func(*world, int) {})
	outcome(1, "stored, and the answer lost", errLost, put)
	outcome(1, "will be stored, and the answer lost", errLost, func(w *world, text int) {
		w.late = append(w.late, late{text, w.now.Add(w.timing.Landing), w.runs[p].base})
	})
}

// changes adds what the callers of a run may do, and its death.
func (w *world) changes(p int, may func(int, func(*world))) {
	for i, s := range w.runs[p].ops {
		if s == planned && i == 1 && w.depends[p] && (w.runs[p].ops[0] == asked || w.runs[p].ops[0] == maybe) {
			break // An operation follows what it depends on.
		}
		if s == planned {
			may(0, func(w *world) {
				w.note("%c: is asked for %v", 'P'+p, w.scripts[p][i])
				w.runs[p].ops[i] = asked
				w.step(p, Arrived{ID: i, Change: w.scripts[p][i].change()})
			})
			break
		}
		if s == asked {
			may(1, func(w *world) {
				w.note("%c: the caller of %v leaves", 'P'+p, w.scripts[p][i])
				w.step(p, Left{ID: i, Err: errRefused})
			})
		}
	}
	if w.left.crashes > 0 && w.runs[p].machine.phase != Idle {
		for fate, text := range []string{"dies, and its write with it", "dies, and its write is stored", "dies, and its write will be stored"} {
			if fate == 0 || w.runs[p].waits == aWrite {
				may(1, func(w *world) { w.crash(p, fate, text) })
			}
		}
	}
	if r := w.runs[p]; w.left.looks > 0 {
		for _, text := range w.visible(w.now) {
			if r.machine.phase == Idle || r.machine.phase == Gathering {
				may(1, func(w *world) { w.look(p, text) })
			}
		}
	}
}

func (w *world) crash(p, fate int, text string) {
	w.note("%c: %s", 'P'+p, text)
	r := &w.runs[p]
	w.left.crashes--
	if r.waits == aWrite {
		w.sent(p)
		switch id := w.id(r.write.Next); fate {
		case 1:
			w.put(id, r.base)
		case 2:
			w.late = append(w.late, late{id, w.now.Add(w.timing.Landing), r.base})
		}
	}
	if w.holder == p {
		w.holder = -1
	}
	for i, s := range r.ops {
		if s == asked || s == maybe {
			r.ops[i] = map[status]status{asked: nowhere, maybe: unclear}[s]
			if i == 0 && s == asked && w.needs[p] && r.ops[1] == planned {
				r.ops[1] = nowhere
			}
		}
	}
	w.runs[p] = run{machine: w.newMachine(), ops: r.ops}
}

// look is a read of a plan, without the lock.
func (w *world) look(p, text int) {
	w.left.looks--
	h := newHistory(w.timing.Lag, w.timing.Landing)
	h.follow(w.record, w.now)
	showing := h.saw(w.now, w.texts[text].digest)
	if w.tracing {
		w.note("%c: a plan is shown %s", 'P'+p, w.name(text))
	}
	if showing != Current && showing != Stranger {
		return // It reads again.
	}
	w.plansOn(text)
	w.runs[p].resend = false
	w.step(p, Seen{Asked: w.now, Note: w.record, Doc: w.texts[text]})
}

// outside adds what others may do.
func (w *world) outside(may func(int, func(*world))) {
	for i := range w.late {
		may(0, func(w *world) { w.lands(i) })
	}
	switch w.stranger.phase {
	case 0:
		may(1, func(w *world) {
			w.stranger.phase, w.stranger.read = 1, w.head()
			w.note("the other writer reads")
		})
	case 1:
		if w.role != registrarRole || w.holder < 0 && len(w.late) == 0 {
			may(0, func(w *world) { w.interferes() })
		}
	}
}

func (w *world) lands(i int) {
	l := w.late[i]
	w.late = append(w.late[:i:i], w.late[i+1:]...)
	if w.tracing {
		w.note("a late write is stored: %s", w.name(l.text))
	}
	w.put(l.text, l.asked)
}

// wake returns when the next machine wants to be woken, or a late write is
// stored at the latest.
func (w *world) wake() (at time.Time, ok bool) {
	for _, r := range w.runs {
		if wake := r.machine.Wake(); !wake.IsZero() && (!ok || wake.Before(at)) {
			at, ok = wake, true
		}
	}
	for _, l := range w.late {
		if !ok || l.by.Before(at) {
			at, ok = l.by, true
		}
	}
	return later(at, w.now), ok
}

// pass lets time pass. What is due happens.
func (w *world) pass(to time.Time) {
	for len(w.late) > 0 && !w.late[0].by.After(to) {
		w.now = later(w.now, w.late[0].by)
		w.lands(0)
	}
	w.now = later(w.now, to)
	for p := range w.runs {
		if wake := w.runs[p].machine.Wake(); !wake.IsZero() && !wake.After(w.now) {
			w.step(p, Tick{})
		}
	}
}
