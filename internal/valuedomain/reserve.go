package valuedomain

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// Reserve waits until n requests can be sent one right after the other within
// the rate limit, and returns a context whose next n requests through this
// client start without waiting. The function returned gives back what was not
// used. It may be called more than once.
//
// All who wait are served in the order in which they came, over all goroutines
// and over all processes that share the budget. A request on another context
// waits in the same queue only for itself. A request on a context whose
// requests are used up goes before all who have not begun, and so does another
// Reserve on it. A write on a context that had two requests or more waits for half a
// second at most: where it would have to wait longer, the error is a NotWrittenError.
//
// Requests that nobody starts for 30 seconds are lost, as if they were used up.
// If n is more than the limit of a minute, that limit is granted, and the
// others wait one by one. The error is the context's cause.
func (c *Client) Reserve(ctx context.Context, n int) (context.Context, func(), error) {
	_, begun := ctx.Value(reservationKey{c.limit}).(*reservation)
	n = min(n, c.limit.perMinute)
	r := &reservation{limiter: c.limit, hold: c.limit.name(), row: n > 1}
	if n > 0 {
		if _, err := c.limit.book(ctx, n, begun, r.hold); err != nil {
			return ctx, func() {}, fmt.Errorf("wait for the rate limit: %w", err)
		}
	}
	r.left.Store(int64(n))
	return context.WithValue(ctx, reservationKey{c.limit}, r), r.release, nil
}

// reservationKey finds a client's reservation in a context.
type reservationKey struct{ limiter *limiter }

// reservation is a number of requests of which some requests are used.
type reservation struct {
	limiter *limiter
	hold    string
	row     bool // It has room for a read and a write.
	left    atomic.Int64
}

// use starts one of the requests, and returns the zero time if there is none.
func (r *reservation) use(ctx context.Context) (at time.Time, err error) {
	if r.left.Add(-1) < 0 {
		return time.Time{}, nil
	}
	err = r.limiter.update(ctx, func(a *account, now time.Time) {
		at = time.Time{}
		if a.begin(r.hold, now) {
			at = now
		}
	})
	return at, err
}

func (r *reservation) release() {
	if r.left.Swap(0) > 0 {
		r.limiter.giveBack(r.hold)
	}
}

// errOld is the error of a write that would have to wait.
var errOld = errors.New("not sent, as it would have to wait, and the read that it is based on would be too old by then")

// start returns when a request may start, and counts it: no pause delays it, and
// the limit lets it pass. One that belongs to work that has begun is urgent.
func (l *limiter) start(ctx context.Context, urgent, write bool) error {
	r, reserved := ctx.Value(reservationKey{l}).(*reservation)
	prompt := write && reserved && r.row
	if prompt && l.gate.remaining() > 0 {
		return errOld
	}
	if err := l.gate.pass(ctx); err != nil {
		return err
	}
	for again := false; ; again = true {
		at, err := time.Time{}, context.Cause(ctx)
		if err == nil && reserved {
			at, err = r.use(ctx)
		}
		if err == nil && at.IsZero() {
			at, err = l.bookOne(ctx, urgent || reserved || again, prompt)
		}
		// A machine that slept in between would start too close to
		// requests of others that are counted after it: again.
		if err != nil || again || l.now().Sub(at) <= slack {
			return err
		}
	}
}

// bookOne is book for one request. One that is to be prompt does not wait for long.
func (l *limiter) bookOne(ctx context.Context, urgent, prompt bool) (time.Time, error) {
	if prompt {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, slack, errOld)
		defer cancel()
	}
	return l.book(ctx, 1, urgent, "")
}

// Waited returns for how long requests of this client have waited for the rate limit
// so far. A time in which several waited counts once.
func (c *Client) Waited() time.Duration { return time.Duration(c.limit.waited.Load()) }
