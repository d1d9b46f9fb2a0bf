package main

import (
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		values []float64
		want   float64
		ok     bool
	}{
		"no values have none":                  {nil, 0, false},
		"one value is its own":                 {[]float64{4}, 4, true},
		"of an odd number the middle":          {[]float64{9, 1, 4}, 4, true},
		"of an even number between the two":    {[]float64{9, 1, 4, 5}, 4.5, true},
		"one value far off does not move it":   {[]float64{1, 2, 3, 4, 1000}, 3, true},
		"the order of the values is no matter": {[]float64{5, 4, 3, 2, 1}, 3, true},
	} {
		got, ok := median(tc.values)
		if got != tc.want || ok != tc.ok {
			t.Errorf("%s: %v %v, want %v %v", name, got, ok, tc.want, tc.ok)
		}
	}
}

// ran is a sample of a phase that took so many seconds.
func ran(s subject, run int, phase string, seconds float64) sample {
	return sample{Subject: s, Run: run, Phase: phase, Wall: time.Duration(seconds * float64(time.Second))}
}

func TestARatioIsOfTheSameRun(t *testing.T) {
	t.Parallel()
	ours := subject{By: byRecords, Lines: 100}
	r := &results{samples: []sample{
		ran(ours, 1, phaseApply, 2), ran(ours.floor(), 1, phaseApply, 1),
		ran(ours, 2, phaseApply, 30), ran(ours.floor(), 2, phaseApply, 10), // A slow minute.
		ran(ours, 3, phaseApply, 4), ran(ours.floor(), 3, phaseApply, 4),
		ran(ours, 4, phaseApply, 100),                                  // Without its floor.
		ran(ours, 1, phasePlan, 9), ran(ours.floor(), 1, phasePlan, 1), // Another phase.
	}}
	if got, ok := r.ratio(ours, ours.floor(), phaseApply, wall); !ok || got != 2 {
		t.Errorf("%v %v, want 2", got, ok)
	}
	if got, ok := r.ratio(ours, ours.floor(), phaseDestroy, wall); ok {
		t.Errorf("a phase that was not measured has the ratio %v", got)
	}
}

func TestTheMiddleSampleIsOneThatWasMeasured(t *testing.T) {
	t.Parallel()
	s := subject{By: byRecords, Lines: 10}
	all := []sample{ran(s, 1, phasePlan, 3), ran(s, 2, phasePlan, 1), ran(s, 3, phasePlan, 2), ran(s, 4, phasePlan, 9)}
	if got := medianSample(all, wall); got.Run != 3 {
		t.Errorf("run %d, want 3", got.Run)
	}
}

func TestTheStartRatioPairsRuns(t *testing.T) {
	t.Parallel()
	r := &results{starts: []startUp{
		{1, byNoop, 100 * time.Millisecond},
		{1, byRecords, 120 * time.Millisecond},
		{2, byRecords, 600 * time.Millisecond},
		{2, byNoop, 500 * time.Millisecond},
	}}
	if got, ok := r.startRatio(); !ok || got != 1.2 {
		t.Errorf("%v %v, want 1.2", got, ok)
	}
}

func TestMemoryComparesTheLargestProcesses(t *testing.T) {
	t.Parallel()
	s := subject{By: byRecords, Lines: 1000}
	r := &results{samples: []sample{
		{Subject: s, Run: 1, Phase: phaseApply, Peak: 60 << 20},
		{Subject: s, Run: 1, Phase: phasePlan, Peak: 40 << 20},
		{Subject: s.floor(), Run: 1, Phase: phaseApply, Peak: 30 << 20},
		{Subject: s.floor(), Run: 1, Phase: phasePlan, Peak: 50 << 20},
	}}
	if got, ok := r.mostMemory(s, s.floor()); !ok || got != 1.2 {
		t.Errorf("%v %v, want 1.2", got, ok)
	}
}

func TestWhatTwiceAsMuchCostsIsOfTheSameRun(t *testing.T) {
	t.Parallel()
	half, whole := doublingSubject(doublingHalf), doublingSubject(doublingWhole)
	r := &results{}
	add := func(s subject, run int, seconds float64) {
		r.samples = append(r.samples, sample{Subject: s, Run: run, CPU: time.Duration(seconds * float64(time.Second))})
	}
	for i, phase := range phaseNames() {
		if got, ok := r.doublingRatio(); ok {
			t.Errorf("before %s: %v", phase, got)
		}
		add(half, 1, 1)
		add(whole, 1, 2)
		add(half, 2, 10) // A slow minute.
		add(whole, 2, 20)
		add(half, 3, 1)
		add(whole, 4, 100)                                         // Without its half.
		add(subject{By: byRecords, Lines: doublingWhole}, 3, 1000) // Of the series, at another time.
		for at := i * 7; at < len(r.samples); at++ {
			r.samples[at].Phase = phase
		}
	}
	if got, ok := r.doublingRatio(); !ok || got != 2 {
		t.Errorf("%v %v, want 2", got, ok)
	}
}

func TestTheNoOpProviderRunsWithTheSameFlag(t *testing.T) {
	t.Parallel()
	tasks := wideTasks()
	if len(tasks) != 2 || tasks[0].subject != wideSubject() || tasks[1].subject != wideSubject().floor() || tasks[1].Parallelism != wideParallelism || tasks[1].By != byNoop {
		t.Errorf("%v", tasks)
	}
	wide, other := wideSubject(), subject{By: byNoop, Lines: wideLines}
	r := &results{samples: []sample{ran(wide, 1, phaseApply, 3), ran(other, 1, phaseApply, 1)}}
	if got, ok := r.ratio(wide, wide.floor(), phaseApply, wall); ok {
		t.Errorf("%v, against a run without the flag", got)
	}
	r.samples = append(r.samples, ran(wide.floor(), 1, phaseApply, 2))
	if got, ok := r.ratio(wide, wide.floor(), phaseApply, wall); !ok || got != 1.5 {
		t.Errorf("%v %v, want 1.5", got, ok)
	}
}
