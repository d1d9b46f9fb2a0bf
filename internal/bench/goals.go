package main

import (
	"fmt"
	"slices"
)

// goal is a figure with a bound.
type goal struct {
	name   string
	bound  float64
	figure func(*results) (float64, bool) // False if it was not measured.
}

// line is the goal's line of the report.
func (g goal) line(figure float64) string {
	verdict := "met"
	if figure > g.bound {
		verdict = "missed"
	}
	return fmt.Sprintf("goal: %s %.4g %.4g %s", g.name, figure, g.bound, verdict)
}

// goals returns all goals of the comparison. The requests and the waits of more
// zones, records and latencies are the budgets of internal/robustness.
func goals() []goal {
	var all []goal
	for _, n := range []int{10, 100, 1000} {
		s := subject{by: byRecords, lines: n}
		all = append(all, requestGoal(fmt.Sprintf("plan-requests-n%d", n), s, phasePlan, 1), timeGoal(s, phasePlan, 1.10))
	}
	for _, p := range []phase{phaseApply, phaseChange, phaseDestroy} {
		all = append(all, timeGoal(subject{by: byRecords, lines: 100}, p, 1.25))
	}
	slow := subject{by: byRecords, lines: 100, latency: usualLatency}
	wide := slow
	wide.parallelism = 100
	thousand := subject{by: byRecords, lines: 1000}
	return append(all,
		requestGoal("apply-requests-n100-50ms", slow, phaseApply, 22),
		requestGoal("apply-requests-n100-50ms-parallelism-100", wide, phaseApply, 6),
		goal{"apply-time-of-requests-n100-50ms", 1.15, func(r *results) (float64, bool) { return r.timeOfRequests(slow, phaseApply) }},
		goal{"memory-ratio-n1000", 1.3, func(r *results) (float64, bool) { return r.worst(thousand, peak) }},
		goal{"cpu-ratio-n1000", 1.15, func(r *results) (float64, bool) { return r.worst(thousand, cpu) }},
		goal{"start-up-ratio", 1.3, (*results).startRatio},
	)
}

// timeGoal bounds the time of a phase by that with the no-op provider.
func timeGoal(s subject, p phase, bound float64) goal {
	return goal{fmt.Sprintf("%s-ratio-n%d", p, s.lines), bound, func(r *results) (float64, bool) { return r.ratio(s, p, wall) }}
}

// requestGoal bounds the requests of a command in each of its runs.
func requestGoal(name string, s subject, p phase, bound float64) goal {
	return goal{name, bound, func(r *results) (most float64, ok bool) {
		runs := r.of(s, p)
		for _, one := range runs {
			most = max(most, requests(one))
		}
		return most, len(runs) > 0
	}}
}

// worst returns the highest of the ratios of the phases.
func (r *results) worst(s subject, value func(sample) float64) (most float64, ok bool) {
	for _, p := range phases() {
		v, measured := r.ratio(s, p, value)
		most, ok = max(most, v), ok || measured
	}
	return most, ok
}

// startRatio is how much longer the provider takes to start than the no-op one.
func (r *results) startRatio() (float64, bool) {
	var ours, noop []float64
	for _, s := range r.starts {
		ours, noop = append(ours, s.ours.Seconds()), append(noop, s.noop.Seconds())
	}
	if len(ours) == 0 {
		return 0, false
	}
	return slices.Min(ours) / slices.Min(noop), true
}
