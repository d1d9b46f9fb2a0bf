package zonesync

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestBlockedChangeIsLetThroughInItsOwnGroup(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "cname www example.net.", "a b 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		begun := time.Now()
		wantErrors(t, applyAll(t.Context(), c,
			unless("a b 192.0.2.2", add("a c 192.0.2.3")),
			unless("cname www example.net.", remove("a b 192.0.2.2")),
			remove("cname www example.net."),
		), nil, nil, nil)
		store.wantText(t, "a @ 192.0.2.1", "a c 192.0.2.3")
		if took := time.Since(begun); took > time.Second {
			t.Errorf("took %v: nothing had to be waited for", took)
		}
		store.wantRequests(t, 2, 1)
	})
}

func TestBlockedChangeWaitsForALaterOne(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "cname www example.net.")
		c := New(store, Options{}).Zone(testDomain)
		var group sync.WaitGroup
		group.Go(func() {
			wantErrors(t, applyAll(t.Context(), c, unless("cname www example.net.", add("a www 192.0.2.2"))), nil)
		})
		for _, l := range hosts("other", 3) {
			time.Sleep(2 * time.Second)
			wantErrors(t, applyAll(t.Context(), c, add(l)), nil)
		}
		time.Sleep(2 * time.Second)
		wantErrors(t, applyAll(t.Context(), c, remove("cname www example.net.")), nil)
		group.Wait()
		store.wantLines(t, append(hosts("other", 3), "a @ 192.0.2.1", "a www 192.0.2.2"))
	})
}

func TestBlockedChangeFailsWhenNothingComes(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "cname www example.net.")
		c := New(store, Options{}).Zone(testDomain)
		begun := time.Now()
		errs := applyAll(t.Context(), c, unless("cname www example.net.", add("a www 192.0.2.2")), add("a b 192.0.2.3"))
		var blocked *BlockedError
		if wantErrors(t, errs, errExists, nil); !errors.As(errs[0], &blocked) {
			t.Errorf("error %v, want a BlockedError", errs[0])
		}
		if took := time.Since(begun); took < DefaultTiming().Settle || took > DefaultTiming().Settle+time.Second {
			t.Errorf("failed after %v, want %v", took, DefaultTiming().Settle)
		}
	})
}

func TestBlockedChangeOfACallerThatHasLeftIsDropped(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "cname www example.net.")
		c := New(store, Options{}).Zone(testDomain)
		ctx, cancel := withTimeout(t, time.Second)
		defer cancel()
		errs := applyAll(ctx, c, unless("cname www example.net.", add("a www 192.0.2.2")))
		var left *LeftError
		if !errors.As(errs[0], &left) {
			t.Errorf("error %v, want a LeftError", errs[0])
		}
		time.Sleep(time.Second)
		wantErrors(t, applyAll(t.Context(), c, remove("cname www example.net.")), nil)
		store.wantText(t, "a @ 192.0.2.1")
	})
}

func TestBlockedChangeDoesNotHoldUpTheOthers(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		go func() { _ = applyAll(t.Context(), c, unless("a @ 192.0.2.1", add("a x 192.0.2.2"))) }()
		synctest.Wait()
		time.Sleep(time.Second)
		begun := time.Now()
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.3")), nil)
		if took := time.Since(begun); took > 500*time.Millisecond {
			t.Errorf("took %v", took)
		}
	})
}
