package zonesync

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// commit writes one group and answers its requests. It returns those that are
// blocked and may be tried again; with last nothing is parked any more.
func (c *Coordinator) commit(ctx context.Context, group []*request, last bool) (parked []*request) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timing.Commit)
	defer cancel()
	release, err := c.lock.acquire(ctx)
	if err != nil {
		finishAll(group, nil, err)
		return nil
	}
	defer release()

	base, err := c.base(ctx)
	if err != nil {
		finishAll(group, nil, err)
		return nil
	}
	next, parked := c.compose(base, group, last)
	group = slices.DeleteFunc(group, func(r *request) bool { return r.err != nil })

	shown, err := c.settle(ctx, base, next, group)
	c.mu.Lock()
	// Those that are answered now come back together, and those that
	// arrived meanwhile are there already.
	c.expected = len(group) + len(c.pending)
	c.mu.Unlock()
	for _, r := range group {
		if r.err == nil {
			r.err = err
		}
		if r.err == nil {
			c.memory.learn(r.effect)
		}
		r.finish(shown, r.err)
	}
	return parked
}

func finishAll(group []*request, doc *Document, err error) {
	for _, r := range group {
		r.finish(doc, err)
	}
}

// base returns the text to build on: the last read where it is fresh and no
// other process of this machine has written since, else a new one.
func (c *Coordinator) base(ctx context.Context) (*Document, error) {
	stamp := c.lock.stamp()
	c.mu.Lock()
	known, fresh := c.current, c.current != nil &&
		c.options.Now().Sub(c.readAt) < c.options.Timing.Fresh && stamp == c.stamp
	c.mu.Unlock()
	if !fresh {
		found, err := c.fetch(ctx)
		if err != nil {
			return nil, err
		}
		if err := c.guard(ctx, known, found); err != nil {
			return nil, err
		}
		c.mu.Lock()
		c.keep(found, stamp)
		c.mu.Unlock()
		return found, nil
	}
	return known, c.guard(ctx, nil, known)
}

// guard refuses a text that no sane zone turns into. A zone that this run has
// emptied itself may be empty.
func (c *Coordinator) guard(ctx context.Context, known, found *Document) error {
	var err *GuardError
	now := countLines(found.Zone())
	switch {
	case now == 0 && len(c.memory.removed) == 0:
		err = &GuardError{Guard: GuardEmptyZone, Domain: c.domain}
	case known != nil && countLines(known.Zone()) >= 4 && now*2 < countLines(known.Zone()):
		err = &GuardError{Guard: GuardShrunkZone, Domain: c.domain, Before: countLines(known.Zone()), Now: now}
	}
	if err == nil || c.options.Allow[err.Guard] {
		return nil
	}
	before := ""
	if known != nil {
		before = known.Text
	}
	c.options.Logger.DebugContext(ctx, "a guard refused the zone", "guard", err.Guard, "before", before, "found", found.Text)
	return err
}

func countLines(z *zone.Zone) int {
	n := 0
	for _, l := range z.Lines() {
		if l.Known || len(l.Text) > 0 {
			n++
		}
	}
	return n
}

// compose applies the edits one after the other. An edit that fails leaves no
// trace; its request is answered, or parked where it is blocked.
func (c *Coordinator) compose(base *Document, group []*request, last bool) (next *Document, parked []*request) {
	next = base
	if repair, needed := c.repairFor(base); needed {
		next = next.clone()
		_ = repair(next) // A repair has no condition that could fail.
	}
	for _, r := range group {
		attempt := next.clone()
		attempt.Again = r.effect.added != nil
		err := r.edit(attempt)
		r.err = err
		var blocked *BlockedError
		switch {
		case err == nil:
			r.effect = effectOf(next, attempt)
			next = attempt
		case errors.As(err, &blocked) && !last:
			parked = append(parked, r)
		default:
			r.finish(nil, err)
		}
	}
	return next, parked
}

// repairFor looks for lost work of this run where the zone is not the text
// that this run left behind.
func (c *Coordinator) repairFor(base *Document) (Edit, bool) {
	if c.memory.added == nil {
		return nil, false
	}
	return c.memory.repair(base)
}

// settle writes next until a read shows the effects of the group's requests.
// A request whose effect can't be brought to stay gets its own error.
func (c *Coordinator) settle(ctx context.Context, base, next *Document, group []*request) (*Document, error) {
	var answer error
	for attempt := 1; ; attempt++ {
		if len(group) == 0 {
			return base, nil
		}
		out := next.render()
		if out == base.Snapshot {
			return base, nil
		}
		if c.options.Backup != nil {
			if err := c.options.Backup(base.Snapshot); err != nil {
				return nil, err
			}
		}
		c.options.Logger.DebugContext(ctx, "writing a zone", "domain", c.domain, "edits", len(group), "attempt", attempt, "before", base.Text, "text", out.Text)
		if answer = c.put(ctx, out); answer != nil && !outcomeUnknown(answer) {
			return nil, answer
		}
		found, lost, err := c.verify(ctx, base, next, group)
		if err != nil {
			return nil, &UnverifiedError{Domain: c.domain, Write: answer, Err: err}
		}
		if len(lost) == 0 {
			return found, nil
		}
		if attempt == c.options.Timing.Attempts {
			err := c.lostWrite(ctx, attempt, answer, out, found, lost)
			for _, r := range lost {
				r.err = err
			}
			return found, nil
		}
		c.options.Logger.WarnContext(ctx, "a write to the zone did not stay and is made again", "domain", c.domain, "attempt", attempt, "edits", len(lost))
		base = found
		if err := c.guard(ctx, next, base); err != nil {
			return nil, err
		}
		next = c.recompose(base, group, lost)
	}
}

// put writes, and makes sure that no read from before it counts as fresh, in
// this process or another, whatever becomes of the write.
func (c *Coordinator) put(ctx context.Context, out zone.Snapshot) error {
	c.mu.Lock()
	c.readAt = time.Time{}
	c.mu.Unlock()
	if err := c.lock.begin(); err != nil {
		return err
	}
	_, answer := c.store.WriteZone(ctx, out)
	return errors.Join(answer, c.lock.end())
}

// recompose applies the lost requests again to what is there now, and what
// earlier groups of this run lost with them.
func (c *Coordinator) recompose(base *Document, group, lost []*request) *Document {
	next := base
	if repair, needed := c.repairFor(base); needed {
		next = next.clone()
		_ = repair(next) // A repair has no condition that could fail.
	}
	for _, r := range group {
		if r.err != nil || !slices.Contains(lost, r) {
			continue
		}
		attempt := next.clone()
		attempt.Again = true
		if r.err = r.edit(attempt); r.err != nil {
			continue
		}
		// The effect stays what the first attempt made it: a half that
		// held is still a half of it.
		r.effect.merge(effectOf(next, attempt))
		next = attempt
	}
	return next
}

func (e *effect) merge(more effect) {
	for key, line := range more.added {
		e.added[key] = line
		delete(e.removed, key)
	}
	for key := range more.removed {
		if _, kept := more.added[key]; !kept {
			e.removed[key] = true
			delete(e.added, key)
		}
	}
}

// verify reads until the effects show, or the text can't be an old one any
// more. What it read last is kept as the base of the next group.
func (c *Coordinator) verify(ctx context.Context, base, next *Document, group []*request) (found *Document, lost []*request, err error) {
	wanted := next.render()
	for i := 0; ; i++ {
		stamp := c.lock.stamp()
		if found, err = c.fetch(ctx); err != nil {
			return nil, nil, err
		}
		if found.Snapshot == wanted {
			next.Snapshot = wanted // Saves taking the same text apart again.
			found, lost = next, nil
		} else {
			lost = notHeld(found, next, group)
		}
		if len(lost) == 0 || found.Text != base.Text || i >= len(c.options.Timing.Stale) {
			c.mu.Lock()
			c.keep(found, stamp)
			c.mu.Unlock()
			return found, lost, nil
		}
		if err := c.options.Sleep(ctx, c.options.Timing.Stale[i]); err != nil {
			return nil, nil, err
		}
	}
}

func notHeld(found, next *Document, group []*request) []*request {
	var lost []*request
	has, wanted := found.tally(), next.tally()
	for _, r := range group {
		if r.err == nil && !r.effect.holds(found, has, wanted) {
			lost = append(lost, r)
		}
	}
	return lost
}

func (c *Coordinator) lostWrite(ctx context.Context, attempts int, answer error, sent zone.Snapshot, found *Document, lost []*request) error {
	e := &LostWriteError{Domain: c.domain, Attempts: attempts, Err: answer}
	has := found.tally()
	for _, r := range lost {
		for key, line := range r.effect.added {
			if has[key] == 0 {
				e.Missing = append(e.Missing, line)
			}
		}
		for key := range r.effect.removed {
			if line, ok := found.Find(key); ok {
				e.Unwanted = append(e.Unwanted, line.Text)
			}
		}
	}
	slices.Sort(e.Missing)
	slices.Sort(e.Unwanted)
	c.options.Logger.DebugContext(ctx, "a zone does not keep what is written", "domain", c.domain, "sent", sent.Text, "found", found.Text)
	return e
}
