package planledger

import (
	"context"
	"time"
)

// An open finding is reported once nothing has happened in the run for quiet. No
// call waits longer than limit.
const (
	quiet = time.Second
	limit = 15 * time.Second
)

// wait makes the caller the one that waits. It returns true once nothing is open
// any more or has any use waiting for, and false as soon as another call waits in
// its place. The caller has locked mu, which is free in between, and has called touch,
// which wakes the one that waited before.
func (l *Ledger) wait(ctx context.Context) (last bool) {
	l.waits++
	mine := l.waits
	for until := time.Now().Add(limit); l.isOpen() && l.phase != applying; {
		wait := min(time.Until(l.active.Add(quiet)), time.Until(until))
		if wait <= 0 || ctx.Err() != nil {
			break
		}
		changed := l.changed
		l.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-changed:
		case <-time.After(wait):
		}
		if l.mu.Lock(); l.waits != mine {
			return false
		}
	}
	return true
}

// isOpen reports whether anything waits for an answer. Claims that later ones
// have answered are removed on the way.
func (l *Ledger) isOpen() bool {
	for len(l.open) > 0 {
		r := l.open[0]
		v, open := r.zone.judge(r)
		if open {
			return true
		}
		l.answered = append(l.answered, r.deferred(v))
		l.open = l.open[1:]
	}
	return len(l.missed.asked) > 0
}

// gone returns the lines that reads have missed, of each domain for which one
// of them has asked since.
func (l *Ledger) gone() map[string][]string {
	all := map[string][]string{}
	for domain := range l.missed.asked {
		all[domain] = l.missed.lines[domain]
	}
	clear(l.missed.asked)
	return all
}
