package zonesync

import (
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

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
		if (i == len(w.versions)-1 || w.versions[i+1].from.After(asked.Add(-w.timing.Lag))) && !slices.Contains(all, v.text) {
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
			if outcomeOf(err) == coordination.Refused {
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
		w.late = append(slices.Clip(w.late), late{text, w.now.Add(w.timing.Landing), w.runs[p].base})
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
			w.late = append(slices.Clip(w.late), late{id, w.now.Add(w.timing.Landing), r.base})
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
		if wake := r.machine.wake; !wake.IsZero() && (!ok || wake.Before(at)) {
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
		if wake := w.runs[p].machine.wake; !wake.IsZero() && !wake.After(w.now) {
			w.step(p, Tick{})
		}
	}
}
