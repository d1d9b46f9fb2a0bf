package provider

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// forwardList brings single forwards into the list of a domain, which the API
// reads and writes whole. Changes that meet share one write.
type forwardList struct {
	api    *valuedomain.Client
	zone   *zonesync.Coordinator
	domain string
	log    *slog.Logger
	allow  map[zonesync.Guard]bool // The guards that are overridden.

	turn chan struct{} // Holds one item while somebody writes; that guards what follows.
	// replaced are the lists that this run has written others over, by listKey.
	replaced map[string]bool
	stale    []time.Duration // The waits between reads that may still be old ones.

	mu      sync.Mutex
	known   []valuedomain.Forward // The list as read or written last,
	fresh   bool                  // once it was.
	pending []*forwardChange
}

// forwardChange is one change on its way.
type forwardChange struct {
	edit func([]valuedomain.Forward) ([]valuedomain.Forward, error)
	done chan struct{} // Closed when err is what came of it.
	err  error
}

// forwards returns the list of a domain; there is one for each zone and run.
func (s *session) forwards(domain string) *forwardList {
	s.listsMu.Lock()
	defer s.listsMu.Unlock()
	name := zone.NewOrigin(domain).String()
	l, ok := s.lists[name]
	if !ok {
		l = &forwardList{
			api: s.api, zone: s.syncer.Zone(domain), domain: name, log: newLogger(), allow: s.allow,
			turn: make(chan struct{}, 1), replaced: map[string]bool{}, stale: zonesync.DefaultTiming().Stale,
		}
		s.lists[name] = l
	}
	return l
}

func (l *forwardList) begin(ctx context.Context) error {
	select {
	case l.turn <- struct{}{}:
		if ctx.Err() == nil {
			return nil
		}
		l.end() // Both were ready, and who has left begins nothing.
	case <-ctx.Done():
	}
	return context.Cause(ctx)
}

func (l *forwardList) end() { <-l.turn }

// change makes one change and returns when it is known what came of it. A
// caller whose context ends takes its change back, unless somebody is already
// carrying it out.
func (l *forwardList) change(ctx context.Context, edit func([]valuedomain.Forward) ([]valuedomain.Forward, error)) error {
	c := &forwardChange{edit: edit, done: make(chan struct{})}
	l.mu.Lock()
	l.pending = append(l.pending, c)
	l.mu.Unlock()
	if err := l.begin(ctx); err != nil {
		if l.withdraw(c) {
			return err
		}
		<-c.done // What comes of it is what the caller has to know.
		return c.err
	}
	defer l.end()
	group := l.take(c)
	if group == nil {
		<-c.done // Another caller has taken it along.
		return c.err
	}
	// What is written for others outlives the caller that happens to do it.
	err := l.zone.Exclusive(context.WithoutCancel(ctx), func(ctx context.Context) error { return l.store(ctx, group) })
	for _, other := range group {
		if other.err == nil {
			other.err = err
		}
		close(other.done)
	}
	return c.err
}

// withdraw takes a change out again, and reports whether it was still there.
func (l *forwardList) withdraw(c *forwardChange) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.pending, c)
	if i < 0 {
		return false
	}
	l.pending = slices.Delete(l.pending, i, i+1)
	return true
}

// take returns all that is pending where c is of it. Where it is not, the others
// are left to their own callers, who wait for their turn.
func (l *forwardList) take(c *forwardChange) (group []*forwardChange) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if slices.Contains(l.pending, c) {
		group, l.pending = l.pending, nil
	}
	return group
}

// store applies a group to the list as it is.
func (l *forwardList) store(ctx context.Context, group []*forwardChange) error {
	l.mu.Lock()
	known := l.known
	l.mu.Unlock()
	before, err := l.fetch(ctx)
	if err != nil {
		return err
	}
	if err := l.guardShrunk(ctx, known, before); err != nil {
		l.forget(known)
		return err
	}
	wanted := slices.Clone(before)
	for _, c := range group {
		next, err := c.edit(slices.Clone(wanted))
		if c.err = err; err == nil {
			wanted = next
		}
	}
	if sameForwards(wanted, before) {
		return nil
	}
	return l.write(ctx, before, wanted)
}

// forwardAttempts bounds how often a list is written whose write had no answer.
const forwardAttempts = 3

// write stores the list. A write of unknown outcome is made again only once a
// read has shown that it was not made.
func (l *forwardList) write(ctx context.Context, before, wanted []valuedomain.Forward) error {
	for attempt := 1; ; attempt++ {
		answer, err := l.api.SetForwards(ctx, l.domain, wanted)
		var unknown *valuedomain.UnknownOutcomeError
		if err != nil && !errors.As(err, &unknown) {
			return err
		}
		l.replace(before, wanted)
		if err == nil {
			if err := l.guardAnswer(ctx, wanted, answer); err != nil {
				return err
			}
		}
		stored, errRead := l.fetch(ctx)
		switch {
		case errRead != nil:
			return errors.Join(err, errRead)
		case sameForwards(stored, wanted):
			return nil
		case err == nil || attempt == forwardAttempts || !sameForwards(stored, before):
			return errors.Join(err, &forwardsLostError{Domain: l.domain})
		}
	}
}

// forwardsLostError tells that the list is not what was written.
type forwardsLostError struct{ Domain string }

func (e *forwardsLostError) Error() string {
	return "mail forwarding of " + e.Domain + " reads differently from what was written"
}
