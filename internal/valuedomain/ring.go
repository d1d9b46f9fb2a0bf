package valuedomain

import (
	"context"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// ring is the window of one process: one limiter of a single event for each of
// the n requests of a period, taken in turn. The n-th request after another
// uses the same one, so that they lie a period apart. A single rate.Limiter
// with a burst of n would let up to 2n-1 pass within a period.
type ring struct {
	mu    sync.Mutex
	slots []*rate.Limiter
	at    int
}

func newRing(n int, period time.Duration) *ring {
	r := &ring{slots: make([]*rate.Limiter, n)}
	for i := range r.slots {
		r.slots[i] = rate.NewLimiter(rate.Every(period), 1)
	}
	return r
}

func (r *ring) book(_ context.Context, now time.Time) (time.Time, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	slot := r.slots[r.at]
	r.at = (r.at + 1) % len(r.slots)
	return now.Add(slot.ReserveN(now, 1).DelayFrom(now)), nil
}

func (r *ring) peek(_ context.Context, now time.Time, others int) (time.Time, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	slot := r.slots[(r.at+others)%len(r.slots)]
	missing := 1 - slot.TokensAt(now)
	if missing <= 0 {
		return now, nil
	}
	return now.Add(time.Duration(math.Ceil(missing / float64(slot.Limit()) * float64(time.Second)))), nil
}
