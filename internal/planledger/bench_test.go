package planledger

import (
	"fmt"
	"testing"
)

// BenchmarkPlan shows that a plan costs the same for each record, however many
// there are: the times of one record must be alike.
func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("creates=%d", n), func(b *testing.B) {
			perRecord(b, n, func(*testing.B) *run { return newRun(b, nil) }, func(r *run, i int) {
				r.create(fmt.Sprintf("a h%d 192.0.2.1", i))
			})
		})
		live := make([]string, n)
		for i := range live {
			live[i] = fmt.Sprintf("cname h%d old.example.net.", i)
		}
		b.Run(fmt.Sprintf("swaps=%d", n), func(b *testing.B) {
			perRecord(b, n, func(*testing.B) *run { return newRun(b, newMemory(), live...) }, func(r *run, i int) {
				r.remove(live[i])
				r.create(fmt.Sprintf("a h%d 192.0.2.1", i))
			})
		})
		b.Run(fmt.Sprintf("updates=%d", n), func(b *testing.B) {
			perRecord(b, n, func(*testing.B) *run { return newRun(b, newMemory(), live...) }, func(r *run, i int) {
				r.judge(fmt.Sprint(i), live[i], fmt.Sprintf("cname h%d new.example.net.", i))
			})
		})
	}
}

func perRecord(b *testing.B, n int, start func(*testing.B) *run, plan func(r *run, i int)) {
	for b.Loop() {
		b.StopTimer()
		r := start(b)
		b.StartTimer()
		for i := range n {
			plan(r, i)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/record")
}
