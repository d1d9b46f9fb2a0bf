package planledger

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestForwardsShareTheirLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a @ 219.163.203.10")
		for _, token := range []string{"1", "2"} {
			expect(t, r.forward(token, false, true))
		}
		expect(t, r.create("mx @ s1.xrea.com. 10"), "forwarding-record-overridden: mx @ s1.xrea.com. 10 | "+forwardLine)
	})
}

func TestTheLineOfForwardsGoesWithTheLastOfThem(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		then func(r *run)
		left int
	}{
		"another one keeps it": {func(r *run) { r.forward("1", true, true) }, 1},
		"another one adds it":  {func(r *run) { r.forward("1", false, true) }, 1},
	} {
		for _, first := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, first: %v", name, first), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					r := newRun(t, "a @ 219.163.203.10", forwardLine)
					r.keep("a @ 219.163.203.10")
					if first {
						go tc.then(r)
						synctest.Wait()
					} else {
						time.AfterFunc(100*time.Millisecond, func() { tc.then(r) })
					}
					if v := r.forward("2", true, false); !v.Spares {
						t.Errorf("%+v", v)
					}
					if n := r.zone.planned.Count(r.key(forwardLine)); n != tc.left {
						t.Errorf("%d lines are left", n)
					}
				})
			})
		}
	}
}

func TestTheLineOfForwardsThatAllGoIsRemovedByTheLastOfThem(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const outage = "warning mail-outage: " + forwardLine
		r := newRun(t, "a @ 219.163.203.10", forwardLine)
		r.keep("a @ 219.163.203.10")
		first := make(chan Verdict, 1)
		go func() { first <- r.forward("1", true, false) }()
		synctest.Wait()
		expect(t, r.forward("2", true, false), outage, outage)
		if v := <-first; !v.Spares {
			t.Errorf("%+v", v)
		}
		if n := r.zone.planned.Count(r.key(forwardLine)); n != 0 {
			t.Errorf("%d lines are left", n)
		}
	})
}

func TestForwardsAndServersTakeEachOthersPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRunWith(t, Options{}, forwardLine)
		r.forward("1", true, false)
		expect(t, r.create(newServer))
		if !r.ledger.Permits(testDomain, r.key(newServer), r.key(forwardLine)) {
			t.Error("the apply may not add the server first")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		r := newRunWith(t, Options{}, newServer, "mx @ mail.gaibu-server.com. 20")
		r.remove(newServer)
		r.remove("mx @ mail.gaibu-server.com. 20")
		expect(t, r.forward("1", false, true))
		if !r.ledger.Permits(testDomain, r.key(forwardLine), r.key(newServer)) {
			t.Error("the apply may not add the forward first")
		}
	})
}

// Addresses of forwards are owned as lines are.
func TestAnAddressBelongsToOneResource(t *testing.T) {
	t.Parallel()
	address := func(there bool) zone.Entry {
		if !there {
			return zone.Entry{}
		}
		return zone.Entry{Key: "info@hogehoge.com", Line: "me@example.net"}
	}
	claim := func(token string, removes, adds bool) func(z *Zone) Verdict {
		return func(z *Zone) Verdict {
			return z.Judge(context.Background(), Claim{Token: token, Removes: address(removes), Adds: address(adds)})
		}
	}
	for name, tc := range map[string]struct {
		live   int
		before func(z *Zone) Verdict
		claim  func(z *Zone) Verdict
		want   string
	}{
		"a new one":                   {0, nil, claim("1", false, true), ""},
		"one that nobody manages":     {1, nil, claim("1", false, true), "exists: me@example.net"},
		"one that is given up":        {1, claim("2", true, false), claim("1", false, true), ""},
		"one that is kept":            {1, claim("2", true, true), claim("1", false, true), "claimed: me@example.net"},
		"one that another one adds":   {0, claim("2", false, true), claim("1", false, true), "claimed: "},
		"its own":                     {1, nil, claim("1", true, true), ""},
		"one that was read before":    {1, func(z *Zone) Verdict { z.Hold("2", address(true)); return Verdict{} }, claim("1", false, true), ""},
		"two of one, of which one is": {2, claim("2", true, false), claim("1", false, true), "exists: me@example.net"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t)
				live := zone.NewIndex(r.origin, zone.ServiceUnknown, zone.Parse(""))
				for range tc.live {
					live.Insert(address(true))
				}
				z := r.ledger.Addresses(live)
				if tc.before != nil {
					tc.before(z)
				}
				if got := said(tc.claim(z)); got != tc.want {
					t.Errorf("%q, want %q", got, tc.want)
				}
			})
		})
	}
}
