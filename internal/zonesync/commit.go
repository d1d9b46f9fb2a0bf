package zonesync

import (
	"context"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// commit writes one group and answers its requests. It returns those that are
// blocked and may be tried again; with last nothing is parked any more.
func (c *Coordinator) commit(ctx context.Context, group []*request, last bool) (parked []*request) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timing.Commit)
	defer cancel()
	release, err := c.alone(ctx)
	if err != nil {
		return c.answer(group, nil, true, err)
	}
	defer release()
	base, err := c.base(ctx)
	if err != nil {
		return c.answer(group, nil, true, err)
	}
	for _, r := range group {
		r.err = nil // A parked one still has the reason why it was parked.
	}
	next := c.compose(base, group)
	shown := base
	if slices.ContainsFunc(group, func(r *request) bool { return r.err == nil }) {
		shown = c.settle(ctx, base, next, group)
	}
	return c.answer(group, shown, last, nil)
}

// answer tells every request how it went, and returns those that may be tried
// again, which with last are none. An err is everybody's who has none yet.
func (c *Coordinator) answer(group []*request, shown *Document, last bool, err error) (parked []*request) {
	fail(group, err)
	var held, failed []*request
	for _, r := range group {
		switch {
		case r.err == nil:
			held = append(held, r)
		case isBlocked(r.err) && !last:
			parked = append(parked, r)
		default:
			failed = append(failed, r)
		}
	}
	c.memory.forget(failed)
	if len(held) > 0 {
		c.memory.learn(held, c.live.of(shown).Count)
		c.emptied.Store(countLines(shown) == 0)
	}
	// Those that are answered now come back together, and those that
	// arrived meanwhile are there already.
	c.mu.Lock()
	c.expected = len(held) + len(failed) + len(c.pending)
	c.handling = len(parked)
	c.mu.Unlock()
	for _, r := range slices.Concat(held, failed) {
		r.finish(shown)
	}
	return parked
}

// base returns the text to build on: the last read where it is fresh and
// nobody is known to have written since, else a new one.
func (c *Coordinator) base(ctx context.Context) (*Document, error) {
	if err := c.outlive(ctx); err != nil {
		return nil, err
	}
	stamp := c.lock.stamp()
	c.mu.Lock()
	known, age := c.current, c.options.Now().Sub(c.readAt)
	own := stamp != unknown && stamp == c.stamp // No other process has written.
	sure := known != nil && !c.doubtful && !c.outdated
	c.outdated = false // A Refresh from now on wants a read from now on.
	c.mu.Unlock()
	if sure && own && !c.company && age < c.options.Timing.Fresh {
		if known == c.passed {
			return known, nil // It has passed the guards after the write that left it.
		}
		return known, c.guard(ctx, known, nil)
	}
	found, err := c.reread(ctx, known, own, sure)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.outdated = true
		return nil, err
	}
	c.keep(found, stamp)
	return found, nil
}

// reread reads the zone and judges what has become of it.
func (c *Coordinator) reread(ctx context.Context, known *Document, own, sure bool) (*Document, error) {
	if !own {
		if c.rival = c.lock.written(); c.rival.same(c.mine) {
			c.rival = written{}
		}
	}
	old := c.outOfDate
	if c.yields {
		old = func(s zone.Snapshot, asked time.Time) bool { return c.outOfDate(s, asked) || c.lacksOurs(s, asked) }
	}
	s, err := c.latest(ctx, old)
	if err != nil {
		return nil, err
	}
	found := newDocument(s)
	c.explain(known, found, own, sure)
	switch {
	case !own && c.rival.text == fingerprintOf(s.Text):
		// Another process of this machine wrote this, past guards of its own.
		c.passed, c.compared = found, true
	case c.passed == nil:
		c.passed = known // What this run has read at first.
	}
	return found, c.guard(ctx, found, nil)
}

// outOfDate tells whether a text may be an old one: this run has seen it
// replaced, or another process of this machine has written something else a
// moment ago.
func (c *Coordinator) outOfDate(s zone.Snapshot, asked time.Time) bool {
	return c.past[fingerprintOf(s.Text)] || c.rival.contradicts(s, asked, c.options.Timing.staleness())
}

// lacksOurs tells whether a text lacks work of this run that was written so
// shortly before that it may be one from before that. Where the next read is
// allowed to undo our work, that must not be the registrar's doing.
func (c *Coordinator) lacksOurs(s zone.Snapshot, asked time.Time) bool {
	c.mu.Lock()
	age := asked.Sub(c.wroteAt)
	c.mu.Unlock()
	if age < 0 || age >= c.options.Timing.staleness() {
		return false
	}
	lost, back := c.memory.undone(newDocument(s).working(&c.live))
	return len(lost)+len(back) > 0
}

// explain makes out who has changed the zone since it was known, which decides
// what of this run's work is to be done again.
func (c *Coordinator) explain(known, found *Document, own, sure bool) {
	yields := c.yields
	c.yields = false
	if known == nil || known.Text == found.Text {
		return
	}
	count := c.live.of(found).Count
	switch {
	case yields:
		c.memory.yield(count)
		// A registrar that takes the last line away leaves nothing.
		if countLines(found) == 0 && countLines(known) < fewLines {
			c.emptied.Store(true)
		}
	case !own:
		c.memory.concede(count)
	case sure && !means(known, found):
		c.company = true
	}
}

// outlive waits where a write has failed, or another process died while it
// wrote: the request may still be on its way, and reads may still show the
// text before it.
func (c *Coordinator) outlive(ctx context.Context) error {
	since, dirty := c.lock.dirtySince()
	c.mu.Lock()
	if c.doubtful && c.wroteAt.After(since) {
		since = c.wroteAt
	}
	c.mu.Unlock()
	now := c.options.Now()
	if since.After(now) {
		since = now // The clock has been set back.
	}
	wait := c.options.Timing.staleness() - now.Sub(since)
	if wait <= 0 {
		return nil
	}
	c.options.Logger.DebugContext(ctx, "waiting until a failed write must show", "domain", c.domain,
		"wait", wait, "other process", dirty)
	return c.options.Sleep(ctx, wait)
}

// compose applies edits one after the other, in as many rounds as let blocked
// ones through. An edit that fails leaves no trace but its request's error.
// What earlier groups of this run have lost is brought back first.
func (c *Coordinator) compose(base *Document, edits []*request) (next *Document) {
	next = base.working(&c.live)
	c.memory.repair(next)
	for open := edits; len(open) > 0; {
		before := next
		var blocked []*request
		for _, r := range open {
			if next = c.try(next, r); isBlocked(r.err) {
				blocked = append(blocked, r)
			}
		}
		if next.zone == before.zone && next.Snapshot == before.Snapshot {
			break
		}
		open = blocked
	}
	return next
}

// try applies one edit and returns the document that shows it.
func (c *Coordinator) try(d *Document, r *request) *Document {
	attempt := d.working(&c.live)
	attempt.Again = r.sent
	if r.err = r.edit(attempt); r.err != nil {
		return d
	}
	c.applied++
	r.applied = c.applied
	if effect := effectOf(d, attempt); r.sent {
		r.effect.merge(effect)
	} else {
		r.effect = effect // What was worked out on a text that was never written counts for nothing.
	}
	return attempt
}
