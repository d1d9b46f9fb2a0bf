package planledger

import (
	"testing"
	"testing/synctest"
	"time"
)

// As `terraform test` from 1.13 on does it: all walks of all runs in one process. A
// new resource has no token of its own; the provider gives it one by its line.
func TestOneProcessForAllWalks(t *testing.T) {
	t.Parallel()
	const alias = "cname shop shops.example.net."
	for name, walks := range map[string]func(t *testing.T, r *run){
		"a create is planned again in the apply": func(t *testing.T, r *run) {
			expect(t, r.create(shop))
			expect(t, r.create(shop))
			r.ledger.Applied(testDomain, "new "+shop, "", r.key(shop))
			r.look(shop)
			r.ledger.Reading()
			r.zone.Hold("new "+shop, r.entry(shop))
			expect(t, r.judge("new "+shop, shop, shop))
		},
		"what another run planned only is void": func(t *testing.T, r *run) {
			expect(t, r.create(shop))
			r.ledger.Applying()
			expect(t, r.create(alias))
			expect(t, r.whole("z"))
			expect(t, r.create(shop))
		},
		"what an earlier apply wrote counts": func(t *testing.T, r *run) {
			expect(t, r.create(shop))
			r.ledger.Applied(testDomain, "new "+shop, "", r.key(shop))
			r.look(shop)
			expect(t, r.create(alias), "cname-coexists: "+alias+" | "+shop)
			expect(t, r.create(shop), "exists: "+shop)
		},
		"what was removed again is forgotten": func(t *testing.T, r *run) {
			r.look(shop)
			r.zone.Hold("t", r.entry(shop))
			expect(t, r.judge("t", shop, ""))
			expect(t, r.create(alias))
			r.ledger.Applied(testDomain, "t", r.key(shop), "")
			r.look()
			expect(t, r.create(shop))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { walks(t, newRunWith(t, Options{OneProcess: true})) })
		})
	}
}

func TestAnApplyOfAnEarlierWalkDecidesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRunWith(t, Options{OneProcess: true}, oldServer)
		r.ledger.Applying()
		r.ledger.Hint(true)
		began := time.Now()
		if expect(t, r.create(newServer), refused); time.Since(began) != time.Second {
			t.Errorf("after %v", time.Since(began))
		}
	})
}

func TestTheSecondOfTwoThatWriteOneLineIsRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t)
		l, key := r.ledger, r.key(shop)
		steps := []struct {
			done func()
			want bool // Whether the line may be written then.
		}{
			{func() {}, true},
			{func() {}, false},
			{func() { l.Applied(testDomain, "t", key, "") }, true},
			{func() { l.Applied(testDomain, "t", "", key) }, false},
			{func() { l.Applied(testDomain, "t", key, "") }, true},
			{func() {
				l.Applied(testDomain, "t", "", key)
				l.Applied(testDomain, "t", key, r.key("a x 219.163.201.1"))
			}, true},
		}
		for i, step := range steps {
			step.done()
			if got := l.Creating(testDomain, key); got != step.want {
				t.Errorf("step %d: %v", i, got)
			}
		}
		if !l.Creating("gaibu.example", key) {
			t.Error("a line of another zone")
		}
	})
}
