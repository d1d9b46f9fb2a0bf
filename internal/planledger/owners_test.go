package planledger

import (
	"testing"
	"testing/synctest"
	"time"
)

const shop = "a shop 219.163.201.1"

// twin is a second resource whose state has the line of shop.
const twin = "A  Shop  219.163.201.1"

func TestALineBelongsToAsManyResourcesAsItIsThere(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		live   []string
		before func(r *run)
		claim  func(r *run) Verdict
		want   []string
		waits  time.Duration
	}{
		"a line of nobody": {
			[]string{twin},
			func(r *run) {}, func(r *run) Verdict { return r.create(shop) },
			[]string{"exists: " + twin},
			time.Second,
		},
		"a line that a resource removes": {
			[]string{shop},
			func(r *run) { r.remove(shop) }, func(r *run) Verdict { return r.create(shop) },
			nil, 0,
		},
		"a line that a resource changes": {
			[]string{shop},
			func(r *run) { r.judge("old", shop, "a shop2 219.163.201.1") }, func(r *run) Verdict { return r.create(shop) },
			nil, 0,
		},
		"a line of a tainted resource, which was read and is planned as a new one": {
			[]string{shop},
			func(r *run) { r.read(shop) }, func(r *run) Verdict { return r.create(shop) },
			nil, 0,
		},
		"two lines, of which one is removed": {
			[]string{shop, shop},
			func(r *run) { r.remove(shop) }, func(r *run) Verdict { return r.create(shop) },
			[]string{"exists: " + shop},
			time.Second,
		},
		"two lines, of which both are removed": {
			[]string{shop, shop},
			func(r *run) { r.remove(shop); r.remove(twin) }, func(r *run) Verdict { return r.create(shop) },
			nil, 0,
		},
		"a line that is kept": {
			[]string{shop},
			func(r *run) { r.keep(shop) }, func(r *run) Verdict { return r.create(shop) },
			[]string{"duplicate-record: " + shop + " | " + shop},
			0,
		},
		"a line that a new resource wanted, and is kept after all": {
			[]string{shop},
			func(r *run) { r.read(shop); r.create(shop) }, func(r *run) Verdict { return r.keep(shop) },
			[]string{"duplicate-record: " + shop + " | " + shop},
			0,
		},
		"two lines, of which one is managed": {
			[]string{shop, shop},
			func(r *run) {}, func(r *run) Verdict { return r.keep(shop) },
			[]string{"surplus: " + shop},
			time.Second,
		},
		"two lines, of which the managed one goes": {
			[]string{shop, shop},
			func(r *run) {}, func(r *run) Verdict { return r.remove(shop) },
			[]string{"surplus: " + shop},
			time.Second,
		},
		"two lines of two resources": {
			[]string{shop, shop},
			func(r *run) { r.read(twin) }, func(r *run) Verdict { return r.keep(shop) },
			nil, 0,
		},
		"a line that has gone without a read": {
			nil,
			func(r *run) {}, func(r *run) Verdict { return r.keep(shop) },
			nil,
			0,
		},
		"one line of two resources": {
			[]string{shop},
			func(r *run) { r.read(twin) }, func(r *run) Verdict { return r.keep(shop) },
			[]string{"shared: " + shop},
			0,
		},
		"one line that was removed and is kept": {
			[]string{shop},
			func(r *run) { r.remove(twin) }, func(r *run) Verdict { return r.keep(shop) },
			[]string{"leaving: " + shop},
			0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, tc.live...)
				tc.before(r)
				began := time.Now()
				expect(t, tc.claim(r), tc.want...)
				if time.Since(began) != tc.waits {
					t.Errorf("after %v, want %v", time.Since(began), tc.waits)
				}
			})
		})
	}
}

// A state may name a line that belongs to another resource, as after a wrong guess
// about drift: what the other one keeps is never removed.
func TestARemovalLeavesALineThatAnotherResourceMayKeep(t *testing.T) {
	t.Parallel()
	for name, claim := range map[string]func(r *run) Verdict{
		"it goes":       func(r *run) Verdict { return r.remove(shop) },
		"it is changed": func(r *run) Verdict { return r.judge("old "+shop, shop, "a shop 219.163.201.9") },
	} {
		for when, before := range map[string]func(r *run){
			", the other was read":    func(r *run) { r.read(shop, twin) },
			", the other was planned": func(r *run) { r.read(shop); r.keep(twin) },
		} {
			t.Run(name+when, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					r := newRun(t, shop)
					before(r)
					if v := claim(r); !v.Spares {
						t.Errorf("%+v", v)
					}
					if v := r.keep(twin); has(v, Leaving) || has(v, Surplus) {
						t.Errorf("the other: %+v", v)
					}
					if n := r.zone.planned.Count(r.key(shop)); n != 1 {
						t.Errorf("%d lines in the planned zone", n)
					}
				})
			})
		}
	}
}

func TestOfTwoResourcesWithOneLineThatGoOneRemovesIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, shop)
		r.read(shop, twin)
		first, second := r.remove(shop), r.remove(twin)
		if !first.Spares || second.Spares || r.zone.planned.Count(r.key(shop)) != 0 {
			t.Errorf("%v, %v, %d left", first.Spares, second.Spares, r.zone.planned.Count(r.key(shop)))
		}
	})
}

func TestWhoElseHoldsALine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, shop)
		r.read(shop)
		if r.zone.HeldByAnother("old "+shop, r.key(shop)) || !r.zone.HeldByAnother("old "+twin, r.key(shop)) {
			t.Error("its own line is another's, or another's is its own")
		}
	})
}

// The import of a line that the zone has changes nothing there, so the rules wait for
// another change. They speak if the line turns out to be a resource's that gives it up.
func TestALineThatIsThereIsImportedBeforeTheRulesSpeak(t *testing.T) {
	t.Parallel()
	const (
		private = "a mail 192.168.0.25"
		server  = "mx @ mail 10"
		alias   = "cname mail docs.example.net."
	)
	for name, tc := range map[string]struct {
		live []string
		then func(r *run)
		line string
		want []string
	}{
		"an address that is not public":          {[]string{private, server}, func(*run) {}, private, []string{"exists: " + private}},
		"an mx whose server is not public":       {[]string{private, server}, func(*run) {}, server, []string{"exists: " + server}},
		"an mx that lacks its address":           {[]string{server}, func(*run) {}, server, []string{"exists: " + server}},
		"an mx that conflicts with another line": {[]string{server, oldServer}, func(*run) {}, oldServer, []string{"exists: " + oldServer}},
		"an alias next to a kept address": {
			[]string{shop, "cname shop docs.example.net."},
			func(r *run) { r.keep(shop) }, "cname shop docs.example.net.",
			[]string{"exists: cname shop docs.example.net."},
		},
		"a line that a later claim gives up": {
			[]string{private, server},
			func(r *run) { time.AfterFunc(300*time.Millisecond, func() { r.remove(private) }) }, private,
			[]string{"mail-host-private-address: " + private + " | " + server},
		},
		"a line that a later claim wants too": {
			[]string{private, server},
			func(r *run) { time.AfterFunc(300*time.Millisecond, func() { r.judge("twin", "", private) }) }, private,
			[]string{"duplicate-record: " + private + " | " + private, "mail-host-private-address: " + private + " | " + server},
		},
		"a new line that is not there": {
			[]string{server},
			func(*run) {}, alias,
			[]string{"mx-target-is-cname: " + alias + " | " + server},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, tc.live...)
				r.ledger.Reading()
				tc.then(r)
				expect(t, r.create(tc.line), tc.want...)
				time.Sleep(30 * time.Second)
			})
		})
	}
}
