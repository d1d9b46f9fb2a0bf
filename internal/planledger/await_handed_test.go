package planledger

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
)

// Calls that wait for something outside the books cannot answer for a case, so
// the last one that can must not be let go in their favour.
func TestACaseIsAnsweredForBesideCallsThatCannot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "cname a old.example.net.", "cname b old.example.net.")
		var all sync.WaitGroup
		named := make([]string, 2)
		for i, line := range []string{"a a 192.0.2.1", "a b 192.0.2.1"} {
			all.Go(func() { named[i] = said(r.create(line)) })
			synctest.Wait()
		}
		for range 10 {
			all.Go(func() { r.ledger.Await(context.Background(), func() bool { return false }) })
			synctest.Wait()
		}
		all.Wait()
		if got := fmt.Sprintf("%q", named); named[0] != "" || named[1] !=
			"cname-coexists: a a 192.0.2.1 | cname a old.example.net.\ncname-coexists: a b 192.0.2.1 | cname b old.example.net." {
			t.Error(got)
		}
	})
}

// Two zones of one run share the waiters, not the answers.
func TestACaseOfAnotherZoneIsNotForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "cname a old.example.net.")
		other := *r
		other.origin, other.zone = zoneOf(r.ledger, "gaibu.example", "cname h0 old.example.net.\ncname h1 old.example.net.\ncname h2 old.example.net.\ncname h3 old.example.net.\ncname h4 old.example.net.")
		var mu sync.Mutex
		found := map[string]int{}
		note := func(v Verdict) {
			mu.Lock()
			defer mu.Unlock()
			for _, f := range append(v.Findings, v.Stead.Findings...) {
				found[f.Line]++
			}
		}
		var all sync.WaitGroup
		all.Go(func() { note(r.create("a a 192.0.2.1")) })
		synctest.Wait()
		for i := range 5 {
			all.Go(func() { note(other.create(fmt.Sprintf("a h%d 192.0.2.1", i))) })
		}
		all.Wait()
		if len(found) != 6 || found["a a 192.0.2.1"] != 1 {
			t.Errorf("%v", found)
		}
	})
}

func TestAnApplyLeavesToTheWriteWhatAClaimCouldLift(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "mxe mail 192.0.2.1 10", "a @ 203.0.113.10")
		waiting := make(chan Verdict)
		go func() { waiting <- r.create("mx @ s1.xrea.com. 10") }()
		synctest.Wait()
		r.ledger.Applying()
		expect(t, <-waiting)
		if v := r.create("a @ 203.0.113.10"); v.Standing != Handed || len(v.Findings) > 0 || v.Line != "a @ 203.0.113.10" {
			t.Errorf("%+v", v)
		}
		// What two claims of the run contradict each other in is refused even then.
		expect(t, r.create("mxe post 192.0.2.2 10"),
			"mxe-single-server: mxe post 192.0.2.2 10 | mxe mail 192.0.2.1 10",
			"mxe-with-mx: mxe post 192.0.2.2 10 | mx @ s1.xrea.com. 10")
	})
}
