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
		"a figure below its bound is met":    {goal{name: "plan", bound: 1.1}, 1.0449, "goal: plan 1.045 1.1 met"},
		"a figure on its bound is met":       {goal{name: "requests", bound: 22}, 22, "goal: requests 22 22 met"},
		"a figure above its bound is missed": {goal{name: "parse-ms", bound: 20}, 20.04, "goal: parse-ms 20.04 20 missed"},
	} {
		if got := tc.goal.line(tc.figure); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func TestGoalsHaveNamesOfTheirOwnAndNoFigureWithoutAMeasurement(t *testing.T) {
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

// ran is a sample of an apply that took so many seconds.
func ran(s subject, seconds float64) sample {
	return sample{subject: s, phase: phaseApply, wall: time.Duration(seconds * float64(time.Second))}
}

func TestARatioIsOfTheLeastOfAllRuns(t *testing.T) {
	t.Parallel()
	ours := subject{by: byRecords, lines: 100}
	r := &results{samples: []sample{
		ran(ours, 3), ran(ours.floor(), 1),
		ran(ours, 30), ran(ours.floor(), 10), // A slow minute.
		ran(ours, 2), ran(ours.floor(), 4),
	}}
	if got, ok := r.ratio(ours, phaseApply, wall); !ok || got != 2 {
		t.Errorf("%v %v, want 2", got, ok)
	}
	if got, ok := r.ratio(ours, phaseDestroy, wall); ok {
		t.Errorf("a phase that was not measured has the ratio %v", got)
	}
}

func TestTheTimeOfRequestsIsWhatComesOnTopOfTheFloor(t *testing.T) {
	t.Parallel()
	s := subject{by: byRecords, lines: 100, latency: usualLatency}
	ours := ran(s, 2.2)
	ours.gets, ours.puts, ours.roundTrip = 12, 10, usualLatency
	r := &results{samples: []sample{ours, ran(s.floor(), 1.1)}}
	if got, ok := r.timeOfRequests(s, phaseApply); !ok || got < 0.999 || got > 1.001 {
		t.Errorf("%v %v, want 1: 1.1 s more, for 22 requests of 50 ms", got, ok)
	}
}
