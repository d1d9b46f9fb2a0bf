package valuedomain

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// pauseBudget bounds how long one request waits for the API to take it
	// again. The recorded refusal lasted 18 s, a whole window is a minute.
	pauseBudget = 100 * time.Second
	// pauseJitter is the largest part that is added to a pause.
	pauseJitter = 0.1
)

// pauseStep returns how long to stay silent after the n-th refusal in a row, the
// first being 0. The API says nothing about it: its 429 has no Retry-After.
func pauseStep(n int) time.Duration {
	steps := [...]time.Duration{1, 2, 4, 8, 15, 30}
	return steps[min(n, len(steps)-1)] * time.Second
}

// gate delays all requests of a client, and what they reserve, after one was refused with 429: the
// API counts the refused ones as well, so that asking on prolongs it.
type gate struct {
	now   func() time.Time
	sleep func(ctx context.Context, d time.Duration) error

	mu      sync.Mutex
	opens   time.Time // Closed until then.
	closed  time.Time // When it was closed last.
	refused int       // How often in a row.

	// token is the refusal of the token, once there was one. The gate never opens again.
	token atomic.Pointer[APIError]
}

// pass returns when the gate is open.
func (g *gate) pass(ctx context.Context) error {
	for {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		wait := g.remaining()
		if wait <= 0 {
			return nil
		}
		if err := g.sleep(ctx, wait); err != nil {
			return err
		}
	}
}

func (g *gate) remaining() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.opens.Sub(g.now())
}

// close delays requests after a refusal of one that was sent at the time
// given, and returns for how long. Requests that were under way together are
// refused together: that is one refusal, not ten, and first is true for the one that
// it was.
func (g *gate) close(sent time.Time, retryAfter time.Duration, jitter float64) (wait time.Duration, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	first = g.refused == 0 || !sent.Before(g.closed)
	if first {
		wait = pauseStep(g.refused)
		g.refused++
		if retryAfter > 0 {
			wait = retryAfter
		}
		wait += time.Duration(float64(wait) * pauseJitter * jitter)
		g.closed = now
		if opens := now.Add(wait); opens.After(g.opens) {
			g.opens = opens
		}
	}
	return max(g.opens.Sub(now), 0), first
}

// passed notes that a request which was sent at the time given was taken.
func (g *gate) passed(sent time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !sent.Before(g.opens) {
		g.refused = 0
	}
}

// retryAfter reads the header of that name (RFC 9110 section 10.2.3): seconds
// or a date. It returns 0 where there is none.
func retryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}
