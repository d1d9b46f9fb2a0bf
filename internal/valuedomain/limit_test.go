package valuedomain

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// checkWindow fails if more than n requests reached the server within any 61
// seconds. It knows nothing of accounts: it counts what arrived.
func checkWindow(t *testing.T, s *server, n int) {
	t.Helper()
	seen := s.exchanges()
	for _, last := range seen {
		within := 0
		for _, e := range seen {
			if e.at <= last.at && e.at > last.at-61*time.Second {
				within++
			}
		}
		if within > n {
			t.Fatalf("%d requests within the 61 s before %s, the limit is %d", within, last.at, n)
		}
	}
}

// slow is a server whose answers take as long as given.
func slow(d time.Duration) *server {
	return newServer(func(int, *http.Request) (result, error) {
		time.Sleep(d)
		return answerOf(200, zoneOK), nil
	})
}

func perMinute(n int) func(*Config) { return func(c *Config) { c.RequestsPerMinute = n } }

// domainOf returns the domain that a request is for.
func domainOf(e exchange) string { return strings.Split(e.path, "/")[3] }

// commit reserves three requests and makes them: read, write, verify. It
// returns how long it waited.
func commit(ctx context.Context, c *Client, domain string) (waited time.Duration, err error) {
	begin := time.Now()
	ctx, release, err := c.Reserve(ctx, 3)
	if err != nil {
		return 0, err
	}
	defer release()
	waited = time.Since(begin)
	_, first := c.ReadZone(ctx, domain)
	_, second := c.WriteZone(ctx, zone.Snapshot{Domain: domain, Text: "a @ 192.0.2.1", TTL: 600})
	_, third := c.ReadZone(ctx, domain)
	return waited, errors.Join(first, second, third)
}

func TestAHundredZonesAreServedInTheirOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const zones = 100
		s := slow(700 * time.Millisecond)
		c := newTestClient(t, s)
		var all sync.WaitGroup
		waits := make([]time.Duration, zones)
		for i := range zones {
			all.Go(func() {
				var err error
				if waits[i], err = commit(t.Context(), c, fmt.Sprintf("zone-%03d.example", i)); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		all.Wait()
		seen := s.exchanges()
		if took := time.Since(s.start); len(seen) != 3*zones || took > 5*time.Minute {
			t.Errorf("%d requests in %s", len(seen), took)
		}
		checkWindow(t, s, 60)
		t.Logf("%d requests in %s, the last zone waited %s", len(seen), time.Since(s.start), waits[zones-1])
		if !slices.IsSorted(waits) { // All came at once.
			t.Errorf("not served in their order: %v", waits)
		}
		for i, waited := range waits {
			// The requests of those in front, at one a second.
			if fair := time.Duration(3*i) * time.Second; waited > 2*fair {
				t.Errorf("zone %d waited %s, its fair share is %s", i, waited, fair)
			}
		}
	})
}

func TestTheRequestsOfACommitFollowOneAnotherAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := slow(time.Second)
		c := newTestClient(t, s, perMinute(4))
		var all sync.WaitGroup
		for i := range 5 {
			all.Go(func() {
				if _, err := commit(t.Context(), c, fmt.Sprintf("zone-%d.example", i)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		last := map[string]time.Duration{}
		for _, e := range s.exchanges() {
			if at, ok := last[domainOf(e)]; ok && e.at != at+time.Second {
				t.Errorf("a request of %s at %s, the one before it at %s", domainOf(e), e.at, at)
			}
			last[domainOf(e)] = e.at
		}
		checkWindow(t, s, 4)
	})
}

func TestNeverMoreThanTheLimitInAnyWindow(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{1, 2, 7, 60} {
		synctest.Test(t, func(t *testing.T) {
			s := always(200, zoneOK)
			c := newTestClient(t, s, perMinute(limit))
			random := rand.New(rand.NewPCG(1, uint64(limit)))
			var all sync.WaitGroup
			for range limit * 5 {
				time.Sleep(time.Duration(random.Int64N(int64(2 * time.Minute / time.Duration(limit)))))
				all.Go(func() { _ = read(t, c) })
			}
			all.Wait()
			checkWindow(t, s, limit)
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
				if err := read(t, c); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i, e := range s.exchanges() {
			if want := time.Duration(i/60) * 61 * time.Second; e.at != want {
				t.Fatalf("request %d at %s, want %s", i+1, e.at, want)
			}
		}
		if n := strings.Count(log.String(), "waiting so that the API does not reject"); n != 2 || !strings.Contains(log.String(), "wait=1m1s requests_per_minute=60") {
			t.Errorf("explained %d times:\n%s", n, log.String())
		}
	})
}

func TestLimitsSmallerThanACommit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		limit int
		want  []string // At which second each request of two zones reaches the server.
	}{
		{1, []string{"0 a.example", "61 a.example", "122 a.example", "183 b.example", "244 b.example", "305 b.example"}},
		// b needs two in a row: after 61 there is one until 122.
		{2, []string{"0 a.example", "0 a.example", "61 a.example", "122 b.example", "122 b.example", "183 b.example"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := always(200, zoneOK)
			c := newTestClient(t, s, perMinute(test.limit))
			var all sync.WaitGroup
			for _, domain := range []string{"a.example", "b.example"} {
				all.Go(func() {
					if _, err := commit(t.Context(), c, domain); err != nil {
						t.Error(err)
					}
				})
				synctest.Wait()
			}
			all.Wait()
			var got []string
			for _, e := range s.exchanges() {
				got = append(got, fmt.Sprintf("%v %s", e.at.Seconds(), domainOf(e)))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("limit %d: got %q, want %q", test.limit, got, test.want)
			}
		})
	}
}

func TestMoreThanTheLimitIsGrantedAsItGoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(3))
		ctx, release, err := c.Reserve(t.Context(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		for range 7 {
			if _, err := c.ReadZone(ctx, "example.com"); err != nil {
				t.Fatal(err)
			}
		}
		checkTimes(t, s, 0, 0, 0, 61*time.Second, 61*time.Second, 61*time.Second, 122*time.Second)
	})
}

func TestWorkThatHasBegunGoesFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(3))
		ctx, release, err := c.Reserve(t.Context(), 3)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() { _, _ = commit(t.Context(), c, fmt.Sprintf("other-%d.example", i)) })
		}
		synctest.Wait()
		for range 4 { // One more than was reserved.
			if _, err := c.ReadZone(ctx, "begun.example"); err != nil {
				t.Fatal(err)
			}
		}
		checkTimes(t, s, 0, 0, 0, 61*time.Second)
		if _, err := commit(ctx, c, "begun.example"); err != nil {
			t.Fatal(err)
		}
		if seen := s.exchanges(); domainOf(seen[len(seen)-1]) != "begun.example" || len(seen) != 7 {
			t.Errorf("another commit went first: %v", seen[4:])
		}
		all.Wait()
		checkWindow(t, s, 3)
	})
}

func TestThoseWhoHaveBegunAreServedInTheirOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(3))
		var begun []context.Context
		for range 3 {
			ctx, release, err := c.Reserve(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			defer release()
			begun = append(begun, ctx)
		}
		var all sync.WaitGroup
		for round := range 2 {
			for i, ctx := range begun {
				all.Go(func() { _, _ = c.ReadZone(ctx, fmt.Sprintf("%d-%d.example", round, i)) })
				time.Sleep(time.Second)
			}
		}
		all.Wait()
		checkTimes(t, s, 0, time.Second, 2*time.Second, 61*time.Second, 62*time.Second, 63*time.Second)
		for i, e := range s.exchanges()[3:] {
			if want := fmt.Sprintf("1-%d.example", i); domainOf(e) != want {
				t.Errorf("got %s, want %s", domainOf(e), want)
			}
		}
	})
}

func TestAReservationThatIsUsedLateStaysLegal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(3))
		ctx, release, err := c.Reserve(t.Context(), 3)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		var others sync.WaitGroup
		for range 6 {
			others.Go(func() { _ = read(t, c) })
		}
		for _, pause := range []time.Duration{29 * time.Second, 29 * time.Second, 31 * time.Second} {
			time.Sleep(pause)
			if _, err := c.ReadZone(ctx, "late.example"); err != nil {
				t.Fatal(err)
			}
		}
		others.Wait()
		checkWindow(t, s, 3)
		var late []time.Duration
		for _, e := range s.exchanges() {
			if domainOf(e) == "late.example" {
				late = append(late, e.at)
			}
		}
		// The third one was lost at 88 s, and another request got its place.
		if want := []time.Duration{29 * time.Second, 58 * time.Second, 90 * time.Second}; !slices.Equal(late, want) {
			t.Errorf("got %v, want %v", late, want)
		}
	})
}

func TestWhatIsNotUsedIsFreeAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(3))
		ctx, release, err := c.Reserve(t.Context(), 3)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.ReadZone(ctx, "example.com"); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(5*time.Second, func() { release(); release() })
		if err := errors.Join(read(t, c), read(t, c), read(t, c)); err != nil {
			t.Fatal(err)
		}
		checkTimes(t, s, 0, 5*time.Second, 5*time.Second, 61*time.Second)
	})
}

func TestAReservationIsForItsClientAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		one, two := newTestClient(t, s, perMinute(1)), newTestClient(t, s, perMinute(1))
		ctx, release, err := one.Reserve(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		for _, c := range []*Client{two, one, two} {
			if _, err := c.ReadZone(ctx, "example.com"); err != nil {
				t.Fatal(err)
			}
		}
		checkTimes(t, s, 0, 0, 61*time.Second)
	})
}

func TestThoseWhoLeaveDelayNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(3))
		_, release, err := c.Reserve(t.Context(), 2)
		if err != nil {
			t.Fatal(err)
		}
		gone := errors.New("the operator left")
		ctx, cancel := context.WithCancelCause(t.Context())
		var all sync.WaitGroup
		for range 5 { // They want three, and one is free.
			all.Go(func() {
				if _, _, err := c.Reserve(ctx, 3); !errors.Is(err, gone) {
					t.Errorf("got %v", err)
				}
			})
		}
		synctest.Wait()
		all.Go(func() { _ = read(t, c) })
		time.Sleep(time.Second)
		cancel(gone)
		all.Wait()
		checkTimes(t, s, time.Second)
		if n := len(c.limit.line); n != 0 {
			t.Errorf("%d in the line", n)
		}
		release()
		if err := errors.Join(read(t, c), read(t, c)); err != nil {
			t.Error(err)
		}
		checkTimes(t, s, time.Second, time.Second, time.Second)
	})
}

// leaving is a budget whose first update ends a caller's context before anybody
// knows what was granted.
type leaving struct {
	coordination.Budget

	cancel func()
}

func (l *leaving) UpdateAccount(ctx context.Context, change func(*coordination.Account)) error {
	err := l.Budget.UpdateAccount(ctx, change)
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
		time.Sleep(time.Millisecond)
	}
	return err
}

func TestWhatIsGrantedToThoseWhoHaveLeftIsFree(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		ctx, cancel := context.WithCancel(t.Context())
		c := newTestClient(t, s, perMinute(3), sharing(&leaving{coordination.NewMemory(), cancel}))
		if _, _, err := c.Reserve(ctx, 3); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
		if err := read(t, c); err != nil {
			t.Fatal(err)
		}
		checkTimes(t, s, time.Millisecond)
	})
}

func TestAPauseHoldsReservationsBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(n int, _ *http.Request) (result, error) {
			if n == 0 {
				return answerOf(429, tooMany, "Retry-After", "40"), nil
			}
			return answerOf(200, zoneOK), nil
		})
		c := newTestClient(t, s)
		granted, release, err := c.Reserve(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		if err := write(t, c); kind(err) != "not written" {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		all.Go(func() {
			if waited, err := commit(t.Context(), c, "new.example"); waited != 40*time.Second || err != nil {
				t.Errorf("waited %s, %v", waited, err)
			}
		})
		// What was granted before waits too, longer than it is held.
		if _, err := c.ReadZone(granted, "granted.example"); err != nil {
			t.Error(err)
		}
		all.Wait()
		const end = 40 * time.Second
		checkTimes(t, s, 0, end, end, end, end)
	})
}

func TestRetriesCountForTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(503, "")
		if err := read(t, newTestClient(t, s, perMinute(2))); err == nil {
			t.Error("no error")
		}
		checkTimes(t, s, 0, 500*time.Millisecond, 61*time.Second, 64*time.Second, 122*time.Second)
	})
}

func TestAMachineThatSleptLooksAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		late := true
		c := newTestClient(t, s, perMinute(1), func(c *Config) {
			c.Sleep = func(ctx context.Context, d time.Duration) error {
				if late { // The machine was asleep for half a minute.
					late = false
					d += 30 * time.Second
				}
				return sleep(ctx, d)
			}
		})
		for range 3 {
			if err := read(t, c); err != nil {
				t.Fatal(err)
			}
		}
		checkWindow(t, s, 1)
	})
}

// sleepy is a budget of a machine that sleeps once after the account is kept.
type sleepy struct {
	coordination.Budget

	nap time.Duration
}

func (s *sleepy) UpdateAccount(ctx context.Context, change func(*coordination.Account)) error {
	err := s.Budget.UpdateAccount(ctx, change)
	time.Sleep(s.nap)
	s.nap = 0
	return err
}

func TestAStartThatCameLateIsCountedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		c := newTestClient(t, s, perMinute(2), func(c *Config) { c.Budget = &sleepy{coordination.NewMemory(), 40 * time.Second} })
		for range 3 {
			if err := read(t, c); err != nil {
				t.Fatal(err)
			}
		}
		checkTimes(t, s, 40*time.Second, 61*time.Second, 101*time.Second)
	})
}

// TestRandomReservations: whatever is reserved, used, given back and left, and
// whenever, by three clients of one budget: no window holds more than the
// limit, and all who stay come to their end.
func TestRandomReservations(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			limit := []int{1, 2, 3, 10, 60}[random.IntN(5)]
			s := slow(time.Duration(random.Int64N(int64(3 * time.Second))))
			budget := coordination.NewMemory()
			if seed%20 == 0 { // Real files take real time.
				limit = 60
				budget = coordination.Files(filepath.Join(t.TempDir(), "limit"), testToken)
			}
			var clients []*Client
			for range 3 {
				clients = append(clients, newTestClient(t, s, perMinute(limit), func(c *Config) { c.Budget = budget }))
			}
			var all sync.WaitGroup
			for range 5 + random.IntN(30) {
				n, used := random.IntN(6), random.IntN(8)
				pause := time.Duration(random.Int64N(int64(40 * time.Second)))
				if random.IntN(3) > 0 {
					pause = 0
				}
				c, ctx, cancel := clients[random.IntN(3)], t.Context(), context.CancelFunc(func() {})
				stays := random.IntN(4) > 0
				if !stays {
					ctx, cancel = context.WithTimeout(ctx, time.Duration(random.Int64N(int64(5*time.Minute))))
				}
				time.Sleep(time.Duration(random.Int64N(int64(2 * time.Second))))
				all.Go(func() {
					defer cancel()
					ctx, release, err := c.Reserve(ctx, n)
					for i := 0; i < used && err == nil; i++ {
						time.Sleep(pause)
						_, err = c.ReadZone(ctx, "example.com")
					}
					release()
					if stays && err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			synctest.Wait()
			checkWindow(t, s, limit)
			if a := accountOf(t, budget); len(a.Held) > 0 || len(a.Queue) > 0 {
				t.Errorf("left over: %+v", a)
			}
			if t.Failed() {
				t.Errorf("seed %d", seed)
			}
		})
	}
}
