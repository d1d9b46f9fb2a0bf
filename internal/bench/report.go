package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
)

// table shows the medians of each subject and phase.
func (r *results) table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "records\tcommand\ttime\tto no-op\trequests\tpeak memory\tCPU")
	for _, s := range slices.Concat(groups(false)...) {
		for _, p := range phases() {
			runs := r.of(s, p)
			if len(runs) == 0 {
				continue // The short form has less.
			}
			ratio := ""
			if v, ok := r.ratio(s, p, wall); ok && s.by != byNoop {
				ratio = fmt.Sprintf("%.2f", v)
			}
			requests := slices.MaxFunc(runs, func(a, b sample) int { return cmp.Compare(requests(a), requests(b)) })
			fmt.Fprintf(w, "%s\t%s\t%.2f s\t%s\t%d GET %d PUT\t%.0f MB\t%.2f s\n",
				s, p, median(values(runs, wall)), ratio, requests.gets, requests.puts, median(values(runs, peak)), median(values(runs, cpu)))
		}
	}
	_ = w.Flush() // A strings.Builder takes everything.
	return b.String()
}

// of returns the samples of a subject and phase.
func (r *results) of(s subject, p phase) (all []sample) {
	for _, one := range r.samples {
		if one.subject == s && one.phase == p {
			all = append(all, one)
		}
	}
	return all
}

// wall, cpu, peak and requests are values of a sample: seconds, megabytes, and a
// number.
func wall(s sample) float64     { return s.wall.Seconds() }
func cpu(s sample) float64      { return s.cpu.Seconds() }
func peak(s sample) float64     { return float64(s.peak) / (1 << 20) }
func requests(s sample) float64 { return float64(s.gets + s.puts) }

func values(samples []sample, value func(sample) float64) (all []float64) {
	for _, s := range samples {
		all = append(all, value(s))
	}
	return all
}

// median returns the middle value, of an even number the mean of the two in the
// middle, and 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// paired returns the median of what is worked out of a sample and the floor's
// sample of the same run.
func (r *results) paired(s subject, p phase, of func(ours, floor sample) float64) (float64, bool) {
	var all []float64
	for _, one := range r.of(s, p) {
		for _, floor := range r.of(s.floor(), p) {
			if floor.run == one.run {
				all = append(all, of(one, floor))
			}
		}
	}
	return median(all), len(all) > 0
}

// ratio returns the median of the ratios of a value to the floor's.
func (r *results) ratio(s subject, p phase, value func(sample) float64) (float64, bool) {
	return r.paired(s, p, func(ours, floor sample) float64 { return value(ours) / value(floor) })
}
