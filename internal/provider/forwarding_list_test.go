package provider

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

const listDomain = "hogehoge.com"

// newForwards returns the resource of a run of its own on a simulated domain.
func newForwards(t *testing.T) (*simulator.Server, *forwardingResource) {
	t.Helper()
	s, err := simulator.New(simulator.Options{RequestsPerMinute: -1})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	var diags diag.Diagnostics
	p := New("test", func(string) string { return "" })
	session := p.session(t.Context(), config{
		APIToken: types.StringValue("vd-test-token-" + rand.Text()), Endpoint: types.StringValue(server.URL + "/v1"),
		RequestsPerMinute: types.Int64Value(1000), DNSService: types.StringValue("general"),
	}, false, &diags)
	if diags.HasError() {
		t.Fatal(diags)
	}
	return s, &forwardingResource{provider: p, session: session}
}

func addForward(user string) func([]valuedomain.Forward) ([]valuedomain.Forward, error) {
	return func(list []valuedomain.Forward) ([]valuedomain.Forward, error) {
		return append(list, valuedomain.Forward{User: user, ForwardTo: "me@example.net"}), nil
	}
}

// mustAdd adds forwards one after the other.
func mustAdd(t *testing.T, l *forwardList, users ...string) {
	t.Helper()
	for _, user := range users {
		if err := l.change(t.Context(), addForward(user)); err != nil {
			t.Fatalf("add %s: %v", user, err)
		}
	}
}

// wantUsers compares the users that are forwarded, in any order.
func wantUsers(t *testing.T, s *simulator.Server, want ...string) {
	t.Helper()
	z, _ := s.Zone(listDomain)
	var got []string
	for _, f := range z.Forwards {
		got = append(got, f.User)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("forwards of %v, want %v", got, want)
	}
}

// until waits for what other goroutines do.
func until(t *testing.T, done func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Error("it never came about")
			return
		}
	}
}

func (l *forwardList) waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.pending)
}

func TestAChangeWhoseCallerHasLeftIsNotMade(t *testing.T) {
	t.Parallel()
	s, r := newForwards(t)
	l := r.session.forwards(listDomain)
	if err := l.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	answer := make(chan error)
	go func() { answer <- l.change(ctx, addForward("gone")) }()
	until(t, func() bool { return l.waiting() == 1 })
	cancel()
	if err := <-answer; err == nil {
		t.Error("no error")
	}
	l.end()
	mustAdd(t, l, "info")
	wantUsers(t, s, "info")
}

// TestAChangeIsNotLostBehindOneThatWasTakenAlong: a caller whose change another
// one has made comes to its turn, and somebody waits behind it.
func TestAChangeIsNotLostBehindOneThatWasTakenAlong(t *testing.T) {
	t.Parallel()
	s, r := newForwards(t)
	l := r.session.forwards(listDomain)
	if err := l.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	var changes sync.WaitGroup
	add := func(user string) {
		changes.Go(func() {
			if err := l.change(t.Context(), addForward(user)); err != nil {
				t.Errorf("add %s: %v", user, err)
			}
		})
	}
	s.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", Times: 1, Before: func() {
		add("late")
		until(t, func() bool { return l.waiting() == 1 })
		time.Sleep(20 * time.Millisecond) // Until it waits for its turn.
	}})
	for i := range 3 {
		add(fmt.Sprint("user", i))
	}
	until(t, func() bool { return l.waiting() == 3 })
	time.Sleep(20 * time.Millisecond)
	l.end()
	changes.Wait()
	wantUsers(t, s, "user0", "user1", "user2", "late")
}

func TestAnEndedCallerBeginsNoChange(t *testing.T) {
	t.Parallel()
	s, r := newForwards(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for i := range 20 { // Both are ready, the turn and the end.
		if err := r.session.forwards(listDomain).change(ctx, addForward(fmt.Sprint("user", i))); err == nil {
			t.Error("no error")
		}
	}
	wantUsers(t, s)
}

// TestInterruptedCreatesLeaveNoForwardThatNobodyHas ends the context of several
// creates in the middle of a group: whoever answers with an error has no
// forward, and whoever has one says so.
func TestInterruptedCreatesLeaveNoForwardThatNobodyHas(t *testing.T) {
	t.Parallel()
	const count = 6
	for name, test := range map[string]struct {
		together bool
		method   string
	}{
		"they wait for the read":  {false, http.MethodGet},
		"they wait for the write": {false, http.MethodPut},
		"they are in the read":    {true, http.MethodGet},
		"they are in the write":   {true, http.MethodPut},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := newForwards(t)
			l := r.session.forwards(listDomain)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var kept []string
			var mu sync.Mutex
			var creates sync.WaitGroup
			create := func(n int) {
				user := fmt.Sprint("user", n)
				m := forwardingModel{
					Domain: types.StringValue(listDomain), LocalPart: types.StringValue(user),
					Destination: types.StringValue("me@example.net"), Manage: types.StringValue(manageForwarding),
				}
				creates.Go(func() {
					if _, _, err := r.create(ctx, m); err == nil {
						mu.Lock()
						defer mu.Unlock()
						kept = append(kept, user)
					}
				})
			}
			s.Inject(simulator.Fault{Method: test.method, Path: "mailforward", Times: 1, Before: func() {
				time.Sleep(50 * time.Millisecond) // Those arrive that are not in the group.
				cancel()
				time.Sleep(50 * time.Millisecond) // Those leave that would.
			}})
			if err := l.begin(ctx); err != nil {
				t.Fatal(err)
			}
			for i := range count {
				create(i)
			}
			if test.together {
				until(t, func() bool { return l.waiting() == count })
			} else {
				until(t, func() bool { return l.waiting() > 0 }) // More come any moment.
			}
			l.end()
			creates.Wait()
			wantUsers(t, s, kept...)
			if l.waiting() != 0 {
				t.Errorf("%d changes are left behind", l.waiting())
			}
		})
	}
}

// A registrar may show for a moment what was there before a write.
func TestAnOldReadOfTheForwardsIsNotBelieved(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]simulator.Fault{
		"the base of a write":                {Times: 1},
		"the base of a write, twice":         {Times: 2},
		"the read that verifies it":          {Skip: 1, Times: 1},
		"the read that verifies it, 3 times": {Skip: 1, Times: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := newForwards(t)
			l := r.session.forwards(listDomain)
			mustAdd(t, l, "a", "b")
			fault.Method, fault.Path, fault.StaleReads = http.MethodGet, "mailforward", true
			s.Inject(fault)
			mustAdd(t, l, "c")
			wantUsers(t, s, "a", "b", "c")
		})
	}
}

// What looks old for longer than a read can be is what somebody has put there.
func TestForwardsThatSomebodyHasSetBackAreBelievedInTheEnd(t *testing.T) {
	t.Parallel()
	s, r := newForwards(t)
	l := r.session.forwards(listDomain)
	l.stale = []time.Duration{time.Millisecond, time.Millisecond}
	mustAdd(t, l, "a", "b")
	z, _ := s.Zone(listDomain)
	z.Forwards = z.Forwards[:1]
	if err := s.SetZone(listDomain, z); err != nil {
		t.Fatal(err)
	}
	reads := func() (n int) {
		for _, e := range s.Journal() {
			if e.Method == http.MethodGet && strings.HasSuffix(e.Path, "/mailforward") {
				n++
			}
		}
		return n
	}
	before := reads()
	mustAdd(t, l, "c")
	if n := reads() - before; n != 4 {
		t.Errorf("%d reads, want one and two more, and the one that verifies", n)
	}
	wantUsers(t, s, "a", "c")
}

// The order of the list means nothing.
func TestARegistrarThatSortsTheForwardsIsNoError(t *testing.T) {
	t.Parallel()
	s, r := newForwards(t)
	l := r.session.forwards(listDomain)
	s.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", After: func() {
		z, _ := s.Zone(listDomain)
		slices.SortFunc(z.Forwards, func(a, b simulator.Forward) int { return cmp.Compare(a.User, b.User) })
		if err := s.SetZone(listDomain, z); err != nil {
			t.Error(err)
		}
	}})
	mustAdd(t, l, "c", "b", "a")
	wantUsers(t, s, "a", "b", "c")
}
