package main

import (
	"strings"
	"testing"
	"time"
)

func TestAGoalIsALineOfFigureBoundAndVerdict(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		goal   goal
		figure float64
		want   string
	}{
		"a figure below its bound is met":    {goal{name: "plan", bound: 1.1, digits: 2}, 1.0449, "goal: plan 1.04 1.10 met"},
		"a figure on its bound is met":       {goal{name: "requests", bound: 21}, 21, "goal: requests 21 21 met"},
		"a figure below its least is missed": {goal{name: "requests", bound: 1, least: 1}, 0, "goal: requests 0 1 missed"},
		"a figure above its bound is missed": {goal{name: "parse", bound: 20, unit: "ms", digits: 1}, 20.04, "goal: parse 20.0ms 20.0ms missed"},
	} {
		if got := tc.goal.text(tc.figure); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func TestGoalsHaveNamesOfTheirOwnWithoutBlanks(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, g := range goals() {
		if seen[g.name] || strings.ContainsAny(g.name, " \t") {
			t.Errorf("the name %q", g.name)
		}
		seen[g.name] = true
		if figure, ok := g.figure(&results{}); ok {
			t.Errorf("%s is %v without a measurement", g.name, figure)
		}
	}
}

func TestOnlyTheRequestsOfTheLastWalkAreTheApply(t *testing.T) {
	t.Parallel()
	s := sample{Walks: []walk{{Gets: 1}, {Gets: 11, Puts: 10}}}
	if got := lastWalkRequests(s); got != 21 {
		t.Errorf("%v, want 21", got)
	}
	if got := lastWalkRequests(sample{}); got != 0 {
		t.Errorf("%v requests in no walk", got)
	}
}

func TestAllRequestsOfAPlanCount(t *testing.T) {
	t.Parallel()
	s := subject{By: byRecords, Lines: 10, Latency: usualLatency}
	for want, walks := range map[string][]walk{
		"goal: plan 0 1 missed": nil,
		"goal: plan 1 1 met":    {{Gets: 1}},
		"goal: plan 3 1 missed": {{Gets: 2}, {Gets: 1}},
	} {
		g := requestGoal("plan", s, phasePlan, 1)
		figure, ok := g.figure(&results{samples: []sample{{Subject: s, Phase: phasePlan, Walks: walks}}})
		if got := g.text(figure); !ok || got != want {
			t.Errorf("%v: %q %t, want %q", walks, got, ok, want)
		}
	}
}

func TestHalfAMinuteWastedMissesTheGoalOfTheWaits(t *testing.T) {
	t.Parallel()
	s := subject{By: byRecords, Lines: 1000, PerMinute: 60} // Three waits at least.
	for want, waited := range map[string]time.Duration{
		"goal: waits-for-limit-records-n1000 183s 193s met":    183 * time.Second,
		"goal: waits-for-limit-records-n1000 210s 193s missed": 210 * time.Second,
	} {
		g := waitGoal(s)
		figure, ok := g.figure(&results{samples: []sample{{Subject: s, Phase: phaseApply, Limit: limitUse{Waits: 3, Waited: waited}}}})
		if got := g.text(figure); !ok || got != want {
			t.Errorf("%q %t, want %q", got, ok, want)
		}
	}
}

func TestTheLeastWaitsFollowFromGroupsAndLimit(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		s    subject
		want int
	}{
		"100 records by ten are 22 requests":   {subject{By: byRecords, Lines: 100, PerMinute: 60}, 0},
		"290 records by ten are 60 requests":   {subject{By: byRecords, Lines: 290, PerMinute: 60}, 0},
		"291 records by ten are 62 requests":   {subject{By: byRecords, Lines: 291, PerMinute: 60}, 1},
		"1000 records by ten are 202 requests": {subject{By: byRecords, Lines: 1000, PerMinute: 60}, 3},
		"1000 records by a hundred are 22":     {subject{By: byRecords, Lines: 1000, PerMinute: 60, Parallelism: 100}, 0},
		"a zone of any size is 4":              {subject{By: byZone, Lines: 1000, PerMinute: 60}, 0},
	} {
		if got := leastWaits(tc.s); got != tc.want {
			t.Errorf("%s: %d waits, want %d", name, got, tc.want)
		}
	}
}

func TestTheReportNamesWhatWasNotMeasured(t *testing.T) {
	t.Parallel()
	s := subject{By: byRecords, Lines: 10}
	r := &results{samples: []sample{
		{Subject: s, Run: 1, Phase: phasePlan, Wall: 2 * time.Second},
		{Subject: s.floor(), Run: 1, Phase: phasePlan, Wall: time.Second},
	}}
	var b strings.Builder
	goalLines(&b, r)
	if got := b.String(); !strings.Contains(got, "goal: plan-ratio-n10-0ms 2.00 1.10 missed\n") || !strings.Contains(got, "not measured: plan-ratio-n100-0ms, ") {
		t.Errorf("the report:\n%s", got)
	}
}
