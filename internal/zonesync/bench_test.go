package zonesync

import (
	"fmt"
	"testing"
)

// BenchmarkApply makes a thousand edits in groups of ten on zones of several
// sizes, without any latency: what is left is our own work.
func BenchmarkApply(b *testing.B) {
	for _, size := range []int{10, 1000, 2000} {
		b.Run(fmt.Sprintf("%d lines", size), func(b *testing.B) {
			b.ReportAllocs()
			lines := hosts("h", 1000)
			for b.Loop() {
				store := newStore(hosts("start", size)...)
				o := Options{}
				o.Timing = DefaultTiming()
				c := New(store, o).Zone(testDomain)
				for at := 0; at < len(lines); at += 10 {
					group := make([]*request, 10)
					for i := range group {
						group[i] = &request{ctx: b.Context(), edit: add(lines[at+i]), done: make(chan result, 1)}
					}
					c.commit(b.Context(), group, true)
					for _, r := range group {
						if r.err != nil {
							b.Fatal(r.err)
						}
					}
				}
			}
		})
	}
}
