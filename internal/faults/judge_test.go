package main

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// story makes a history: each effect is one millisecond after the one before.
type story struct {
	events []simulator.Exchange
	now    string
}

func at(ms int) time.Time { return time.UnixMilli(int64(ms)) }

func (s *story) add(host string, write bool, shown, after string) *story {
	n := len(s.events) + 1
	s.events = append(s.events, simulator.Exchange{
		Seq: n, Time: at(n), Host: host, Write: write, Reached: true, Shown: shown,
		Before: simulator.Zone{Records: s.now}, After: simulator.Zone{Records: after},
	})
	s.now = after
	return s
}

func (s *story) read(host string) *story        { return s.add(host, false, s.now, s.now) }
func (s *story) old(host, shown string) *story  { return s.add(host, false, shown, s.now) }
func (s *story) write(host, text string) *story { return s.add(host, true, text, text) }
func (s *story) unanswered(host, text string) *story {
	s.write(host, text)
	s.events[len(s.events)-1].Reached = false
	return s
}

func TestTheJudgeFindsWhatIsLost(t *testing.T) {
	t.Parallel()
	one, two := &party{name: "own1", machine: "m1", ours: true}, &party{name: "own2", machine: "m1", ours: true}
	away, far := &party{name: "own3", machine: "m2", ours: true}, &party{name: "far1"}
	parties := map[string]*party{"one": one, "two": two, "away": away, "far": far}
	const start, mine, theirs = "a @ 192.0.2.1", "a own1-1 192.0.2.9", "a own2-1 192.0.2.9"
	add := func(began, end int, how answer) claim {
		return claim{party: one, line: mine, stands: true, began: at(began), end: at(end), answer: how}
	}
	tell := func() *story { return &story{now: start} }
	both := start + "\n" + mine
	for name, tc := range map[string]struct {
		story  *story
		claims []claim
		lost   string // What the loss is called; empty: none.
		lag    time.Duration
		window int
		undone int
		gaps   int
	}{
		"all is well":            {story: tell().read("one").write("one", both).read("one"), claims: []claim{add(0, 9, done)}},
		"a write without a read": {story: tell().write("one", both), lost: "without having read"},
		"another's line goes":    {story: tell().read("one").write("one", mine), lost: "not its own"},
		"another order":          {story: (&story{now: "x\ny"}).read("one").write("one", "y\nx"), lost: "not its own"},
		"the same machine's line goes": {
			story: tell().read("one").read("two").write("two", start+"\n"+theirs).write("one", both), lost: "on the same machine",
		},
		"another machine's line goes": {story: tell().read("one").read("away").write("away", start+"\na own3-1 1").write("one", both), window: 1},
		"a foreign line goes":         {story: tell().read("one").write("far", start+"\na far1-1 1").write("one", both), window: 1},
		"done, unseen and gone": {
			story: tell().read("one").write("one", both).write("far", start), claims: []claim{add(0, 9, done)}, lost: "no read had shown it",
		},
		"done, seen and undone by others": {
			story: tell().read("one").write("one", both).read("one").write("far", start), claims: []claim{add(0, 9, done)}, undone: 1,
		},
		"done, seen and undone by ours": {
			story:  tell().read("one").write("one", both).read("one").read("two").write("two", start),
			claims: []claim{add(0, 9, done)}, lost: "not its own",
		},
		"a renamed line stands all the time": {
			story: (&story{now: both}).read("one"), claims: []claim{{party: one, line: mine, stands: true, kept: true, began: at(0), end: at(9)}},
		},
		"a renamed line is gone for a while": {
			story:  (&story{now: both}).read("one").write("one", start).read("one").write("one", both).read("one"),
			claims: []claim{{party: one, line: mine, stands: true, kept: true, began: at(0), end: at(9)}}, gaps: 1,
		},
		"a renamed line is gone in the end": {
			story:  (&story{now: both}).read("one").write("one", start),
			claims: []claim{{party: one, line: mine, stands: true, kept: true, began: at(0), end: at(9)}}, lost: "own1 undid it", gaps: 1,
		},
		"a line that nobody else had to do with, undone": {
			story: tell().read("one").add("one", false, both, start).write("one", both+"\nx"), lost: "nobody else had written",
		},
		"seen by an old read, and undone by others": {
			story: tell().read("one").write("one", both).write("far", start).old("one", both), claims: []claim{add(0, 9, done)}, undone: 1,
		},
		"undone by others, and by ours that was shown so": {
			story: tell().read("one").write("one", both).read("one").write("far", start).
				old("two", both).write("two", both+"\n"+theirs).old("two", start).write("two", start+"\n"+theirs).old("one", both+"\n"+theirs),
			claims: []claim{add(0, 9, done)}, lag: 9 * time.Millisecond, window: 2, undone: 1,
		},
		"undone by ours that was shown what was before": {
			story: tell().read("one").write("one", both).read("one").
				old("two", start).write("two", start+"\n"+theirs),
			claims: []claim{add(0, 9, done)}, lost: "own2 undid it",
		},
		"undone by others once, and later by ours": {
			story: tell().read("one").write("one", both).write("far", start).read("one").write("one", both).read("one").
				old("two", start).write("two", start+"\n"+theirs),
			claims: []claim{add(0, 9, done)}, lost: "own2 undid it",
		},
		"refused and yet there": {story: tell().read("one").unanswered("one", both), claims: []claim{add(0, 9, refused)}, lost: "nothing was written"},
		"refused, and others took it away": {
			story:  (&story{now: both}).read("one").write("far", start).read("one"),
			claims: []claim{{party: one, line: mine, began: at(0), end: at(9), answer: refused}},
		},
		"refused, made and undone by others": {
			story: tell().read("one").unanswered("one", both).write("far", start).read("one"), claims: []claim{add(0, 9, refused)},
		},
		"unclear and there": {story: tell().read("one").unanswered("one", both), claims: []claim{add(0, 9, unclear)}},
		"its own work is dropped": {
			story:  tell().read("one").write("one", both).read("one").write("far", start).read("one").write("one", start),
			claims: []claim{add(0, 3, done)}, lost: "without its own line", undone: 1,
		},
		"its own work is taken away by itself": {
			story:  tell().read("one").write("one", both).read("one").read("one").write("one", start).read("one"),
			claims: []claim{add(0, 3, done), {party: one, line: mine, began: at(4), end: at(9), answer: done}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := newJudge(parties, tc.claims)
			j.lag = tc.lag
			v := j.hear(tc.story.events)
			text := strings.Join(v.lost, "\n")
			if (text == "") != (tc.lost == "") || !strings.Contains(text, tc.lost) || v.window != tc.window || v.undone != tc.undone || v.gaps != tc.gaps {
				t.Errorf("lost %q, window %d, undone %d, gaps %d", text, v.window, v.undone, v.gaps)
			}
		})
	}
}

func TestWhoBroughtALineBack(t *testing.T) {
	t.Parallel()
	one, two, away := &party{name: "own1", machine: "m1", ours: true}, &party{name: "own2", machine: "m1", ours: true}, &party{name: "own3", machine: "m2", ours: true}
	parties := map[string]*party{"one": one, "two": two, "away": away, "far": {name: "far1"}}
	const start, line = "a @ 192.0.2.1", "a own1-1 192.0.2.9"
	for host, want := range map[string]bool{"away": true, "far": true, "two": false, "one": false} {
		s := (&story{now: start + "\n" + line}).read("one").write("one", start).write(host, start+"\n"+line).write("one", start+"\n"+line+"\na own1-2 1")
		if broughtBack(parties, s.events, one, line) != want {
			t.Errorf("written back by %s: want %t", host, want)
		}
	}
	s := (&story{now: start + "\n" + line}).read("one").write("one", start).write("far", start+"\n"+line).
		old("two", start).write("two", start+"\nx").old("two", start+"\n"+line).write("two", start+"\nx\n"+line)
	if !broughtBack(parties, s.events, one, line) {
		t.Error("written back by far1, and kept by a writer that was shown it: want true")
	}
	if s := (&story{now: start + "\n" + line}).read("one"); broughtBack(parties, s.events, one, line) {
		t.Error("a line that nobody wrote was brought back by nobody")
	}
}

func TestTheJudgeWatchesTTLAndNameServers(t *testing.T) {
	t.Parallel()
	s := (&story{now: "x"}).read("one").write("one", "x")
	s.events[1].After.TTL = 60
	v := newJudge(map[string]*party{"one": {name: "own1", machine: "m1", ours: true}}, nil).hear(s.events)
	if len(v.lost) != 1 || !strings.Contains(v.lost[0], "ttl") {
		t.Errorf("lost %q", v.lost)
	}
}

// A short run of the first part, so that it stays in order.
func TestNothingIsLostInAShortRun(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	lost, err := run(t.Context(), []string{"-part", "engine", "-seconds", "3", "-seed", "7", "-trace"}, &out)
	if err != nil || lost {
		t.Errorf("%v\n%s", err, out.String())
	}
	if last := strings.TrimSpace(out.String()); !strings.Contains(last[strings.LastIndex(last, "\n")+1:], "faults: steps=") || !strings.HasSuffix(last, "lost=0") {
		t.Errorf("the last line is another one:\n%s", last)
	}
}

func TestArgumentsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-part", "both"}, {"more"}, {"-seconds", "0", "-part", "engine"}, {"-seconds", "3"}} {
		if _, err := parse(args); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}
