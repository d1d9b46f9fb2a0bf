package main

import (
	"cmp"
	"slices"
	"time"
)

// median returns the middle value, of an even number the mean of the two in the
// middle. It is false for no values.
func median(values []float64) (float64, bool) {
	if len(values) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle], true
	}
	return (sorted[middle-1] + sorted[middle]) / 2, true
}

// medianSample returns the sample with the middle value; of an even number the
// lower of the two in the middle.
func medianSample(samples []sample, value func(sample) float64) sample {
	sorted := slices.SortedFunc(slices.Values(samples), func(a, b sample) int { return cmp.Compare(value(a), value(b)) })
	return sorted[(len(sorted)-1)/2]
}

// of returns the samples of a subject and phase.
func (r *results) of(s subject, phase string) []sample {
	var all []sample
	for _, one := range r.samples {
		if one.Subject == s && one.Phase == phase {
			all = append(all, one)
		}
	}
	return all
}

// values returns a value of each sample of a subject and phase.
func (r *results) values(s subject, phase string, value func(sample) float64) []float64 {
	var all []float64
	for _, one := range r.of(s, phase) {
		all = append(all, value(one))
	}
	return all
}

// ratio returns the median, over the runs that have both, of a value of one
// subject to that of another.
func (r *results) ratio(s, to subject, phase string, value func(sample) float64) (float64, bool) {
	floor := map[int]float64{}
	for _, one := range r.of(to, phase) {
		floor[one.Run] = value(one)
	}
	var ratios []float64
	for _, one := range r.of(s, phase) {
		if f := floor[one.Run]; f > 0 {
			ratios = append(ratios, value(one)/f)
		}
	}
	return median(ratios)
}

// wall, cpu, allCPU and peak are values of a sample: seconds and megabytes.
func wall(s sample) float64   { return s.Wall.Seconds() }
func cpu(s sample) float64    { return s.CPU.Seconds() }
func allCPU(s sample) float64 { return s.All.Seconds() }
func peak(s sample) float64   { return float64(s.Peak) / (1 << 20) }

// startRatio is how much longer the provider took to start than the no-op one.
func (r *results) startRatio() (float64, bool) {
	floor := map[int]time.Duration{}
	for _, s := range r.starts {
		if s.By == byNoop {
			floor[s.Run] = s.Took
		}
	}
	var ratios []float64
	for _, s := range r.starts {
		if f := floor[s.Run]; s.By != byNoop && f > 0 {
			ratios = append(ratios, s.Took.Seconds()/f.Seconds())
		}
	}
	return median(ratios)
}
