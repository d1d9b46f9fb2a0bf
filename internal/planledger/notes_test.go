package planledger

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// An apply that can't tell yet that it is one goes by what the plan has foreseen.
func TestANotePermitsWhatItsPlanHasForeseenAndNothingElse(t *testing.T) {
	t.Parallel()
	const foreign = "mxe post 219.163.201.2 10"
	for name, tc := range map[string]struct {
		plan  func(r *run) // What the plan claims, before the new server.
		then  func(o *Options)
		apply []string
		want  []string
	}{
		"what it has foreseen":                {func(r *run) { r.remove(oldServer) }, func(*Options) {}, []string{oldServer}, nil},
		"a line that it has not seen":         {func(r *run) { r.remove(oldServer) }, func(*Options) {}, []string{oldServer, foreign}, []string{"mxe-with-mx: " + newServer + " | " + oldServer + " | " + foreign}},
		"what it has not foreseen":            {func(*run) {}, func(*Options) {}, []string{oldServer}, []string{refused}},
		"a note of another directory":         {func(r *run) { r.remove(oldServer) }, func(o *Options) { o.WorkDir = "/elsewhere" }, []string{oldServer}, []string{refused}},
		"a note of more than a week":          {func(r *run) { r.remove(oldServer) }, func(*Options) { time.Sleep(noteAge + time.Minute) }, []string{oldServer}, []string{refused}},
		"another process that shares nothing": {func(r *run) { r.remove(oldServer) }, func(o *Options) { o.Notes = nil }, []string{oldServer}, []string{refused}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := Options{Notes: coordination.NewMemory(), WorkDir: "/here"}
				plan := newRunWith(t, o, oldServer)
				plan.ledger.Reading()
				tc.plan(plan)
				plan.create(newServer)
				tc.then(&o)
				apply := newRunWith(t, o, tc.apply...)
				expect(t, apply.create(newServer), tc.want...)
				if got := apply.ledger.Permits(testDomain, apply.key(newServer), apply.key(oldServer)); got != (tc.want == nil || len(tc.apply) > 1) {
					t.Errorf("permits: %v", got)
				}
			})
		})
	}
}

func TestAnApplyKnowsTheServiceThatItsPlanWasMadeFor(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		then func(o *Options)
		want zone.Service
	}{
		"of its directory":                    {func(*Options) {}, zone.ServiceSimple},
		"of another directory":                {func(o *Options) { o.WorkDir = "/elsewhere" }, zone.ServiceUnknown},
		"of more than a week ago":             {func(*Options) { time.Sleep(noteAge + time.Minute) }, zone.ServiceUnknown},
		"of a process that it shares none of": {func(o *Options) { o.Notes = nil }, zone.ServiceUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := Options{Notes: coordination.NewMemory(), WorkDir: "/here"}
				plan := newRunWith(t, o).ledger
				plan.NoteService(testDomain, zone.ServiceGeneral)
				plan.NoteService(testDomain, zone.ServiceSimple)
				tc.then(&o)
				apply := newRunWith(t, o).ledger
				if got := apply.NotedService(testDomain); got != tc.want {
					t.Errorf("got %q, want %q", got, tc.want)
				}
				if got := apply.NotedService("other.example"); got != zone.ServiceUnknown {
					t.Errorf("of another zone: %q", got)
				}
			})
		})
	}
}

func TestAPlanForgetsWhatAnEarlierOneHasForeseen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := Options{Notes: coordination.NewMemory()}
		first := newRunWith(t, o, oldServer)
		first.ledger.Reading()
		first.remove(oldServer)
		first.create(newServer)
		// It was never applied. The next plan doesn't believe it, and the note goes.
		second := newRunWith(t, o, oldServer)
		second.ledger.Reading()
		expect(t, second.create(newServer), refused)
		if second.ledger.Permits(testDomain, first.key(newServer), first.key(oldServer)) {
			t.Error("the note is still there")
		}
	})
}

// A replacement that is created first meets its own old line.
func TestAReplacementMayComeBeforeItsOwnLineGoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const fresh = "a shop 219.163.201.2"
		r := newRunWith(t, Options{}, shop)
		permits := func() bool { return r.ledger.Permits(testDomain, r.key(fresh), r.key(shop)) }
		r.judge("t", shop, fresh)
		if permits() {
			t.Error("a change in place needs no leave")
		}
		if r.judge("t", "", fresh); !permits() {
			t.Error("it may not be created first")
		}
	})
}

// A replacement of a record as it is, which is created first, meets its own line in
// an apply that nothing tells apart from a plan, as with OpenTofu.
func TestAReplacementByAnEqualLineIsForeseen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := Options{Notes: coordination.NewMemory()}
		plan := newRunWith(t, o, shop)
		plan.ledger.Reading()
		plan.judge("t", shop, shop)
		plan.judge("t", "", shop)
		apply := newRunWith(t, o, shop)
		expect(t, apply.judge("of the apply", "", shop))
	})
}

func TestANoteHasServedOnceItsPlanIsApplied(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := Options{Notes: coordination.NewMemory()}
		plan := newRunWith(t, o, shop)
		plan.remove(shop)
		plan.create(shop)
		apply := newRunWith(t, o, shop)
		key := apply.key(shop)
		if !apply.ledger.Permits(testDomain, key, key) {
			t.Error("the plan's own line is not permitted")
		}
		apply.ledger.Applied(testDomain, "t", "", key)
		if apply.ledger.Permits(testDomain, key, key) {
			t.Error("the note is still there")
		}
	})
}

// With one call at a time nobody can say yet that it gives its line up. What this
// directory has written is known to be of a resource.
func TestALineThatThisDirectoryHasWrittenIsBelievedToBeGivenUp(t *testing.T) {
	t.Parallel()
	const old, fresh, alias = "a shop 219.163.201.1", "a shop 219.163.201.2", "cname shop shops.example.net."
	const conflict = "host-address-conflict: " + fresh + " | " + old
	for name, tc := range map[string]struct {
		held  bool
		plans []func(r *run) Verdict
		want  [][]string
	}{
		"the very line": {
			true,
			[]func(r *run) Verdict{func(r *run) Verdict { return r.create(old) }, func(r *run) Verdict { return r.remove(old) }},
			[][]string{{"believed: " + old}, nil},
		},
		"the very line, which is kept after all": {
			true,
			[]func(r *run) Verdict{func(r *run) Verdict { return r.create(old) }, func(r *run) Verdict { return r.keep(old) }},
			[][]string{{"believed: " + old}, {"duplicate-record: " + old + " | " + old}},
		},
		"another address": {
			true,
			[]func(r *run) Verdict{func(r *run) Verdict { return r.create(fresh) }, func(r *run) Verdict { return r.remove(old) }},
			[][]string{{"warning " + conflict}, nil},
		},
		"another address, and the line is kept after all": {
			true,
			[]func(r *run) Verdict{func(r *run) Verdict { return r.create(fresh) }, func(r *run) Verdict { return r.keep(old) }, func(r *run) Verdict { return r.create("a x 219.163.201.1") }},
			[][]string{{"warning " + conflict}, nil, nil}, // A declared set of addresses.
		},
		"a line that the DNS allows no other next to": {
			true,
			[]func(r *run) Verdict{func(r *run) Verdict { return r.create(alias) }},
			[][]string{{"cname-coexists: " + alias + " | " + old}},
		},
		"a line of nobody": {
			false,
			[]func(r *run) Verdict{func(r *run) Verdict { return r.create(old) }},
			[][]string{{"exists: " + old}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := Options{Notes: coordination.NewMemory()}
				before := newRunWith(t, o)
				before.ledger.Applied(testDomain, "t", "", before.key(old))
				if !tc.held {
					before.ledger.Applied(testDomain, "t", before.key(old), "")
				}
				r := newRunWith(t, o, old)
				r.ledger.Reading()
				for i, plan := range tc.plans {
					expect(t, plan(r), tc.want[i]...)
				}
				// The apply may go ahead where the plan has come to the removal, or to the resource that keeps
				// the other address: it is declared then.
				if permits := r.ledger.Permits(testDomain, r.key(fresh), r.key(old)); permits != strings.HasPrefix(name, "another address") {
					t.Errorf("permits: %v", permits)
				}
			})
		})
	}
}

// The claim that keeps the line says what the answer before it could not know.
func TestABeliefThatProvesWrongIsReported(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRunWith(t, Options{}, oldServer)
		r.ledger.Reading()
		r.ledger.Applied(testDomain, "old "+oldServer, "", r.key(oldServer))
		expect(t, r.create(newServer), "warning "+refused)
		expect(t, r.keep(oldServer), refused)
		expect(t, r.create("a x 219.163.201.1"))
		if r.ledger.Permits(testDomain, r.key(newServer), r.key(oldServer)) {
			t.Error("the apply may add the server next to the one that stays")
		}
	})
}

func TestALineIsHeldByWhoeverWroteItLast(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRunWith(t, Options{})
		l, key := r.ledger, r.key(shop)
		held := func() bool { _, ok := l.Holder(testDomain, key); return ok }
		l.Applied(testDomain, "old", "", key)
		l.Applied(testDomain, "new", "", key)
		if l.Applied(testDomain, "old", key, ""); !held() {
			t.Error("the one that gave the line up took the note of the other along")
		}
		if l.Applied(testDomain, "new", key, "x"); held() {
			t.Error("nobody holds it any more")
		}
	})
}

// Terraform plans a tainted resource as if it were new, and removes what it has before.
// Nothing but the lack of a plan shows that.
func TestTheLineOfATaintedResourceIsBelievedToGo(t *testing.T) {
	t.Parallel()
	const old, alias = "txt shop x", "cname shop shops.example.net."
	for name, kept := range map[string]bool{"tainted": false, "planned late": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRunWith(t, Options{Notes: coordination.NewMemory()}, old)
				r.ledger.Reading()
				r.read(old)
				expect(t, r.create(alias), "warning cname-coexists: "+alias+" | "+old)
				if permits := r.ledger.Permits(testDomain, r.key(alias), r.key(old)); !permits {
					t.Error("the apply is not permitted")
				}
				if kept {
					v := r.keep(old)
					if len(v.Deferred) != 1 {
						t.Fatalf("reports: %+v", v.Deferred)
					}
					expect(t, v.Deferred[0].Verdict, "cname-coexists: "+alias+" | "+old)
				}
			})
		})
	}
}

// The words of a finding depend on whose the line in the way is.
func TestALineInTheWayIsMarkedByWhoseItIs(t *testing.T) {
	t.Parallel()
	const old, forwarding = "a shop 219.163.201.1", "mxe mail 209.19.56.20 10"
	for name, tc := range map[string]struct {
		old              string
		before           func(r *run)
		managed, passing bool
	}{
		"a line of nobody":                                          {old, func(*run) {}, false, false},
		"a line that a resource keeps":                              {old, func(r *run) { r.read(old); r.keep(old) }, true, false},
		"a line that this directory has written before":             {old, func(r *run) { r.ledger.Applied(testDomain, "t", "", r.key(old)) }, false, true},
		"the record of mail forwarding, which the registrar writes": {forwarding, func(*run) {}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				alias := "cname " + strings.Fields(tc.old)[1] + " shops.example.net."
				r := newRunWith(t, Options{}, tc.old)
				r.ledger.Reading()
				tc.before(r)
				v := r.create(alias)
				expect(t, v, "cname-coexists: "+alias+" | "+tc.old)
				if f := v.Findings[0]; f.Others[0].Managed != tc.managed || f.Passing != tc.passing {
					t.Errorf("managed %v, passing %v", f.Others[0].Managed, f.Passing)
				}
			})
		})
	}
}
