package valuedomain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

func inDir(dir string) func(*Config) { return sharing(coordination.Files(dir, testToken)) }

func sharing(b coordination.Budget) func(*Config) { return func(c *Config) { c.Budget = b } }

// accountOf returns what a budget holds.
func accountOf(t *testing.T, b coordination.Budget) (a account) {
	t.Helper()
	if err := b.UpdateAccount(t.Context(), func(kept *coordination.Account) { a = account(*kept) }); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTwoClientsOfOneFileServeAllInTheirOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const zones, limit = 40, 30
		s := slow(500 * time.Millisecond)
		dir := t.TempDir()
		clients := []*Client{newTestClient(t, s, inDir(dir), perMinute(limit)), newTestClient(t, s, inDir(dir), perMinute(limit))}
		var all sync.WaitGroup
		starts := make([]time.Duration, zones)
		for i := range zones {
			client := clients[min(i%3, 1)] // One has twice as many.
			all.Go(func() {
				came := time.Since(s.start)
				waited, err := commit(t.Context(), client, fmt.Sprintf("zone-%d.example", i))
				if err != nil {
					t.Error(err)
				}
				starts[i] = came + waited
			})
			time.Sleep(10 * time.Millisecond)
		}
		all.Wait()
		checkWindow(t, s, limit)
		for i := 1; i < zones; i++ {
			if starts[i] < starts[i-1] {
				t.Errorf("zone %d at %s, zone %d at %s", i-1, starts[i-1], i, starts[i])
			}
		}
		// 120 requests at 30 a minute; a client sees the other's news 0.1 s later.
		if took := time.Since(s.start); len(s.exchanges()) != 3*zones || took > 4*time.Minute {
			t.Errorf("%d requests in %s", len(s.exchanges()), took)
		}
		if a := accountOf(t, clients[0].limit.budget.shared); len(a.Held) > 0 || len(a.Queue) > 0 {
			t.Errorf("left: %+v", a)
		}
	})
}

func TestAKilledClientHoldsOthersUpForALittleWhile(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		left func(now time.Time) coordination.Account // What it left in the account.
		want time.Duration
	}{
		{"with a reservation that it had not used", func(now time.Time) coordination.Account {
			return coordination.Account{Held: []coordination.Hold{{ID: "killed-1", Requests: 3, Until: now.Add(holdTime)}}}
		}, 30 * time.Second},
		{"in the queue", func(now time.Time) coordination.Account {
			return coordination.Account{Queue: []coordination.Ticket{{Client: "killed", Requests: 3, Urgent: true, Since: now.Add(-time.Hour), Until: now.Add(ticketTime)}}}
		}, 5 * time.Second},
	} {
		for _, where := range []string{"in memory", "in a file"} {
			t.Run(test.name+", "+where, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					budget := coordination.NewMemory()
					if where == "in a file" {
						budget = coordination.Files(t.TempDir(), testToken)
					}
					if err := budget.UpdateAccount(t.Context(), func(a *coordination.Account) { *a = test.left(time.Now()) }); err != nil {
						t.Fatal(err)
					}
					s := always(200, zoneOK)
					if err := read(t, newTestClient(t, s, sharing(budget), perMinute(3))); err != nil {
						t.Fatal(err)
					}
					if at := s.exchanges()[0].at; at < test.want || at > test.want+pollTime {
						t.Errorf("served at %s, want %s", at, test.want)
					}
				})
			})
		}
	}
}

// TestOtherClocks: what lies in the future is no reason to wait longer than a
// window, and the log says it once, and where.
func TestOtherClocks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := always(200, zoneOK)
		dir := t.TempDir()
		shift := time.Hour // Of the clock, which is set back then.
		var log logBuffer
		moved := func(c *Config) { c.Now = func() time.Time { return time.Now().Add(shift) } }
		one, two := newTestClient(t, s, inDir(dir), perMinute(2), moved, withLog(&log)), newTestClient(t, s, inDir(dir), perMinute(2), moved)
		_, release, err := two.Reserve(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		for i := range 3 {
			if i > 0 {
				shift -= 20 * time.Minute
			}
			if err := read(t, one); err != nil {
				t.Fatal(err)
			}
		}
		// The reservation is free after 30 s, the first request after 61 s,
		// counted from when the clock was found to be set back.
		checkTimes(t, s, 0, 30*time.Second, 91*time.Second)
		checkWindow(t, s, 2)
		if text := log.String(); strings.Count(text, "level=WARN") != 1 || !strings.Contains(text, dir) {
			t.Errorf("log: %s", text)
		}
	})
}

func TestAnAccountThatMakesNoSense(t *testing.T) {
	t.Parallel()
	far, start := at(600).UTC().Format(time.RFC3339Nano), at(-1).UTC().Format(time.RFC3339Nano)
	for _, test := range []struct {
		name, text string
		want       float64 // When a request may start, in seconds.
	}{
		{"none", "", 0},
		{"another file", "hello\n", 0},
		{"another format", "value-domain requests 2\n1800000000000000000\n", 0},
		{"half a file", `{"started":["` + start, 0},
		{"a whole file", `{"started":["` + start + `"]}`, 60},
		{"no time", `{"started":["soon"]}`, 0},
		{"a start in the future", `{"started":["` + far + `"]}`, 61},
		{"many starts in the future", `{"started":["` + far + `","` + far + `","` + far + `"]}`, 61},
		{"a hold in the future", `{"held":[{"id":"x","requests":1000000000,"until":"` + far + `"}]}`, 30},
		{"holds of nothing", `{"held":[{"id":"x","requests":0,"until":"` + far + `"},{"id":"y","requests":-5,"until":"` + far + `"}]}`, 0},
		{"a ticket in the future", `{"queue":[{"client":"x","requests":1,"since":"` + start + `","until":"` + far + `"}]}`, 5},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := coordination.NewMemory()
			if err := f.UpdateAccount(t.Context(), func(a *coordination.Account) { *a = coordination.Decode[coordination.Account]([]byte(test.text)) }); err != nil {
				t.Fatal(err)
			}
			clock := at(0)
			c := newTestClient(t, always(200, zoneOK), sharing(f), perMinute(1), func(c *Config) {
				c.Now = func() time.Time { return clock }
				c.Sleep = func(_ context.Context, d time.Duration) error {
					clock = clock.Add(d)
					return nil
				}
			})
			if err := read(t, c); err != nil {
				t.Fatal(err)
			}
			if got := clock.Sub(at(test.want)); got < 0 || got > pollTime {
				t.Errorf("starts at %s, want %vs", clock.Sub(at(0)), test.want)
			}
		})
	}
}

// at is a moment of the tests' clock.
func at(seconds float64) time.Time {
	return time.Unix(1_800_000_000, 0).Add(time.Duration(seconds * float64(time.Second)))
}

// TestMain lets the test binary be one of several processes that share a file.
func TestMain(m *testing.M) {
	if dir := os.Getenv("VALUEDOMAIN_TEST_BUDGET"); dir != "" {
		os.Exit(requestsOfAProcess(dir))
	}
	os.Exit(m.Run())
}

const requestsEach = 100

// requestsOfAProcess makes requests, and ends with a reservation as one that is
// killed does. The clock stands still, so that all of them count.
func requestsOfAProcess(dir string) int {
	gate := &gate{now: func() time.Time { return at(0) }, sleep: sleep}
	l := newLimiter(maxRequestsPerMinute, coordination.Files(dir, testToken), gate, (&logBuffer{}).logger())
	for range requestsEach {
		if err := l.start(context.Background(), false, false); err != nil || l.budget.broken {
			fmt.Fprintln(os.Stderr, "not counted in the file", err)
			return 1
		}
	}
	if _, err := l.book(context.Background(), 3, false, l.name()); err != nil {
		return 1
	}
	return 0
}

func TestProcessesCountTogether(t *testing.T) {
	t.Parallel()
	const processes = 3
	dir := filepath.Join(t.TempDir(), "limit")
	var all sync.WaitGroup
	for range processes {
		all.Go(func() {
			p := exec.CommandContext(t.Context(), os.Args[0])
			p.Env = append(os.Environ(), "VALUEDOMAIN_TEST_BUDGET="+dir)
			if out, err := p.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
	a := accountOf(t, coordination.Files(dir, testToken))
	if len(a.Started) != processes*requestsEach || len(a.Held) != processes || a.used() != processes*(requestsEach+3) || len(a.Queue) != 0 {
		t.Errorf("%d starts, held %v, queue %v", len(a.Started), a.Held, a.Queue)
	}
}

func TestAnUnusableDirectoryIsNoReasonNotToWork(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var log logBuffer
	c := newTestClient(t, always(200, zoneOK), withLog(&log), inDir(filepath.Join(file, "below")))
	for range 3 {
		if err := read(t, c); err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(log.String(), "level=WARN"); n != 1 {
		t.Errorf("%d warnings: %s", n, log.String())
	}
}

// breaking is a budget that can't keep anything after so many updates.
type breaking struct {
	coordination.Budget

	left int
}

func (b *breaking) UpdateAccount(ctx context.Context, change func(*coordination.Account)) error {
	if b.left--; b.left < 0 {
		change(&coordination.Account{}) // It may notice when it keeps the result.
		return errors.New("disk full")
	}
	return b.Budget.UpdateAccount(ctx, change)
}

func TestWhatWasCountedLastCountsWhenTheBudgetBreaks(t *testing.T) {
	t.Parallel()
	for works := range 8 {
		t.Run(strconv.Itoa(works), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := always(200, zoneOK)
				var log logBuffer
				c := newTestClient(t, s, sharing(&breaking{coordination.NewMemory(), works}), perMinute(4), withLog(&log))
				for i := range 3 {
					if _, err := commit(t.Context(), c, fmt.Sprintf("zone-%d.example", i)); err != nil {
						t.Fatal(err)
					}
				}
				checkWindow(t, s, 4)
				if n := strings.Count(log.String(), "disk full"); n != 1 || len(s.exchanges()) != 9 {
					t.Errorf("%d requests, log: %s", len(s.exchanges()), log.String())
				}
			})
		})
	}
}

func TestABrokenBudgetDoesNotHideTheEndOfTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var log logBuffer
	f := newFallback(&breaking{}, log.logger())
	if err := f.Update(ctx, func(*account) {}); !errors.Is(err, context.Canceled) || f.broken {
		t.Errorf("got %v, broken %t", err, f.broken)
	}
}

// away is a budget that other machines rely on.
type away struct{ coordination.Shared }

func (away) UpdateAccount(context.Context, func(*coordination.Account)) error {
	return &coordination.Error{Where: "far away", Err: errors.New("nobody there"), Strict: true}
}

func TestNoRequestIsSentWithoutAStrictBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := slow(0)
		c := newTestClient(t, s, sharing(away{coordination.NewMemory()}))
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				if _, err := commit(t.Context(), c, "example.com"); !coordination.Strict(err) {
					t.Errorf("a commit: %v", err)
				}
				if _, err := c.ReadZone(t.Context(), "example.com"); !coordination.Strict(err) {
					t.Errorf("a read: %v", err)
				}
			})
		}
		all.Wait()
		if n := len(s.exchanges()); n != 0 {
			t.Errorf("%d requests", n)
		}
	})
}
