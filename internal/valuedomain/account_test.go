package valuedomain

import (
	"slices"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// TestServe: who is granted what out of six requests, while another client may
// wait as well.
func TestServe(t *testing.T) {
	t.Parallel()
	now := at(0)
	other := func(since float64, urgent bool) []coordination.Ticket {
		return []coordination.Ticket{{Client: "other", Requests: 3, Since: at(since), Urgent: urgent, Until: at(5)}}
	}
	line := func(urgent bool, requests ...int) (all []*booking) {
		for _, n := range requests {
			all = append(all, &booking{requests: n, urgent: urgent, hold: "own-1", since: at(-10)})
		}
		return all
	}
	old := []time.Time{at(-60), at(-30), at(-30), at(-30)}
	for _, test := range []struct {
		name    string
		account account
		line    []*booking
		paused  bool
		served  int
		next    float64 // In seconds from now.
	}{
		{"all that fits", account{}, line(false, 3, 2, 1), false, 3, 0},
		{"until one does not fit, though the next one would", account{}, line(false, 3, 4, 1), false, 1, 30},
		{"the oldest starts end first", account{Started: old}, line(false, 3), false, 0, 1},
		{"later than others that fit", account{Started: old}, line(false, 6), false, 0, 31},
		{"nothing in a pause", account{}, line(false, 3), true, 0, 0},
		{"another client that came first, though there is room for both", account{Queue: other(-11, false)}, line(false, 3), false, 0, 0},
		{"another client that came later", account{Queue: other(-9, false)}, line(false, 3, 3), false, 2, 0},
		{"an urgent one before a client that came first", account{Queue: other(-11, true)}, line(false, 3), false, 0, 0},
		{"urgent, before another client that came first", account{Queue: other(-11, false)}, line(true, 3), false, 1, 0},
		{"what comes first is waited for", account{Started: old, Queue: other(-11, false)}, line(false, 3), false, 0, 31},
		{"one's own ticket is no other client's", account{Queue: []coordination.Ticket{{Client: "own", Requests: 3, Since: at(-11), Until: at(5)}}}, line(false, 3), false, 1, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a := test.account
			a.clean(now)
			served, next := a.serve("own", test.line, 6, test.paused, now)
			if served != test.served || !next.Equal(at(test.next)) {
				t.Errorf("served %d, next in %s; want %d, %vs", served, next.Sub(now), test.served, test.next)
			}
			waits := slices.ContainsFunc(a.Queue, func(t coordination.Ticket) bool { return t.Client == "own" })
			if waits != (served < len(test.line)) {
				t.Errorf("queue %+v", a.Queue)
			}
		})
	}
}

func TestAPlaceIsRenewedWhenItHasTo(t *testing.T) {
	t.Parallel()
	a := account{Started: []time.Time{at(0)}}
	line := []*booking{{requests: 1, since: at(0)}}
	for _, step := range []struct{ now, until float64 }{{0, 5}, {0.9, 5}, {1.1, 6.1}, {2, 6.1}, {3, 8}} {
		a.clean(at(step.now))
		a.serve("own", line, 1, false, at(step.now))
		if len(a.Queue) != 1 || !a.Queue[0].Until.Equal(at(step.until)) {
			t.Errorf("at %v: %+v", step.now, a.Queue)
		}
	}
}
