package valuedomain

import (
	"context"
	"crypto/rand"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// longWait is from when on a wait is explained in the log.
const longWait = time.Second

// limiter grants the requests of one client in the order in which they were
// asked for. Whoever waits is in its line. The first of the line has a
// ticket in the account that all clients of the token share.
type limiter struct {
	client    string // A random name.
	perMinute int
	budget    *fallback
	gate      *gate
	now       func() time.Time
	sleep     func(ctx context.Context, d time.Duration) error
	log       *slog.Logger

	mu      sync.Mutex
	line    []*booking
	serving bool   // A goroutine serves the line.
	wake    func() // Ends its sleep.

	holds  atomic.Int64 // How many names were given to reservations.
	waited atomic.Int64 // How long somebody waited in the line, as a time.Duration.
	skewed atomic.Bool  // The log knows of another clock.
}

// booking is one who wants requests.
type booking struct {
	requests int
	urgent   bool
	hold     string // Empty: the one request starts when it is granted.
	since    time.Time
	granted  chan struct{} // Closed then.
	at       time.Time     // When that was,
	err      error         // or why it can't be.
}

func newLimiter(perMinute int, budget coordination.Budget, gate *gate, log *slog.Logger) *limiter {
	return &limiter{
		client: rand.Text(), perMinute: perMinute, budget: newFallback(budget, log),
		gate: gate, now: gate.now, sleep: gate.sleep, log: log, wake: func() {},
	}
}

// book returns when so many requests are granted, and at which moment they
// were: under the name of a reservation, or as the start of one request.
func (l *limiter) book(ctx context.Context, requests int, urgent bool, hold string) (at time.Time, err error) {
	if err := context.Cause(ctx); err != nil {
		return time.Time{}, err
	}
	b := &booking{requests: requests, urgent: urgent, hold: hold, granted: make(chan struct{})}
	l.join(b) //nolint:contextcheck // The line is served for all who are in it.
	select {
	case <-b.granted:
		return b.at, b.err
	case <-ctx.Done():
		if l.leave(b) {
			l.news()
		} else {
			l.giveBack(hold) //nolint:contextcheck // This one has ended.
		}
		return time.Time{}, context.Cause(ctx)
	}
}

// join puts a booking into the line: urgent ones in front.
func (l *limiter) join(b *booking) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.since = l.now()
	at := len(l.line)
	if b.urgent {
		if i := slices.IndexFunc(l.line, func(other *booking) bool { return !other.urgent }); i >= 0 {
			at = i
		}
	}
	l.line = slices.Insert(l.line, at, b)
	l.wake()
	if !l.serving {
		l.serving = true
		go l.serve()
	}
}

// leave removes a booking from the line, and reports whether it was there.
func (l *limiter) leave(b *booking) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.line, b)
	if i >= 0 {
		l.line = slices.Delete(l.line, i, i+1)
	}
	return i >= 0
}

// news makes the line be served now.
func (l *limiter) news() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wake()
}

// giveBack returns what is left of a reservation. The caller's context may have ended.
func (l *limiter) giveBack(hold string) {
	_ = l.update(context.Background(), func(a *account, _ time.Time) { a.drop(hold) })
	l.news()
}

// update changes the account as it is now. The error is the context's cause, or a
// strict one.
func (l *limiter) update(ctx context.Context, change func(a *account, now time.Time)) error {
	var skewed bool
	err := l.budget.Update(ctx, func(a *account) {
		now := l.now()
		skewed = a.clean(now)
		change(a, now)
	})
	if skewed && l.skewed.CompareAndSwap(false, true) {
		l.log.WarnContext(ctx, "requests were noted in the future, by another clock or before this one was set back: they count as if made now", "budget", l.budget.shared.String())
	}
	return err
}

// serve grants until nobody waits.
func (l *limiter) serve() {
	waiting := false // There is a ticket in the account.
	for told := (time.Time{}); ; {
		line, news := l.standing(waiting)
		if news == nil {
			return
		}
		served, next, poll := l.round(line)
		if waiting = served < len(line); !waiting {
			continue
		}
		now := l.now()
		if wait := next.Sub(now); wait >= longWait && now.After(told) {
			told = next
			l.log.Info("waiting so that the API does not reject requests as too many", "wait", wait, "requests_per_minute", l.perMinute)
		}
		_ = l.sleep(news, poll)
		l.waited.Add(int64(l.now().Sub(now)))
	}
}

// standing returns a copy of the line, and a context that ends when there is
// news. It returns none if there is nothing more to do.
func (l *limiter) standing(waiting bool) (line []*booking, news context.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wake() // Frees the last context.
	l.serving = waiting || len(l.line) > 0
	if l.serving {
		news, l.wake = context.WithCancel(context.Background())
	}
	return slices.Clone(l.line), news
}

// round serves a line once. Next is when the first one left may be served at
// the earliest, poll how long to sleep until then: not so long that its place
// is lost or the news of another client is missed.
func (l *limiter) round(line []*booking) (served int, next time.Time, poll time.Duration) {
	pause := l.gate.remaining()
	err := l.update(context.Background(), func(a *account, now time.Time) {
		served, next = a.serve(l.client, line, l.perMinute, pause > 0, now)
		poll = min(renewTime, max(pause, next.Sub(now)))
		if poll <= 0 || poll > pollTime && pause <= 0 && len(a.Held) > 0 {
			poll = pollTime
		}
		for _, b := range line[:served] {
			b.at = now
		}
	})
	if err != nil {
		l.refuse(line, err)
		return len(line), time.Time{}, 0
	}
	for _, b := range line[:served] {
		if l.leave(b) {
			close(b.granted)
		} else { // Its caller has left meanwhile.
			l.giveBack(b.hold)
		}
	}
	return served, next, poll
}

// refuse ends a line without what it wants.
func (l *limiter) refuse(line []*booking, err error) {
	for _, b := range line {
		if l.leave(b) {
			b.err = err
			close(b.granted)
		}
	}
}

// name returns one for a reservation.
func (l *limiter) name() string { return l.client + "-" + strconv.FormatInt(l.holds.Add(1), 10) }
