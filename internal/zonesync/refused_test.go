package zonesync

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// refusedNow is a store's error that says that nothing was written and that the
// same may work a moment later.
type refusedNow struct{ error }

func (refusedNow) TryAgain() bool { return true }

func (e refusedNow) Unwrap() error { return e.error }

// reserveLate lets requests be made after a wait.
func reserveLate(d time.Duration, booked *[]int) func(context.Context, int) (context.Context, func(), error) {
	return func(ctx context.Context, n int) (context.Context, func(), error) {
		*booked = append(*booked, n)
		return ctx, func() { *booked = append(*booked, 0) }, sleep(ctx, d)
	}
}

// Requests are booked before the read, so that no write has to wait for them
// while its base gets old.
func TestABaseIsReadAfterTheRequestsAreBooked(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		var booked []int
		c := New(store, Options{Reserve: reserveLate(10*time.Second, &booked)}).Zone(testDomain)
		time.AfterFunc(9*time.Second, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.7") })
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.7", "a ours 192.0.2.2")
		store.wantRequests(t, 2, 1)
		wantErrors(t, applyAll(t.Context(), c, remove("a ours 192.0.2.2")), nil)
		// The base is fresh when the second booking is made, and not any
		// more when the requests can be made.
		wantBooked(t, booked, 3, 0, 2, 0)
		store.wantRequests(t, 4, 2)
	})
}

func wantBooked(t *testing.T, got []int, want ...int) {
	t.Helper()
	for len(got) > len(want) || len(got) < len(want) {
		t.Fatalf("booked and given back %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("booked and given back %v, want %v", got, want)
		}
	}
}

func TestAReservationThatFailsFailsTheGroup(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		records := coordination.NewMemory()
		wantErrors(t, applyAll(t.Context(), New(store, Options{Records: records}).Zone(testDomain), add("a b 192.0.2.2")), nil)
		before, _ := records.Peek(t.Context(), testDomain)
		o := Options{Records: records, Reserve: func(ctx context.Context, _ int) (context.Context, func(), error) {
			return nil, nil, errRefused
		}}
		errs := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a c 192.0.2.3"))
		if wantErrors(t, errs, errRefused); MayBeWritten(errs[0]) {
			t.Errorf("error %v", errs[0])
		}
		if after, _ := records.Peek(t.Context(), testDomain); !reflect.DeepEqual(after, before) {
			t.Errorf("the record is %+v, want %+v", after, before)
		}
		store.wantRequests(t, 2, 1)
	})
}

func TestARefusedWriteIsBuiltOnANewRead(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = func(n int) error {
			if n > 3 {
				return nil
			}
			store.setText("a @ 192.0.2.1", "a theirs 192.0.2."+string(rune('0'+n)))
			return refusedNow{errRefused}
		}
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.3", "a ours 192.0.2.2")
	})
}

func TestARefusedWriteCostsNoMoreThanItsRequests(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		var booked []int
		store.beforeWrite = on(refusedNow{errRefused}, 1, 2, 3)
		c := New(store, Options{Reserve: reserveLate(0, &booked)}).Zone(testDomain)
		begun := time.Now()
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantRequests(t, 5, 4)
		wantBooked(t, booked, 3, 0, 3, 0, 3, 0, 3, 0)
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("took %v: a refused write leaves nothing to wait for but the store", took)
		}
	})
}

// A refusal says nothing about the lines of earlier groups: what another writer
// undoes of them is still brought back.
func TestARefusedWriteLeavesTheMemoryOfTheRun(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		store.beforeWrite = func(n int) error {
			if n == 2 {
				return refusedNow{errRefused}
			}
			return nil
		}
		store.setText("a @ 192.0.2.1")
		time.Sleep(time.Minute)
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3")), nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.3"})
	})
}

// What was never sent is nobody's own work: the line that somebody else has
// added meanwhile is theirs, and both stay.
func TestALineThatComesWhileAWriteIsRefusedIsNotOurs(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = func(n int) error {
			if n > 1 {
				return nil
			}
			store.setText("a @ 192.0.2.1", "a ours 192.0.2.2")
			return refusedNow{errRefused}
		}
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a ours 192.0.2.2", "a ours 192.0.2.2")
	})
}

func TestAWriteThatStaysRefusedIsAnErrorInTheEnd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = func(int) error { return refusedNow{errRefused} }
		c := New(store, Options{}).Zone(testDomain)
		begun := time.Now()
		errs := applyAll(t.Context(), c, add("a ours 192.0.2.2"))
		wantErrors(t, errs, errRefused)
		if took := time.Since(begun); took < 90*time.Second || took > 2*time.Minute {
			t.Errorf("took %v", took)
		}
		if MayBeWritten(errs[0]) {
			t.Errorf("what was never written is not lost: %v", errs[0])
		}
		store.wantText(t, "a @ 192.0.2.1")
	})
}

// Once a write was made, the time for the next one starts from zero.
func TestEachWriteIsTriedAgainForAsLong(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		var booked []int
		c := New(store, Options{Reserve: reserveLate(45*time.Second, &booked)}).Zone(testDomain)
		store.beforeWrite = on(refusedNow{errRefused}, 1, 2, 4, 5)
		after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.3") }, 3)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.3", "a ours 192.0.2.2")
	})
}

// The first attempt may have been stored, whatever is said of the second one.
func TestARefusedSecondAttemptIsOfUnknownOutcome(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.3") }, 1)
		store.beforeWrite = on(errRefused, 2)
		err := applyAll(t.Context(), c, add("a b 192.0.2.2"))[0]
		var unknown *UnknownError
		if !errors.As(err, &unknown) || !errors.Is(err, errRefused) || !MayBeWritten(err) {
			t.Errorf("error %v, want an UnknownError", err)
		}
	})
}

// A rename leaves the zone as it was, so that nothing in it shows whether it was stored.
func TestACallerThatLeavesWhileARefusalIsWaitedOutLeavesNoStep(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store, records := newStore("a @ 192.0.2.1", "a b 192.0.2.2"), coordination.NewMemory()
		ctx, cancel := context.WithCancel(t.Context())
		store.beforeWrite = func(int) error {
			time.AfterFunc(time.Millisecond, cancel)
			return refusedNow{errRefused}
		}
		c := New(store, Options{Records: records}).Zone(testDomain)
		old := remove("a b 192.0.2.2")
		old.Caller = coordination.Caller{Revision: "old", State: "a b 192.0.2.2", Held: "a b 192.0.2.2"}
		renamed := add("a b 192.0.2.2")
		renamed.Caller = coordination.Caller{Revision: "new", NextRevision: "next", State: "a b 192.0.2.2", Next: "a b 192.0.2.2"}
		other := add("a c 192.0.2.3")
		for _, err := range applyAll(ctx, c, old, renamed, other) {
			if MayBeWritten(err) || err == nil {
				t.Errorf("error %v", err)
			}
		}
		if r, err := records.Peek(t.Context(), testDomain); err != nil || len(r.Zone.Steps) > 0 {
			t.Errorf("the record is %+v, %v", r, err)
		}
	})
}
