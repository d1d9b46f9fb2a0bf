package planledger

import (
	"context"
	"time"
)

// Await waits until done answers true or the run has been quiet for a while,
// and returns whether it was done. It is for what other resources of the run
// may still give up and the books of a zone do not show, such as an address of
// the mail forwarding. Where too many calls wait, or an apply has begun, it
// returns true at once: the write judges then.
func (l *Ledger) Await(ctx context.Context, done func() bool) bool {
	if done() {
		return true
	}
	w := &waiter{gone: make(chan struct{})}
	l.mu.Lock()
	l.queue(w)
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.leave(w)
		l.mu.Unlock()
	}()
	for until := time.Now().Add(l.options.Limit); ; {
		more := l.settle(ctx, w, until)
		l.mu.Lock()
		applying := l.applying
		l.mu.Unlock()
		switch {
		case done(), applying, isClosed(w.gone):
			return true
		case !more:
			return false
		}
	}
}

// Note keeps for the apply what the plan has found out about the new resource
// of that key; none takes an earlier note back. Takes returns it.
func (l *Ledger) Note(domain, key string, takes []string) {
	l.options.Memo.Note(domain, key, takes)
}
