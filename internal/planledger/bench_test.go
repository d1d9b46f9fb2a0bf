package planledger

import (
	"fmt"
	"testing"
)

// BenchmarkPlan shows that a plan costs the same for each record, however many
// there are: the times of one record must be alike.
func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		live := make([]string, n)
		for i := range live {
			live[i] = fmt.Sprintf("cname h%d old.example.net.", i)
		}
		for name, plan := range map[string]struct {
			live []string
			f    func(r *run, i int)
		}{
			"creates": {nil, func(r *run, i int) { r.create(fmt.Sprintf("a h%d 219.163.201.1", i)) }},
			"swaps":   {live, func(r *run, i int) { r.remove(live[i]); r.create(fmt.Sprintf("a h%d 219.163.201.1", i)) }},
			"updates": {live, func(r *run, i int) { r.judge(fmt.Sprint(i), live[i], fmt.Sprintf("cname h%d new.example.net.", i)) }},
		} {
			b.Run(fmt.Sprintf("%s=%d", name, n), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					r := newRun(b, plan.live...)
					b.StartTimer()
					for i := range n {
						plan.f(r, i)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/record")
			})
		}
	}
}
