package simulator

import (
	"context"
	"fmt"
	"time"
)

// Options configures a Server. The zero value is a simulator in memory with the
// registrar's limit of 60 requests a minute, which accepts any token.
type Options struct {
	// Token is the only bearer token accepted; empty accepts any that is not empty.
	Token string
	// StateFile keeps the state in a JSON file instead of in memory. Its directory must exist.
	StateFile string
	// RequestsPerMinute of one token: 0 means 60, a negative number no limit.
	RequestsPerMinute int
	// Keeping is what the store makes of the text of a PUT; zero keeps it byte for byte.
	Keeping Keeping
	// Latency passes before a request takes effect.
	Latency time.Duration
	// Now is the clock of limits, faults and the journal; nil means time.Now.
	Now func() time.Time
	// Sleep waits for d or until the context ends; nil means a timer.
	Sleep func(ctx context.Context, d time.Duration) error
}

// defaultRequestsPerMinute is the limit seen in recorded traffic.
const defaultRequestsPerMinute = 60

// Server is the simulated API. It is an http.Handler; Transport serves without a port.
type Server struct {
	token   string
	keeping Keeping
	latency time.Duration
	now     func() time.Time
	sleep   func(ctx context.Context, d time.Duration) error

	store   *store
	limit   *limiter
	faults  faults
	journal journal
}

// New makes a Server. It reads the state once, so that a file which cannot be
// used is an error here and not at the first request; a state file that does not
// exist is created with the start state.
func New(o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleepReal
	}
	if o.RequestsPerMinute == 0 {
		o.RequestsPerMinute = defaultRequestsPerMinute
	}
	store, err := newStore(o.StateFile)
	if err != nil {
		return nil, fmt.Errorf("start simulator: %w", err)
	}
	return &Server{
		token:   o.Token,
		keeping: o.Keeping,
		latency: o.Latency,
		now:     o.Now,
		sleep:   o.Sleep,
		store:   store,
		limit:   newLimiter(o.RequestsPerMinute),
	}, nil
}

// sleepReal waits for d, or returns the context's error as soon as it ends.
func sleepReal(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
