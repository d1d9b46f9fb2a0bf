package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"
)

// task is a subject and the phases that are measured on it.
type task struct {
	subject
	phases []string
}

// series measures all sizes, with the no-op provider and ours.
func (b *bench) series(ctx context.Context) error {
	for _, n := range b.settings.sizes {
		if err := b.takeTurns(ctx, b.settings.runs, b.settings.tasks(n)...); err != nil {
			return err
		}
	}
	return nil
}

// tasks returns what is run of one size.
func (s settings) tasks(n int) []task {
	if s.quick {
		return s.quickTasks(n)
	}
	all := []task{{subject{By: byNoop, Lines: n}, s.phases}}
	for _, latency := range s.latencies {
		all = append(all,
			task{subject{By: byRecords, Lines: n, Latency: latency}, s.phases},
			task{subject{By: byZone, Lines: n, Latency: latency}, s.phases})
	}
	return all
}

// quickFull is the size from which the short form measures more than a plan.
const quickFull = 100

// quickTasks are those of which three runs end within a minute: one for each
// bound, with apply and destroy for the largest of several.
func (s settings) quickTasks(n int) []task {
	phases := []string{phaseApply, phasePlan}
	if n >= quickFull {
		phases = append(phases, phaseDestroy)
	}
	all := []task{{subject{By: byNoop, Lines: n}, phases}, {subject{By: byRecords, Lines: n}, phases}}
	if n >= quickFull {
		all = append(all,
			task{subject{By: byRecords, Lines: n, Latency: usualLatency}, []string{phaseApply}},
			task{subject{By: byZone, Lines: n}, []string{phaseApply}})
	}
	return all
}

const (
	wideLines       = 100
	wideParallelism = 100
	usualLatency    = 50 * time.Millisecond
)

// wideSubject is an apply that lets all records meet.
func wideSubject() subject {
	return subject{By: byRecords, Lines: wideLines, Latency: usualLatency, Parallelism: wideParallelism}
}

// wide measures it, and the no-op provider with the same flag by turns. The
// short form leaves that out: no goal compares the two.
func (b *bench) wide(ctx context.Context) error {
	tasks := wideTasks()
	if b.settings.quick {
		tasks = tasks[:1]
	}
	return b.takeTurns(ctx, min(b.settings.runs, 3), tasks...)
}

func wideTasks() []task {
	return []task{{wideSubject(), []string{phaseApply}}, {wideSubject().floor(), []string{phaseApply}}}
}

const (
	doublingHalf  = 500
	doublingWhole = 1000
)

// doubling measures what twice as many records cost: both sizes by turns, so that
// a slow minute of the machine meets both.
func (b *bench) doubling(ctx context.Context) error {
	return b.takeTurns(ctx, b.settings.runs, task{doublingSubject(doublingHalf), phaseNames()}, task{doublingSubject(doublingWhole), phaseNames()})
}

func doublingSubject(n int) subject { return subject{By: byRecords, Lines: n, Doubling: true} }

// limitSubjects are what the second table shows.
func limitSubjects() []subject {
	const perMinute = 60
	return []subject{
		{By: byRecords, Lines: 100, Latency: usualLatency, PerMinute: perMinute},
		{By: byRecords, Lines: 1000, Latency: usualLatency, PerMinute: perMinute, Parallelism: wideParallelism},
		{By: byZone, Lines: 1000, Latency: usualLatency, PerMinute: perMinute},
		{By: byRecords, Lines: 1000, Latency: usualLatency, PerMinute: perMinute},
	}
}

// limit measures once each: what a rate limit does is no matter of chance.
func (b *bench) limit(ctx context.Context) error {
	var all []task
	for _, s := range limitSubjects() {
		all = append(all, task{s, []string{phaseApply}})
	}
	return b.takeTurns(ctx, 1, all...)
}

// takeTurns runs every task so often, one after the other, each run in another
// order.
func (b *bench) takeTurns(ctx context.Context, runs int, tasks ...task) error {
	first := 1
	for _, t := range tasks {
		first = max(first, b.results.nextRun(t.subject))
	}
	var longest time.Duration
	for turn := range runs {
		if turn > 0 && b.spent(longest) {
			b.say("the budget is spent after %d of %d runs of N=%d", turn, runs, tasks[0].Lines)
			return nil
		}
		began := time.Now()
		for i := range tasks {
			t := tasks[(turn+i)%len(tasks)]
			if err := b.once(ctx, t, first+turn); err != nil {
				return fmt.Errorf("%s: %w", t.subject, err)
			}
		}
		longest = max(longest, time.Since(began))
	}
	return nil
}

// once runs one task in a folder of its own.
func (b *bench) once(ctx context.Context, t task, run int) error {
	w, err := newWorld(ctx, t.subject)
	if err != nil {
		return err
	}
	defer w.close()
	dir, err := os.MkdirTemp(b.dir, "run-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	f := folder{dir: dir, cli: b.settings.cli, real: b.settings.provider, subject: t.subject, world: w}
	if t.By == byNoop {
		f.real = b.settings.noop
	}
	said := fmt.Sprintf("run %d  %s", run, t.subject)
	for _, phase := range phaseNames() {
		if phase != phaseApply && !slices.Contains(t.phases, phase) {
			continue
		}
		one, err := f.run(ctx, phase)
		if err != nil {
			return err
		}
		one.Run = run
		if err := b.results.add(result{Sample: &one}); err != nil {
			return err
		}
		said += fmt.Sprintf("  %s %.2fs (%s)", phase, one.Wall.Seconds(), walksText(one.Walks))
	}
	b.say("%s", said)
	return nil
}
