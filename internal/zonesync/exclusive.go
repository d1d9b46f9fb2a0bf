package zonesync

import (
	"context"
	"fmt"
)

// Refresh reads the zone anew, whatever is known of it, and returns it. It
// takes its turn among the edits, so that it never sees a write half done.
func (c *Coordinator) Refresh(ctx context.Context) (*Document, error) {
	c.mu.Lock()
	c.outdated = true
	c.mu.Unlock()
	return c.Apply(ctx, func(*Document) error { return nil })
}

// Exclusive calls f while no edit of this zone is written, neither by this
// process nor by another one of this machine. It is for settings beside the
// zone's text that the registrar answers with a change of the zone: the next
// edit, here or there, builds on a new read, and what differs in it from this
// run's work is the registrar's doing, not a loss. f must not call Apply or
// Refresh.
func (c *Coordinator) Exclusive(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timing.Commit)
	defer cancel()
	release, err := c.alone(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := c.lock.begin(); err != nil {
		return err
	}
	// What the registrar makes of it is not known: another process believes
	// no read for as long as it may be an old one. This one waits by itself.
	defer func() {
		c.mine = written{at: c.options.Now()}
		c.ended(ctx, c.mine)
	}()
	c.yields = true
	c.mu.Lock()
	c.outdated = true
	c.writes++
	c.mu.Unlock()
	return f(ctx)
}

// alone waits until nobody of this process or another one of this machine
// writes the zone, and keeps it so until release is called.
func (c *Coordinator) alone(ctx context.Context) (release func(), err error) {
	select {
	case c.exclusive <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("lock zone: %w", context.Cause(ctx))
	}
	unlock, err := c.lock.acquire(ctx)
	if err != nil {
		<-c.exclusive
		return nil, err
	}
	return func() {
		unlock()
		<-c.exclusive
	}, nil
}

// ended marks the end of a write for other processes, and what it wrote.
func (c *Coordinator) ended(ctx context.Context, w written) {
	if err := c.lock.end(w); err != nil {
		// The zone stays marked as being written, which only costs reads.
		c.options.Logger.WarnContext(ctx, "could not mark the end of a write", "domain", c.domain, "error", err)
	}
}
