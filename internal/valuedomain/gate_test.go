package valuedomain

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheRecordedRefusalIsWaitedOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		// Recorded: every request is refused for 18 s.
		s := newServer(nil)
		s.reply = func(int, *http.Request) (result, error) {
			if time.Since(s.start) < 18*time.Second {
				return answerOf(429, tooMany), nil
			}
			return answerOf(200, zoneOK), nil
		}
		var log logBuffer
		c := newTestClient(t, s, withLog(&log))
		if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
			t.Fatal(err)
		}
		checkTimes(t, s, 0, 1*time.Second, 3*time.Second, 7*time.Second, 15*time.Second, 30*time.Second)
		if !strings.Contains(log.String(), `level=INFO msg="too many requests: all requests wait" wait=15s operation="read zone example.com"`) {
			t.Errorf("log: %s", log.String())
		}
		// A request that passed ends the row: the next refusal starts again.
		if got, _ := c.gate.close(time.Now(), 0, 0); got != time.Second {
			t.Errorf("next pause %s", got)
		}
	})
}

func TestARefusalThatStaysEndsWithinTheBudget(t *testing.T) {
	t.Parallel()
	for _, jitter := range []float64{0, 0.999} {
		synctest.Test(t, func(t *testing.T) {
			s := always(429, tooMany)
			_, err := newTestClient(t, s, func(c *Config) { c.Jitter = func() float64 { return jitter } }).ReadZone(t.Context(), "example.com")
			took := time.Since(s.start)
			if !IsRateLimited(err) || !strings.Contains(err.Error(), "Too Many Requests : Too Many Requests. (request r-429) (waited ") {
				t.Errorf("got %v", err)
			}
			if took < 80*time.Second || took > pauseBudget {
				t.Errorf("took %s", took)
			}
		})
	}
}

func TestRetryAfterIsHonoured(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, header string
		want         time.Duration // Of the second request; 0: none is sent.
	}{
		{"seconds", "7", 7 * time.Second},
		{"a date", "Sat, 01 Jan 2000 00:00:42 GMT", 42 * time.Second}, // The clock of synctest starts in 2000.
		{"a past date", "Fri, 31 Dec 1999 00:00:00 GMT", time.Second},
		{"nonsense", "soon", time.Second},
		{"negative", "-5", time.Second},
		{"longer than the budget", "3600", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newServer(func(n int, _ *http.Request) (result, error) {
					if n == 0 {
						return answerOf(429, tooMany, "Retry-After", test.header), nil
					}
					return answerOf(200, zoneOK), nil
				})
				c := newTestClient(t, s)
				_, err := c.ReadZone(t.Context(), "example.com")
				if test.want == 0 {
					if !IsRateLimited(err) || c.gate.remaining() > 0 {
						t.Errorf("got %v, gate closed for %s", err, c.gate.remaining())
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				checkTimes(t, s, 0, test.want)
			})
		})
	}
}

func TestOneRefusalHoldsAllRequestsBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		// Ten at once are refused; the API takes requests again after 2 s.
		s := newServer(nil)
		s.reply = func(int, *http.Request) (result, error) {
			at := time.Since(s.start)
			time.Sleep(100 * time.Millisecond)
			if at < 2*time.Second {
				return answerOf(429, tooMany), nil
			}
			return answerOf(200, zoneOK), nil
		}
		var log logBuffer
		c := newTestClient(t, s, withLog(&log))
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				if _, err := c.ReadZone(t.Context(), "example.com"); err != nil {
					t.Error(err)
				}
			})
		}
		// One that comes during the pause waits too, and so does a reservation.
		time.Sleep(500 * time.Millisecond)
		all.Go(func() {
			if _, err := c.ReadZone(t.Context(), "example.org"); err != nil {
				t.Error(err)
			}
		})
		_, release, err := c.Reserve(t.Context(), 2)
		if release(); err != nil || time.Since(s.start) != 1100*time.Millisecond {
			t.Errorf("reserved after %s: %v", time.Since(s.start), err)
		}
		all.Wait()
		// Refused together at 0.1 s, again at 1.2 s, taken at 3.2 s: each
		// round is one step of the pause.
		count := map[time.Duration]int{}
		for _, e := range s.exchanges() {
			count[e.at]++
		}
		if len(count) != 3 || count[0] != 10 || count[1100*time.Millisecond] != 11 || count[3200*time.Millisecond] != 11 {
			t.Errorf("got %v", count)
		}
		if n := strings.Count(log.String(), "too many requests: all requests wait"); n != 2 {
			t.Errorf("explained %d times", n)
		}
	})
}
