package main

import (
	"fmt"
	"maps"
	"strconv"
	"time"
)

// goal is a figure with a bound.
type goal struct {
	name string
	// figure returns what was measured; false where that was not.
	figure func(*results) (float64, bool)
	bound  float64
	least  float64 // What is less means that the measurement failed.
	unit   string  // Written behind figure and bound.
	digits int
}

// text is the goal's line.
func (g goal) text(figure float64) string {
	write := func(v float64) string { return strconv.FormatFloat(v, 'f', g.digits, 64) + g.unit }
	verdict := "met"
	if figure > g.bound || figure < g.least {
		verdict = "missed"
	}
	return fmt.Sprintf("goal: %s %s %s %s", g.name, write(figure), write(g.bound), verdict)
}

// goals returns all goals in the order of the report.
func goals() []goal {
	var all []goal
	for _, n := range []int{10, 100, 1000} {
		all = append(all, ratioGoal(n, 0, phasePlan, 1.10))
	}
	for _, phase := range []string{phaseApply, phaseChange, phaseDestroy} {
		all = append(all, ratioGoal(100, 0, phase, 1.25), ratioGoal(1000, 0, phase, 1.15))
	}
	all = append(all, ratioGoal(100, usualLatency, phaseApply, 2.0))
	for _, n := range []int{10, 100, 1000} {
		all = append(all, requestGoal(fmt.Sprintf("plan-requests-n%d", n), subject{By: byRecords, Lines: n}, phasePlan, 1))
	}
	all = append(all,
		requestGoal("apply-requests-n100-50ms", subject{By: byRecords, Lines: 100, Latency: usualLatency}, phaseApply, 21),
		requestGoal("apply-requests-n100-50ms-parallelism-100", wideSubject(), phaseApply, 5),
	)
	for _, n := range []int{10, 100, 1000} {
		all = append(all, requestGoal(fmt.Sprintf("zone-apply-requests-n%d", n), subject{By: byZone, Lines: n}, phaseApply, 3))
	}
	for _, s := range limitSubjects() {
		all = append(all, waitGoal(s))
	}
	all = append(all, memoryGoal(), doublingGoal(), goal{name: "start-up-ratio", figure: (*results).startRatio, bound: 1.3, digits: 2})
	for _, c := range codeBenchmarks() {
		if c.most > 0 {
			all = append(all, c.goal())
		}
	}
	return all
}

// goal bounds the time of the step, in milliseconds.
func (c codeBenchmark) goal() goal {
	return goal{
		name: c.step + "-10000-lines", bound: c.most.Seconds() * 1000, unit: "ms", digits: 1,
		figure: func(r *results) (float64, bool) {
			seconds, ok := r.codeTime(c.name)
			return seconds * 1000, ok
		},
	}
}

// ratioGoal bounds the wall time of a phase by that with the no-op provider.
func ratioGoal(n int, latency time.Duration, phase string, bound float64) goal {
	s := subject{By: byRecords, Lines: n, Latency: latency}
	return goal{
		name: fmt.Sprintf("%s-ratio-n%d-%s", phase, n, latencyText(latency)), bound: bound, digits: 2,
		figure: func(r *results) (float64, bool) { return r.ratio(s, s.floor(), phase, wall) },
	}
}

// requestGoal bounds the requests of a plan, and those of an apply's last walk:
// what an apply's plan reads before is a plan's own request. A command without a
// request has not been measured right, since the zone has to be read.
func requestGoal(name string, s subject, phase string, bound float64) goal {
	count := lastWalkRequests
	if phase == phasePlan {
		count = allRequests
	}
	return goal{name: name, bound: bound, least: 1, figure: func(r *results) (float64, bool) {
		return median(r.values(s, phase, count))
	}}
}

func allRequests(s sample) float64 {
	total := 0
	for _, w := range s.Walks {
		total += w.requests()
	}
	return float64(total)
}

func lastWalkRequests(s sample) float64 {
	if len(s.Walks) == 0 {
		return 0
	}
	return float64(s.Walks[len(s.Walks)-1].requests())
}

// waitMargin is what an apply may pause beyond what the limit makes it: Terraform
// itself makes requests pause at times.
const waitMargin = 10 * time.Second

// waitGoal bounds how long an apply pauses for the rate limit by what its
// requests must.
func waitGoal(s subject) goal {
	name := fmt.Sprintf("waits-for-limit-%s-n%d", s.By, s.Lines)
	if s.Parallelism > 0 {
		name += fmt.Sprintf("-parallelism-%d", s.Parallelism)
	}
	bound := time.Duration(leastWaits(s))*limitPeriod + waitMargin
	return goal{name: name, bound: bound.Seconds(), unit: "s", figure: func(r *results) (float64, bool) {
		return median(r.values(s, phaseApply, func(s sample) float64 { return s.Limit.Waited.Seconds() }))
	}}
}

// leastWaits is how often an apply has to wait for the limit's next minute: it
// has to read for the plan, to read for the apply, and to write and verify once
// for as many records as the CLI hands over at once.
func leastWaits(s subject) int {
	groups := 1
	if s.By == byRecords {
		groups = (s.Lines + s.width() - 1) / s.width()
	}
	return (2 + 2*groups - 1) / s.PerMinute
}

// memoryGoal bounds the largest process of the provider among all phases.
func memoryGoal() goal {
	s := subject{By: byRecords, Lines: 1000}
	return goal{name: "memory-ratio-n1000", bound: 1.3, digits: 2, figure: func(r *results) (float64, bool) {
		return r.mostMemory(s, s.floor())
	}}
}

// mostMemory returns the median over the runs of the ratio of the largest processes.
func (r *results) mostMemory(s, to subject) (float64, bool) {
	most, floor := map[int]float64{}, map[int]float64{}
	for _, one := range r.samples {
		switch one.Subject {
		case s:
			most[one.Run] = max(most[one.Run], peak(one))
		case to:
			floor[one.Run] = max(floor[one.Run], peak(one))
		}
	}
	var ratios []float64
	for run, m := range most {
		if f := floor[run]; f > 0 {
			ratios = append(ratios, m/f)
		}
	}
	return median(ratios)
}

// doublingGoal bounds what twice as many records cost the provider's processes
// from apply to destroy.
func doublingGoal() goal {
	return goal{name: fmt.Sprintf("cpu-n%d-to-n%d", doublingHalf, doublingWhole), bound: 2.3, digits: 2, figure: (*results).doublingRatio}
}

// doublingRatio is the median, over the runs that have both sizes whole, of what
// the whole costs to what the half does.
func (r *results) doublingRatio() (float64, bool) {
	half, whole := r.totalCPU(doublingSubject(doublingHalf)), r.totalCPU(doublingSubject(doublingWhole))
	var ratios []float64
	for run, h := range half {
		if w, ok := whole[run]; ok && h > 0 {
			ratios = append(ratios, w/h)
		}
	}
	return median(ratios)
}

// totalCPU returns the sum of the phases of each run that has them all.
func (r *results) totalCPU(s subject) map[int]float64 {
	total, count := map[int]float64{}, map[int]int{}
	for _, phase := range phaseNames() {
		for _, one := range r.of(s, phase) {
			total[one.Run] += cpu(one)
			count[one.Run]++
		}
	}
	maps.DeleteFunc(total, func(run int, _ float64) bool { return count[run] < len(phaseNames()) })
	return total
}
