package planledger

import (
	"context"
	"slices"
	"time"
)

// waiter is a call that waits for a finding to be lifted.
type waiter struct {
	claim *held         // Nil where the books have no part in it.
	gone  chan struct{} // Closed when its case was handed to the others.
}

// wait judges again whenever something happens. The caller holds mu, which is
// free in between. The last call that waits stays for the cases that were
// handed over, so that none of them is forgotten. learned tells whether the
// verdict comes from the claims of this run alone.
func (z *Zone) wait(ctx context.Context, h *held) (v Verdict, learned bool) {
	l := z.ledger
	w := &waiter{claim: h, gone: make(chan struct{})}
	l.queue(w)
	defer l.leave(w)
	for until := time.Now().Add(l.options.Limit); ; {
		l.mu.Unlock()
		more := l.settle(ctx, w, until)
		l.mu.Lock()
		v, open := z.judge(h)
		last := l.isLast(w)
		switch {
		case open && (l.applying || isClosed(w.gone)):
			return v.left(), false
		case isClosed(w.gone):
			l.handed = slices.DeleteFunc(l.handed, func(other *held) bool { return other == h })
			return v, true
		case l.applying:
			return v, true
		case more && (open || last && len(l.handed) > 0):
			continue
		}
		learned := true
		if open {
			learned = !z.lift(h, &v)
		}
		if last {
			v.Stead = l.settleHanded()
		}
		return v, learned
	}
}

// left leaves what a claim could still lift to the write: in an apply removals
// are not planned again, and may be done already.
func (v Verdict) left() Verdict {
	if v.Standing == Exists {
		v.Standing = Handed
	}
	v.Findings = nil
	return v
}

// settle waits until w's findings may have changed. It reports false once
// waiting is of no more use.
func (l *Ledger) settle(ctx context.Context, w *waiter, until time.Time) bool {
	l.mu.Lock()
	quiet, changed := time.Until(l.active.Add(l.options.Quiet)), l.changed
	l.mu.Unlock()
	wait := min(quiet, time.Until(until))
	if wait <= 0 {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-w.gone:
		return false
	case <-changed:
	case <-timer.C:
	}
	return true
}

// queue adds a waiter, and lets the oldest go where there are too many, but
// none that is the last to answer for the cases handed over. The caller holds
// mu.
func (l *Ledger) queue(w *waiter) {
	l.waiters = append(l.waiters, w)
	if len(l.waiters) <= l.options.Waiters {
		return
	}
	at := slices.IndexFunc(l.waiters, func(oldest *waiter) bool { return !l.isLast(oldest) })
	if at < 0 {
		return
	}
	oldest := l.waiters[at]
	l.leave(oldest)
	close(oldest.gone)
	if oldest.claim != nil {
		l.handed = append(l.handed, oldest.claim)
	}
}

// leave takes a waiter out. The caller holds mu.
func (l *Ledger) leave(w *waiter) {
	l.waiters = slices.DeleteFunc(l.waiters, func(other *waiter) bool { return other == w })
}

// isLast tells whether w is the only waiter that can answer for cases handed
// over. The caller holds mu.
func (l *Ledger) isLast(w *waiter) bool {
	return w.claim != nil && !slices.ContainsFunc(l.waiters, func(other *waiter) bool { return other != w && other.claim != nil })
}

// settleHanded returns what there is to say of the cases whose callers were let
// go. The caller holds mu.
func (l *Ledger) settleHanded() (s Stead) {
	for _, h := range l.handed {
		v, open := h.zone.judge(h)
		if !open || !h.zone.lift(h, &v) {
			h.zone.note(h, v)
		}
		for _, f := range v.Findings {
			f.Field = "" // It would be one of the resource that reports it.
			s.Findings = append(s.Findings, f)
		}
		if v.Standing == Exists {
			e := h.Adds
			e.Line = v.Line
			s.Existing = append(s.Existing, Existing{e, h.zone.plan.Origin})
		}
	}
	l.handed = nil
	return s
}

// release takes off the cases handed over that a new claim has lifted, and
// notes for the apply what it lifted. The caller holds mu.
func (l *Ledger) release(by *held) {
	l.handed = slices.DeleteFunc(l.handed, func(h *held) bool {
		if h.zone != by.zone || !h.near(by) {
			return false
		}
		v, open := h.zone.judge(h)
		if open || len(v.Findings) > 0 {
			return false // The last that waits reports it.
		}
		h.zone.note(h, v)
		return true
	})
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
