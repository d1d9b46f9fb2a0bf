// Package contract tests what coordination.Shared promises. It waits for no clock,
// so that it works in virtual time and with a real database.
package contract

import (
	"context"
	"errors"
	"reflect"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const (
	domain  = "example.com"
	another = "example.net"
)

// Open returns what the processes of an account share, as one more process does.
type Open func(account string) coordination.Shared

// Test runs all tests. start returns an Open of a place in which nothing is kept
// yet.
func Test(t *testing.T, start func(t *testing.T) Open) {
	t.Helper()
	run(t, func(t *testing.T, test func(*testing.T, Open)) { test(t, start(t)) })
}

// TestVirtually runs all tests in virtual time, in which start is called too.
func TestVirtually(t *testing.T, start func(t *testing.T) Open) {
	t.Helper()
	run(t, func(t *testing.T, test func(*testing.T, Open)) {
		synctest.Test(t, func(t *testing.T) { test(t, start(t)) })
	})
}

func run(t *testing.T, each func(t *testing.T, test func(*testing.T, Open))) {
	t.Helper()
	for name, test := range map[string]func(t *testing.T, open Open){
		"one process has the lock of a domain at a time":         testLock,
		"a wait for a lock ends with its context":                testWait,
		"a record is what the last holder has saved":             testRecord,
		"a record of many steps is kept without them":            testLongRecord,
		"updates of an account come one after the other":         testUpdates,
		"an update whose context has ended keeps nothing":        testEndedUpdate,
		"a note is what was set last, and the zero note removes": testNotes,
		"accounts share nothing":                                 testAccounts,
	} {
		t.Run(name, func(t *testing.T) { each(t, test) })
	}
}

// at is a time as it comes back.
func at(seconds int64) time.Time { return time.Unix(1_800_000_000+seconds, 123_456_000).UTC() }

func lock(t *testing.T, s coordination.Shared) coordination.Held {
	t.Helper()
	held, err := s.Lock(t.Context(), domain)
	if err != nil || held == nil {
		t.Fatalf("Lock = %v, %v", held, err)
	}
	return held
}

func unlock(t *testing.T, held coordination.Held) {
	t.Helper()
	if err := held.Unlock(t.Context()); err != nil {
		t.Errorf("Unlock: %v", err)
	}
}

func testLock(t *testing.T, open Open) {
	one, two := open("one"), open("one")
	first := lock(t, one)
	for _, s := range []coordination.Shared{one, two} {
		if second, err := s.TryLock(t.Context(), domain); second != nil || err != nil {
			t.Errorf("TryLock = %v, %v while the lock is held", second, err)
		}
	}
	other, err := two.TryLock(t.Context(), another)
	if err != nil || other == nil {
		t.Fatalf("TryLock of another domain = %v, %v", other, err)
	}
	unlock(t, other)
	got := make(chan coordination.Held)
	go func() {
		held, err := two.Lock(t.Context(), domain)
		if err != nil {
			t.Error(err)
		}
		got <- held
	}()
	want := coordination.Record{Zone: coordination.Part{Note: coordination.Note{Lines: 3}}}
	if err := first.Save(t.Context(), want); err != nil {
		t.Error(err)
	}
	unlock(t, first)
	second := <-got
	if !reflect.DeepEqual(second.Record(), want) {
		t.Errorf("the next one sees %+v", second.Record())
	}
	unlock(t, second)
	if third, err := one.TryLock(t.Context(), domain); err != nil || third == nil {
		t.Errorf("TryLock = %v, %v of a free lock", third, err)
	} else {
		unlock(t, third)
	}
}

func testWait(t *testing.T, open Open) {
	one, two := open("one"), open("one")
	first := lock(t, one)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if held, err := two.Lock(ctx, domain); held != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Lock = %v, %v while the lock is held", held, err)
	}
	unlock(t, first)
	unlock(t, lock(t, two)) // Who left has not taken it.
	for range 20 {
		if held, err := two.Lock(ctx, domain); held != nil || !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("Lock = %v, %v of a free lock after the end of its context", held, err)
		}
	}
}

func testRecord(t *testing.T, open Open) {
	one, two := open("one"), open("one")
	held := lock(t, one)
	if got := held.Record(); !reflect.DeepEqual(got, coordination.Record{}) {
		t.Errorf("at first %+v", got)
	}
	want := coordination.Record{
		Zone: coordination.Part{
			Note: coordination.Note{Digest: "one", At: at(1), Touched: at(2), Lines: 3, Seen: at(3)},
			Steps: map[string]coordination.Step{"token": {
				State: "a @ 192.0.2.1", Next: "txt x 日本\u2028", Outcome: coordination.Unknown, At: at(4),
				Trace: []coordination.Count{{Key: "a\n@\n192.0.2.1", Before: 1}},
			}},
		},
		Forwards: coordination.Part{Note: coordination.Note{Writing: at(5)}},
	}
	for _, want := range []coordination.Record{want, {}, want} {
		if err := held.Save(t.Context(), want); err != nil || !reflect.DeepEqual(held.Record(), want) {
			t.Errorf("Save: %v; the holder sees %+v", err, held.Record())
		}
		if got, err := two.Peek(t.Context(), domain); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Peek = %+v, %v", got, err)
		}
	}
	unlock(t, held)
	if got, err := two.Peek(t.Context(), another); err != nil || !reflect.DeepEqual(got, coordination.Record{}) {
		t.Errorf("another domain: %+v, %v", got, err)
	}
}

func testLongRecord(t *testing.T, open Open) {
	s := open("one")
	long := coordination.Record{Zone: coordination.Part{Note: coordination.Note{Digest: "one"}, Steps: map[string]coordination.Step{}}}
	for i := range 20_000 {
		long.Zone.Steps[strconv.Itoa(i)] = coordination.Step{State: "txt x a line that is long enough to count", At: at(0)}
	}
	held := lock(t, s)
	if err := held.Save(t.Context(), long); err != nil {
		t.Error(err)
	}
	unlock(t, held)
	got, err := s.Peek(t.Context(), domain)
	if n := len(got.Zone.Steps); err != nil || got.Zone.Digest != "one" || n != 0 && n != len(long.Zone.Steps) {
		t.Errorf("Peek = %d steps, digest %q, %v", n, got.Zone.Digest, err)
	}
}

func testUpdates(t *testing.T, open Open) {
	const processes, each = 4, 10
	var all sync.WaitGroup
	for p := range processes {
		s := open("one")
		all.Go(func() {
			for i := range each {
				err := s.UpdateAccount(t.Context(), func(a *coordination.Account) {
					a.Started = append(a.Started, at(int64(p*each+i)))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	want := coordination.Account{
		Started: []time.Time{at(1)},
		Held:    []coordination.Hold{{ID: "x-1", Requests: 3, Until: at(2)}},
		Queue:   []coordination.Ticket{{Client: "y", Requests: 2, Urgent: true, Since: at(3), Until: at(4)}},
	}
	started := 0
	update(t, open("one"), func(a *coordination.Account) {
		started = len(a.Started)
		*a = want
	})
	if started != processes*each {
		t.Errorf("%d updates are left of %d", started, processes*each)
	}
	update(t, open("one"), func(a *coordination.Account) {
		if !reflect.DeepEqual(*a, want) {
			t.Errorf("came back as %+v", *a)
		}
	})
}

func update(t *testing.T, s coordination.Shared, change func(*coordination.Account)) {
	t.Helper()
	if err := s.UpdateAccount(t.Context(), change); err != nil {
		t.Error(err)
	}
}

func testEndedUpdate(t *testing.T, open Open) {
	s := open("one")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.UpdateAccount(ctx, func(a *coordination.Account) { a.Started = []time.Time{at(1)} }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	update(t, s, func(a *coordination.Account) {
		if len(a.Started) > 0 {
			t.Errorf("kept %v", a.Started)
		}
	})
}

func testNotes(t *testing.T, open Open) {
	one, two := open("one"), open("one")
	key := coordination.NoteKey{Kind: coordination.Foreseen, Directory: "/here", Domain: domain, Line: "a\n@\n192.0.2.1"}
	held, elsewhere := key, key
	held.Kind, elsewhere.Directory = coordination.Written, "/elsewhere"
	want := map[coordination.NoteKey]coordination.PlanNote{}
	check := func() {
		t.Helper()
		for _, k := range []coordination.NoteKey{key, held, elsewhere} {
			if got, err := two.PlanNote(t.Context(), k); err != nil || !reflect.DeepEqual(got, want[k]) {
				t.Errorf("%+v: %+v, %v; want %+v", k, got, err, want[k])
			}
		}
	}
	set := func(notes map[coordination.NoteKey]coordination.PlanNote) {
		t.Helper()
		if err := one.SetPlanNotes(t.Context(), notes); err != nil {
			t.Error(err)
		}
		for k, n := range notes {
			want[k] = n
		}
		check()
	}
	check()
	set(map[coordination.NoteKey]coordination.PlanNote{key: {Time: at(1), Over: []string{"b\x00", "日本"}}, held: {Time: at(2), Token: "token", Service: zone.ServiceSimple}})
	set(map[coordination.NoteKey]coordination.PlanNote{key: {Time: at(3), Over: []string{"c"}}, elsewhere: {}})
	set(map[coordination.NoteKey]coordination.PlanNote{key: {}})
	set(map[coordination.NoteKey]coordination.PlanNote{})
}

func testAccounts(t *testing.T, open Open) {
	one, two := open("one"), open("two")
	first, second := lock(t, one), lock(t, two)
	key := coordination.NoteKey{Kind: coordination.Foreseen, Domain: domain}
	err := errors.Join(
		first.Save(t.Context(), coordination.Record{Zone: coordination.Part{Note: coordination.Note{Lines: 1}}}),
		one.UpdateAccount(t.Context(), func(a *coordination.Account) { a.Started = []time.Time{at(1)} }),
		one.SetPlanNotes(t.Context(), map[coordination.NoteKey]coordination.PlanNote{key: {Time: at(1), Over: []string{"x"}}}),
	)
	if err != nil {
		t.Error(err)
	}
	unlock(t, first)
	unlock(t, second)
	if r, err := two.Peek(t.Context(), domain); err != nil || !reflect.DeepEqual(r, coordination.Record{}) {
		t.Errorf("record %+v, %v", r, err)
	}
	if n, err := two.PlanNote(t.Context(), key); err != nil || !n.IsZero() {
		t.Errorf("note %+v, %v", n, err)
	}
	update(t, two, func(a *coordination.Account) {
		if len(a.Started) > 0 {
			t.Errorf("account %+v", *a)
		}
	})
}
