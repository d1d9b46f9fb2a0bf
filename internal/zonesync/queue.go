package zonesync

import (
	"context"
	"slices"
	"time"
)

// Apply brings an edit into the zone and returns the zone that shows it. An
// edit without any effect costs no write.
//
// The error is the edit's own, the store's, or a GuardError, LostWriteError,
// UnverifiedError or LeftError. All but the last three mean that the edit is
// not in the zone.
func (c *Coordinator) Apply(ctx context.Context, edit Edit) (*Document, error) {
	r := &request{ctx: ctx, edit: edit, done: make(chan result, 1)}
	c.mu.Lock()
	c.pending = append(c.pending, r)
	c.crowd = max(c.crowd, c.handling+len(c.pending))
	close(c.arrived)
	c.arrived = make(chan struct{})
	if !c.writing {
		c.writing = true
		go c.write(context.WithoutCancel(ctx))
	}
	c.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, &LeftError{Domain: c.domain, Err: context.Cause(ctx)}
	case done := <-r.done:
		return done.doc, done.err
	}
}

// write commits groups until nobody waits any more.
func (c *Coordinator) write(ctx context.Context) {
	var parked []*request
	for {
		group, news := c.gather(ctx, parked)
		if len(group) == 0 {
			return
		}
		// Without news it won't get better for those that are parked.
		parked = c.commit(ctx, group, !news)
	}
}

// gather waits until the edits that are on their way have met, and returns
// them behind the parked ones, which wait for news for the settling time
// first. Where nobody waits any more it ends the writing and returns none.
func (c *Coordinator) gather(ctx context.Context, parked []*request) (group []*request, news bool) {
	if len(parked) > 0 {
		c.waitForOne(ctx, c.options.Timing.Settle)
	}
	c.meet(ctx)
	if c.waiting() > 0 {
		c.ready(ctx)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// Who has left has heard so already.
	left := func(r *request) bool { return r.ctx.Err() != nil }
	arrived := slices.DeleteFunc(c.pending, left)
	group = append(slices.DeleteFunc(parked, left), arrived...)
	c.pending = nil
	c.handling, c.known = len(group), c.crowd
	if c.writing = len(group) > 0; !c.writing {
		c.expected = 0 // Whoever comes next has nothing to do with these.
	}
	return group, len(arrived) > 0
}

func (c *Coordinator) waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.pending)
}

// waitForOne returns when an edit is there, at the latest after limit.
func (c *Coordinator) waitForOne(ctx context.Context, limit time.Duration) {
	c.mu.Lock()
	n, arrived := len(c.pending), c.arrived
	c.mu.Unlock()
	if n == 0 {
		c.wait(ctx, arrived, limit)
	}
}

// parallelism is how many operations Terraform runs at once where it is not
// told otherwise.
const parallelism = 10

// meet waits until as many edits are there as may be hoped for, or none came
// for a while. The callers of the last group were released together, so about
// as many come back together; of a first group nothing is known but Terraform's
// habit, and how many have planned at once. As long as they come, Terraform is
// at work and nothing is lost by waiting.
func (c *Coordinator) meet(ctx context.Context) {
	timing := c.options.Timing
	until := c.options.Now().Add(timing.Gather)
	for {
		c.mu.Lock()
		n, expected, arrived := len(c.pending), c.expected, c.arrived
		growing := c.growing()
		enough := expected
		if expected == 0 && c.readers == parallelism {
			enough = parallelism // Terraform was not told otherwise, or more would have planned.
		}
		c.mu.Unlock()
		if n > 0 && enough > 0 && n >= enough && !growing || !c.options.Now().Before(until) {
			return
		}
		pause := timing.Quiet
		switch {
		case n < expected || growing: // They were let go together and are surely on their way.
			pause = max(timing.Quiet, 2*timing.Hope)
		case expected == 0 && n < parallelism:
			pause = max(timing.Quiet, timing.Hope)
		}
		if !c.wait(ctx, arrived, pause) {
			return
		}
	}
}

// growing tells that more operations are under way than Terraform runs where it
// is not told otherwise, and that nobody knows yet how many it was told to run:
// a slow run has but begun to fill them. The caller holds mu.
func (c *Coordinator) growing() bool {
	return c.crowd > parallelism && (c.crowd > c.known || len(c.pending) < c.crowd)
}

// wait reports whether arrived was closed within the limit.
func (c *Coordinator) wait(ctx context.Context, arrived <-chan struct{}, limit time.Duration) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slept := make(chan struct{})
	go func() {
		defer close(slept)
		_ = c.options.Sleep(ctx, limit)
	}()
	select {
	case <-arrived:
		return true
	case <-slept:
		return false
	}
}
