package valuedomain

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

const (
	// limitPeriod is the length of the sliding window: the API's minute and
	// a margin. One half of it is for slack, the other for requests that
	// are not all equally long under way.
	limitPeriod = time.Minute + limitMargin
	limitMargin = time.Second
	// slack is how late a request may start after its booked moment.
	slack = limitMargin / 2
	// longWait is from when on a wait is explained in the log, and
	// quietTime how long that stays unsaid afterwards.
	longWait  = time.Second
	quietTime = 10 * time.Second
)

// window counts the starts of requests: in no window of time more than the
// limit. All of the first ones may start at once.
type window interface {
	// book takes the earliest free moment, now or later, and returns it.
	book(ctx context.Context, now time.Time) (time.Time, error)
	// peek returns what book would after so many others, and takes nothing.
	peek(ctx context.Context, now time.Time, others int) (time.Time, error)
}

// limiter lets requests start one after the other, in the order in which they
// came, when the window has room. Only the first in the line holds a booking:
// processes that share a window take turns.
type limiter struct {
	perMinute int
	window    window
	turn      chan struct{}
	now       func() time.Time
	sleep     func(ctx context.Context, d time.Duration) error
	log       *slog.Logger
	told      atomic.Int64 // When a wait was explained last, in ns.
}

func newLimiter(perMinute int, w window, now func() time.Time, sleep func(context.Context, time.Duration) error, log *slog.Logger) *limiter {
	return &limiter{perMinute: perMinute, window: w, turn: make(chan struct{}, 1), now: now, sleep: sleep, log: log}
}

// wait returns when a request may start, and counts it. A booking whose caller
// leaves stays taken.
func (l *limiter) wait(ctx context.Context) error {
	leave, err := l.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	for {
		start, err := l.window.book(ctx, l.now())
		if err != nil {
			return err
		}
		if err := l.until(ctx, start); err != nil {
			return err
		}
		// A machine that slept in between would start too close to the
		// next booking: what was booked is past.
		if l.now().Sub(start) <= slack {
			return nil
		}
	}
}

// ready returns when wait would not have to wait, twice: who writes a zone reads
// it first, and must not have to wait in between. It looks once: whoever comes
// in between does not keep it from returning for ever.
func (l *limiter) ready(ctx context.Context) error {
	leave, err := l.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	start, err := l.window.peek(ctx, l.now(), min(2, l.perMinute)-1)
	if err != nil {
		return err
	}
	return l.until(ctx, start)
}

// enter waits for the caller's turn; a channel serves those who wait in order.
func (l *limiter) enter(ctx context.Context) (leave func(), err error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	select {
	case l.turn <- struct{}{}:
		return func() { <-l.turn }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (l *limiter) until(ctx context.Context, start time.Time) error {
	now := l.now()
	wait := start.Sub(now)
	if wait <= 0 {
		return nil
	}
	if told := time.Unix(0, l.told.Load()); wait >= longWait && now.Sub(told) >= quietTime {
		l.told.Store(now.UnixNano())
		l.log.InfoContext(ctx, "waiting so that the API does not refuse for too many requests", "wait", wait, "requests_per_minute", l.perMinute)
	}
	return l.sleep(ctx, wait)
}
