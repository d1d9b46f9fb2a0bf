package valuedomain

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// fallback counts in the second window from when on the first is unusable: a
// full disk is no reason not to work.
type fallback struct {
	first, second window
	broken        atomic.Bool
	log           *slog.Logger
}

func (f *fallback) book(ctx context.Context, now time.Time) (time.Time, error) {
	return f.use(ctx, now, window.book)
}

func (f *fallback) peek(ctx context.Context, now time.Time, others int) (time.Time, error) {
	return f.use(ctx, now, func(w window, ctx context.Context, now time.Time) (time.Time, error) { return w.peek(ctx, now, others) })
}

func (f *fallback) use(ctx context.Context, now time.Time, call func(window, context.Context, time.Time) (time.Time, error)) (time.Time, error) {
	if !f.broken.Load() {
		start, err := call(f.first, ctx, now)
		if err == nil {
			return start, nil
		}
		if cause := context.Cause(ctx); cause != nil {
			return time.Time{}, cause
		}
		if f.broken.CompareAndSwap(false, true) {
			f.log.WarnContext(ctx, "requests are not counted together with other processes", "error", err)
		}
	}
	return call(f.second, ctx, now)
}
