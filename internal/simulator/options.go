package simulator

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Options configures a Server. The zero value is a simulator in memory with the
// registrar's limit of 60 requests a minute, which accepts any token.
type Options struct {
	// Token is the only bearer token accepted; empty accepts any that is not empty.
	Token string
	// StateFile keeps the state in a JSON file instead of in memory. Its folder must exist.
	StateFile string
	// JournalFile gets each Entry as one JSON line, appended, mode 0600.
	JournalFile string
	// FaultsFile is a JSON list of faults, see the package comment.
	FaultsFile string
	// RequestsPerMinute of one token: 0 means 60, a negative number no limit.
	RequestsPerMinute int
	// NoMailForwarding answers 404 on the mail forwarding endpoint.
	NoMailForwarding bool
	// Keeping is what the store makes of the text of a PUT; zero keeps it byte for byte.
	Keeping Keeping
	// Latency passes before a request takes effect.
	Latency time.Duration
	// Observe is told of each request about a zone that took effect, whatever
	// became of its answer; nil means nobody. It may be called by several
	// goroutines at once, and not in the order of the effects.
	Observe func(Exchange)
	// Now is the clock of limits, faults and the journal; nil means time.Now.
	Now func() time.Time
	// Sleep waits for d or until the context ends; nil means a timer.
	Sleep func(ctx context.Context, d time.Duration) error
}

// defaultRequestsPerMinute is the limit seen in recorded traffic.
const defaultRequestsPerMinute = 60

// Server is the simulated API. It is an http.Handler; Transport serves without a port.
type Server struct {
	token            string
	noMailForwarding bool
	keeping          Keeping
	latency          time.Duration
	now              func() time.Time
	sleep            func(ctx context.Context, d time.Duration) error

	store   *store
	limit   *limiter
	faults  faults
	journal journal
	texts   history[string]    // Of zones.
	lists   history[[]Forward] // Of forwards.

	observe func(Exchange)
	effects int // Counts the effects that were observed; the lock of the state guards it.
}

// New makes a Server. It reads the state and the faults once, so that a file
// which cannot be used is an error here and not at the first request; a state
// file that does not exist is created with the start state.
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
	s := &Server{
		token:            o.Token,
		noMailForwarding: o.NoMailForwarding,
		keeping:          o.Keeping,
		latency:          o.Latency,
		now:              o.Now,
		sleep:            o.Sleep,
		observe:          o.Observe,
		store:            store,
		limit:            newLimiter(o.RequestsPerMinute),
		journal:          journal{file: o.JournalFile},
	}
	if err := s.journal.touch(); err != nil {
		return nil, fmt.Errorf("start simulator: %w", err)
	}
	list, err := readFaults(o.FaultsFile)
	if err != nil {
		return nil, fmt.Errorf("start simulator: %w", err)
	}
	for _, f := range list {
		s.Inject(f)
	}
	return s, nil
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

// history remembers, for stale reads, what each domain had before its last change.
type history[T any] struct {
	mu       sync.Mutex
	previous map[string]past[T]
}

type past[T any] struct {
	held  T
	until time.Time
}

func (h *history[T]) remember(domain string, held T, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.previous == nil {
		h.previous = map[string]past[T]{}
	}
	h.previous[domain] = past[T]{held: held, until: until}
}

// before gives what was held before the last change, if there was one and it
// is younger than within; within 0 means any age.
func (h *history[T]) before(domain string, now time.Time, within time.Duration) (held T, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	p, ok := h.previous[domain]
	if !ok || (within > 0 && now.Sub(p.until) >= within) {
		return held, false
	}
	return p.held, true
}

// hasOlder reports whether there is something older to answer a read with.
func (s *Server) hasOlder(c *call, now time.Time, within time.Duration) (ok bool) {
	switch {
	case c.isZone():
		_, ok = s.texts.before(c.domain, now, within)
	case c.endpoint == endpointForwards:
		_, ok = s.lists.before(c.domain, now, within)
	}
	return ok
}
