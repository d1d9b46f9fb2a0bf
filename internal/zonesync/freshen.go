package zonesync

import (
	"context"
	"errors"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// sending is what was to be written, and what came of it.
type sending struct {
	base, next *Document
	out        zone.Snapshot // What was sent; where it is the base nothing was.
	answer     error         // An error after which nobody knows whether it was written.
}

// send writes next, or what becomes of it on a base that is fresh when it can be
// written. A store that refuses is tried again for a while. The error tells that
// nothing was written, or that it went wrong.
func (c *Coordinator) send(ctx context.Context, base, next *Document, open []*request, attempt int) (sending, error) {
	var until time.Time
	for {
		var err error
		base, next, err = c.freshen(ctx, base, next, open)
		s := sending{base: base, next: next, out: next.render()}
		if err != nil || s.out == base.Snapshot {
			return s, err
		}
		c.options.Logger.DebugContext(ctx, "writing a zone", "domain", c.domain,
			"edits", len(open), "attempt", attempt, "before", base.Text, "text", s.out.Text)
		if s.answer, err = c.put(ctx, base.Snapshot, s.out); err == nil {
			sent(open)
		}
		if !tryAgain(err) || !c.patient(ctx, &until) {
			return s, err
		}
	}
}

// sent notes that a text with the effects of these requests may stand.
func sent(requests []*request) {
	for _, r := range requests {
		r.sent = r.sent || r.err == nil
	}
}

// freshen waits until the store can be called at once. A base that got old
// meanwhile is read anew, and what is to be written is built on that: between
// the read and the write of a text somebody else may write, and nobody would
// notice. It gives up on that after a few reads, since a limit that is used up
// by others would keep the write from ever being made.
func (c *Coordinator) freshen(ctx context.Context, base, next *Document, open []*request) (*Document, *Document, error) {
	for range 3 {
		c.ready(ctx)
		c.mu.Lock()
		fresh := c.options.Now().Sub(c.readAt) < c.options.Timing.Fresh
		c.mu.Unlock()
		if fresh {
			break
		}
		found, err := c.base(ctx)
		if err != nil {
			return base, next, err
		}
		base, next = found, c.compose(found, open)
	}
	return base, next, nil
}

// ready waits for the store's rate limit.
func (c *Coordinator) ready(ctx context.Context) {
	if c.options.Ready == nil {
		return
	}
	if err := c.options.Ready(ctx); err != nil {
		c.options.Logger.DebugContext(ctx, "could not wait for the rate limit", "error", err)
	}
}

// patient waits before a refused write is tried again, and tells whether it is
// to be. It begins to count the time with the first refusal.
func (c *Coordinator) patient(ctx context.Context, until *time.Time) bool {
	now := c.options.Now()
	if until.IsZero() {
		*until = now.Add(c.options.Timing.Refused)
	}
	return now.Before(*until) && c.options.Sleep(ctx, c.options.Timing.Again) == nil
}

// tryAgain tells whether an error says so.
func tryAgain(err error) bool {
	var again interface{ TryAgain() bool }
	return errors.As(err, &again) && again.TryAgain()
}
