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
	r := newRun(t, nil, "a @ 203.0.113.10")
	if line := r.zone.Whole("z"); line != "" {
		t.Errorf("%q", line)
	}
	if v := r.create("a mail 192.0.2.1"); !v.Whole {
		t.Errorf("%+v", v)
	}
	if line := r.zone.Whole("z"); line != "a mail 192.0.2.1" {
		t.Errorf("%q", line)
	}
}
