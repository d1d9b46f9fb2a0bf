package planledger

import (
	"testing"
	"testing/synctest"
)

func TestForwardsShareTheirLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a @ 203.0.113.10")
		if v := r.forward("1", false, true); v.Shared || len(v.Findings) > 0 {
			t.Errorf("%+v", v)
		}
		if v := r.forward("2", false, true); !v.Shared || len(v.Findings) > 0 {
			t.Errorf("%+v", v)
		}
		expect(t, r.create("mx @ s1.xrea.com. 10"), "forwarding-record-overridden: mx @ s1.xrea.com. 10 | "+forwardLine)
	})
}

func TestTheLineOfForwardsGoesWithTheLastOfThem(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a @ 203.0.113.10", forwardLine)
		r.keep("a @ 203.0.113.10")
		r.forward("1", true, true)
		if v := r.forward("2", true, false); !v.Shared || len(v.Findings) > 0 {
			t.Errorf("the other one holds the line: %+v", v)
		}
		if r.zone.plan.Count(r.key(forwardLine)) != 1 {
			t.Error("the line is gone while a forward holds it")
		}
	})
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a @ 203.0.113.10", forwardLine)
		r.keep("a @ 203.0.113.10")
		go r.forward("1", true, false)
		expect(t, r.forward("2", true, false), "mail-outage: "+forwardLine)
		if r.zone.plan.Count(r.key(forwardLine)) != 0 {
			t.Error("the line stays without a forward")
		}
	})
}

func TestForwardsAndServersTakeEachOthersPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		r := newRun(t, memo, forwardLine)
		r.forward("1", true, false)
		expect(t, r.create("mx @ s1.xrea.com. 10"))
		if takes := memo.Noted("hogehoge.com", r.key("mx @ s1.xrea.com. 10")); len(takes) != 1 || takes[0] != r.key(forwardLine) {
			t.Errorf("takes over %q", takes)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		memo := newMemory()
		r := newRun(t, memo, "mx @ s1.xrea.com. 10", "mx @ mail.gaibu-server.com. 20")
		r.remove("mx @ s1.xrea.com. 10")
		r.remove("mx @ mail.gaibu-server.com. 20")
		if v := r.forward("1", false, true); len(v.Findings) > 0 {
			t.Errorf("%s", said(v))
		}
		if takes := memo.Noted("hogehoge.com", r.key(forwardLine)); len(takes) != 2 {
			t.Errorf("takes over %q", takes)
		}
	})
}

func TestTheWholeZoneIsClaimedOnce(t *testing.T) {
	t.Parallel()
	const gone, kept = "a @ 203.0.113.10", "a www 203.0.113.10"
	for name, c := range map[string]struct {
		live  []string
		other func(r *run) Verdict
		line  string // What the whole meets where it comes second.
	}{
		"a record that comes":                       {[]string{gone}, func(r *run) Verdict { return r.create("a mail 192.0.2.1") }, "a mail 192.0.2.1"},
		"a record that stays":                       {[]string{gone}, func(r *run) Verdict { return r.judge("old", gone, gone) }, gone},
		"a record that goes and is in the text":     {[]string{gone, kept}, func(r *run) Verdict { return r.remove(kept) }, kept},
		"a record that goes and is not in the text": {[]string{gone, kept}, func(r *run) Verdict { return r.remove(gone) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRun(t, nil, c.live...)
				holds := func(key string) bool { return key == r.key(kept) }
				if w := r.zone.Whole("z", holds); !w.Clear() {
					t.Errorf("first: %+v", w)
				}
				if v := c.other(r); v.Whole != (c.line != "") {
					t.Errorf("the other, second: %+v", v)
				}
				if w := r.zone.Whole("z", holds); w != (Whole{Line: c.line}) {
					t.Errorf("second: %+v", w)
				}
			})
		})
	}
}

func TestTwoResourcesOfAWholeZoneLearnOfEachOther(t *testing.T) {
	t.Parallel()
	none := func(string) bool { return false }
	r := newRun(t, nil, "a @ 203.0.113.10")
	if w := r.zone.Whole("z", none); !w.Clear() {
		t.Errorf("%+v", w)
	}
	if w := r.zone.Whole("y", none); !w.Another {
		t.Errorf("%+v", w)
	}
	if w := r.zone.Part("x"); !w.Another {
		t.Errorf("%+v", w)
	}
	r = newRun(t, nil, "a @ 203.0.113.10")
	if w := r.zone.Part("x"); !w.Clear() {
		t.Errorf("%+v", w)
	}
	if w := r.zone.Whole("z", none); !w.Another {
		t.Errorf("%+v", w)
	}
}

func TestAWholeZoneThatGoesMeetsTheRecordsThatStay(t *testing.T) {
	t.Parallel()
	const line = "a @ 203.0.113.10"
	r := newRun(t, nil, line)
	if w := r.zone.Part("z"); !w.Clear() {
		t.Errorf("%+v", w)
	}
	if v := r.judge("old", line, line); !v.Parting {
		t.Errorf("%+v", v)
	}
	if w := r.zone.Part("z"); w != (Whole{Line: line}) {
		t.Errorf("%+v", w)
	}
}

func TestALineThatAnotherResourceKeepsStaysInThePlan(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a www 192.0.2.1")
		if v := r.judge("one", "a www 192.0.2.1", "a www 192.0.2.1"); v.Shared || v.Leaving {
			t.Errorf("%+v", v)
		}
		if v := r.judge("two", "a www 192.0.2.1", "a www 192.0.2.1"); !v.Shared || v.Leaving {
			t.Errorf("%+v", v)
		}
		// The second one goes after all, and the first one keeps the line.
		if v := r.judge("two", "a www 192.0.2.1", ""); !v.Shared {
			t.Errorf("%+v", v)
		}
		if v := r.judge("one", "a www 192.0.2.1", "a www 192.0.2.1"); v.Shared || v.Leaving {
			t.Errorf("%+v", v)
		}
		expect(t, r.create("a www 192.0.2.9"), "host-address-conflict: a www 192.0.2.9 | a www 192.0.2.1")
	})
}

func TestALineThatWasGivenUpBeforeItIsKeptIsLeaving(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, nil, "a www 192.0.2.1")
		if v := r.judge("two", "a www 192.0.2.1", ""); v.Shared {
			t.Errorf("%+v", v)
		}
		if v := r.judge("one", "a www 192.0.2.1", "a www 192.0.2.1"); !v.Leaving {
			t.Errorf("%+v", v)
		}
		if v := r.judge("two", "a www 192.0.2.1", "a www 192.0.2.1"); v.Leaving {
			t.Errorf("it stays after all: %+v", v)
		}
	})
}

// A resource of another name comes for the one that goes: their line is handed
// over, whichever is planned first.
func TestALineThatAnotherResourceAddsIsNotShared(t *testing.T) {
	t.Parallel()
	for _, newFirst := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			r := newRun(t, nil, "a www 192.0.2.1")
			added := make(chan Verdict, 1)
			if newFirst {
				go func() { added <- r.create("a www 192.0.2.1") }()
				synctest.Wait()
			}
			if v := r.remove("a www 192.0.2.1"); v.Shared {
				t.Errorf("new first %v: the removal leaves the line: %+v", newFirst, v)
			}
			if !newFirst {
				added <- r.create("a www 192.0.2.1")
			}
			if v := <-added; v.Standing != Handed || v.Shared {
				t.Errorf("new first %v: %+v", newFirst, v)
			}
		})
	}
}
