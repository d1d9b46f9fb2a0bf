package valuedomain

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// checkWindow fails where more than n starts lie within any minute.
func checkWindow(t *testing.T, starts []time.Duration, n int, period time.Duration) {
	t.Helper()
	slices.Sort(starts)
	for i := n; i < len(starts); i++ {
		if d := starts[i] - starts[i-n]; d < period {
			t.Fatalf("%d starts within %s: from %s to %s", n+1, d, starts[i-n], starts[i])
		}
	}
}

func TestNeverMoreThanTheLimitInAnyMinute(t *testing.T) {
	t.Parallel()
	for _, perMinute := range []int{1, 7, 60} {
		synctest.Test(t, func(t *testing.T) {
			s := always(200, zoneOK)
			c := newTestClient(t, s, func(c *Config) { c.RequestsPerMinute = perMinute })
			random := rand.New(rand.NewPCG(1, uint64(perMinute)))
			var all sync.WaitGroup
			for range perMinute * 5 {
				time.Sleep(time.Duration(random.Int64N(int64(2 * time.Minute / time.Duration(perMinute)))))
				all.Go(func() {
					if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			starts := make([]time.Duration, 0, len(s.exchanges()))
			for _, e := range s.exchanges() {
				starts = append(starts, e.at)
			}
			checkWindow(t, starts, perMinute, time.Minute+slack)
		})
	}
}

func TestTheWholeBurstPassesAtOnceThenOneAfterTheOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		var log logBuffer
		c := newTestClient(t, s, withLog(&log))
		var all sync.WaitGroup
		for range 125 {
			all.Go(func() {
				if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i, e := range s.exchanges() {
			// The floating point of a rate.Limiter may lose a few ns.
			if want := time.Duration(i/60) * limitPeriod; (e.at - want).Abs() > time.Millisecond {
				t.Fatalf("request %d at %s, want %s", i+1, e.at, want)
			}
		}
		if n := strings.Count(log.String(), "waiting so that the API does not refuse"); n != 2 || !strings.Contains(log.String(), "requests_per_minute=60") {
			t.Errorf("explained %d times:\n%s", n, log.String())
		}
	})
}

func TestReadyReservesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, func(c *Config) { c.RequestsPerMinute = 2 })
		ready := func() time.Duration {
			begin := time.Now()
			if err := c.Ready(t.Context()); err != nil {
				t.Error(err)
			}
			return time.Since(begin).Round(time.Millisecond)
		}
		for range 5 {
			if d := ready(); d != 0 {
				t.Errorf("waited %s", d)
			}
		}
		for range 2 {
			if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
				t.Error(err)
			}
		}
		if d := ready(); d != limitPeriod {
			t.Errorf("waited %s", d)
		}
		before := time.Now()
		if _, err := c.ReadZone(t.Context(), "example.com"); err != nil || time.Since(before) > time.Millisecond {
			t.Errorf("waited %s after it was ready: %v", time.Since(before), err)
		}
	})
}

func TestRetriesCountForTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(503, "")
		_, err := newTestClient(t, s, func(c *Config) { c.RequestsPerMinute = 2 }).ReadZone(t.Context(), "example.com")
		if err == nil {
			t.Error("no error")
		}
		starts := make([]time.Duration, 0, maxAttempts)
		for _, e := range s.exchanges() {
			starts = append(starts, e.at)
		}
		checkWindow(t, starts, 2, time.Minute)
	})
}

func TestALateStartIsBookedAnew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		late := true
		c := newTestClient(t, s, func(c *Config) {
			c.RequestsPerMinute = 1
			c.Sleep = func(ctx context.Context, d time.Duration) error {
				if late { // The machine was asleep for half a minute.
					late = false
					d += 30 * time.Second
				}
				return sleep(ctx, d)
			}
		})
		var starts []time.Duration
		for range 3 {
			if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range s.exchanges() {
			starts = append(starts, e.at)
		}
		checkWindow(t, starts, 1, time.Minute)
	})
}

func TestRequestsAreServedInTheOrderInWhichTheyCame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var order []string
		s := newServer(func(_ int, r *http.Request) (result, error) {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, strings.Split(r.URL.Path, "/")[3])
			return answerOf(200, zoneOK), nil
		})
		c := newTestClient(t, s, func(c *Config) { c.RequestsPerMinute = 1 })
		var all sync.WaitGroup
		for _, name := range []string{"a.example", "b.example", "c.example", "d.example"} {
			all.Go(func() { _, _ = c.ReadZone(t.Context(), name) })
			synctest.Wait()
		}
		all.Wait()
		if got := strings.Join(order, " "); got != "a.example b.example c.example d.example" {
			t.Error(got)
		}
	})
}

// failing is a window that can't be used.
type failing struct{}

func (failing) book(context.Context, time.Time) (time.Time, error) {
	return time.Time{}, errors.New("disk full")
}

func (failing) peek(context.Context, time.Time, int) (time.Time, error) {
	return time.Time{}, errors.New("disk full")
}

func TestFallbackIsToldOnce(t *testing.T) {
	t.Parallel()
	var log logBuffer
	f := &fallback{first: failing{}, second: newRing(2, time.Minute), log: log.logger()}
	now := time.Now()
	for i, want := range []time.Duration{0, 0, time.Minute} {
		at, err := f.book(t.Context(), now)
		if err != nil || (at.Sub(now)-want).Abs() > time.Millisecond {
			t.Errorf("booking %d: %s, %v", i, at.Sub(now), err)
		}
	}
	if n := strings.Count(log.String(), "level=WARN"); n != 1 || !strings.Contains(log.String(), "disk full") {
		t.Errorf("log: %s", log.String())
	}
}

func TestFallbackDoesNotHideTheEndOfTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f := &fallback{first: failing{}, second: newRing(2, time.Minute), log: slog.New(slog.DiscardHandler)}
	if _, err := f.book(ctx, time.Now()); !errors.Is(err, context.Canceled) || f.broken.Load() {
		t.Errorf("got %v, broken %t", err, f.broken.Load())
	}
}
