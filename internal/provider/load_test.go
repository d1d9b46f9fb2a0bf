package provider_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const (
	loadZones   = 5
	loadRecords = 50
)

func loadDomain(n int) string { return fmt.Sprintf("load%d.example", n) }

// loadBody is fifty records of a zone.
func loadBody(domain string, last int) string {
	return fmt.Sprintf("resource \"valuedomain_a_record\" \"r\" {\n count = %d\n domain = %q\n host = \"h${count.index}\"\n address = \"192.0.2.%d\"\n}\n",
		loadRecords, domain, last)
}

// TestFiveAppliesAtOnceStayUnderTheLimit lets five processes of one token create
// fifty records each, in a zone of their own, and then change them all: more
// requests than the registrar takes in a minute. Not one may be refused, and
// none may have to wait for all the others to end. The same on a faster clock,
// without Terraform, is TestProcessesShareOneLimitAndNoneStarves of valuedomain.
func TestFiveAppliesAtOnceStayUnderTheLimit(t *testing.T) {
	t.Parallel()
	if os.Getenv("VALUEDOMAIN_LONG_TEST") == "" {
		t.Skip("takes minutes; set VALUEDOMAIN_LONG_TEST=1")
	}
	w := newWorld(t, webZone, simulator.Options{RequestsPerMinute: 60, Latency: 300 * time.Millisecond})
	var all sync.WaitGroup
	began := time.Now()
	ends := make([][]time.Duration, loadZones)
	for n := range loadZones {
		domain := loadDomain(n)
		if err := w.SetZone(domain, simulator.Zone{DomainID: n + 2, NSType: "valuedomain1", TTL: 3600, Records: "a @ 203.0.113.10"}); err != nil {
			t.Fatal(err)
		}
		c := newCLI(t, w)
		all.Go(func() {
			for _, address := range []int{1, 2} {
				c.write("requests_per_minute = 60", loadBody(domain, address))
				if o := c.tryApply(); o.code != 0 || len(o.diagnostics) > 0 {
					t.Errorf("%s: code %d:\n%s", domain, o.code, o.out)
				}
				ends[n] = append(ends[n], time.Since(began))
			}
		})
	}
	all.Wait()
	for n := range loadZones {
		z, _ := w.Zone(loadDomain(n))
		if got := strings.Count(z.Records, " 192.0.2.2"); got != loadRecords {
			t.Errorf("%s holds %d records", loadDomain(n), got)
		}
	}
	judgeLoad(t, w, ends)
}

// judgeLoad looks at what the API has seen.
func judgeLoad(t *testing.T, w *world, ends [][]time.Duration) {
	t.Helper()
	var times []time.Time
	byZone := map[string]int{}
	for _, e := range w.Journal() {
		if e.Status != 200 {
			t.Errorf("status %d of %s %s", e.Status, e.Method, e.Path)
		}
		times = append(times, e.Time)
		byZone[e.Path]++
	}
	slices.SortFunc(times, time.Time.Compare)
	most := 0
	for i := range times {
		n := i
		for n < len(times) && times[n].Sub(times[i]) < time.Minute {
			n++
		}
		most = max(most, n-i)
	}
	if most > 60 {
		t.Errorf("%d requests within a minute", most)
	}
	var done []time.Duration
	for n := range ends {
		done = append(done, ends[n][1])
		t.Logf("%s: %d requests, created after %s, changed after %s", loadDomain(n), byZone["/domains/"+loadDomain(n)+"/dns"],
			ends[n][0].Round(time.Second), ends[n][1].Round(time.Second))
	}
	slices.Sort(done)
	first, middle, last := done[0], done[len(done)/2], done[len(done)-1]
	t.Logf("%d requests in %s, at most %d in any minute; the first was done after %s, the last after %s", len(times), times[len(times)-1].Sub(times[0]).Round(time.Second),
		most, first.Round(time.Second), last.Round(time.Second))
	// All had as much to do. One may be through before the limit closes; whoever
	// starves is done a window after most others.
	if late := last - middle; late > 30*time.Second {
		t.Errorf("one was done %s after most others", late)
	}
}
