package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
)

// table shows the least of all runs of each subject and phase, and the most requests.
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
				s, p, slices.Min(values(runs, wall)), ratio, requests.gets, requests.puts, slices.Min(values(runs, peak)), slices.Min(values(runs, cpu)))
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

// wall and so on are values of a sample: seconds, megabytes, and a number.
func wall(s sample) float64      { return s.wall.Seconds() }
func cpu(s sample) float64       { return s.cpu.Seconds() }
func roundTrip(s sample) float64 { return s.roundTrip.Seconds() }
func peak(s sample) float64      { return float64(s.peak) / (1 << 20) }
func requests(s sample) float64  { return float64(s.gets + s.puts) }

func values(samples []sample, value func(sample) float64) (all []float64) {
	for _, s := range samples {
		all = append(all, value(s))
	}
	return all
}

// least returns the lowest value of a subject's runs: what else happens on the machine
// only adds. It reports whether there is any.
func (r *results) least(s subject, p phase, value func(sample) float64) (float64, bool) {
	all := values(r.of(s, p), value)
	if len(all) == 0 {
		return 0, false
	}
	return slices.Min(all), true
}

// ratio compares the least value to the floor's.
func (r *results) ratio(s subject, p phase, value func(sample) float64) (float64, bool) {
	ours, ok := r.least(s, p, value)
	floor, known := r.least(s.floor(), p, value)
	return ours / floor, ok && known
}

// timeOfRequests is what a command takes more than with the no-op provider, in times of
// what its requests take one after the other.
func (r *results) timeOfRequests(s subject, p phase) (float64, bool) {
	ours, ok := r.least(s, p, wall)
	floor, known := r.least(s.floor(), p, wall)
	trip, _ := r.least(s, p, roundTrip)
	count, _ := r.least(s, p, requests)
	return (ours - floor) / (count * trip), ok && known
}
