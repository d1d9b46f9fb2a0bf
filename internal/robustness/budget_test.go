package robustness

import (
	"fmt"
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// budgetCase is a configuration, and what its first apply and its destroy may
// cost, each with the plan before it.
type budgetCase struct {
	name        string
	zones       int
	blocks      configuration // Of each zone.
	parallelism int
	latency     time.Duration // Of a request; 0: by chance, up to 0.6 s.
	detects     bool          // Without dns_service, which decides how mx lines are written.

	requests int           // At most.
	time     time.Duration // At most, in virtual time. The limit is 60 requests a minute.
}

// budgets are the goals of `make bench` that are counted in virtual time.
func budgets() []budgetCase {
	const slow = 700 * time.Millisecond // What the real API takes.
	three := configuration{
		"a":   address("www", "203.0.113.11"),
		"txt": txt("@", "v=spf1 -all"),
		"mx":  {"mx_record", map[string]string{"host": "@", "target": "mail.example.net.", "priority": "10"}},
	}
	// Three pauses for the limit make three bases too old, which are read again.
	const thousand = 1 + 1 + 2*100 + 3
	return []budgetCase{
		{name: "zones-100x3", zones: 100, blocks: three, parallelism: 10, requests: 1000, time: 16*time.Minute + 30*time.Second},
		{name: "zones-100x3-parallelism-300", zones: 100, blocks: three, parallelism: 300, requests: 400, time: 6*time.Minute + 15*time.Second},
		{name: "zones-100x3-set", zones: 100, blocks: set(three), parallelism: 10, requests: 400, time: 6*time.Minute + 15*time.Second},
		{name: "zones-100x3-set-detected", zones: 100, blocks: set(three), parallelism: 10, detects: true, requests: 400, time: 6*time.Minute + 15*time.Second},
		{name: "zones-100x3-parallelism-300-detected", zones: 100, blocks: three, parallelism: 300, detects: true, requests: 400, time: 6*time.Minute + 15*time.Second},
		{name: "records-100", zones: 1, blocks: texts(100), parallelism: 10, requests: 22, time: 10 * time.Second},
		{name: "records-100-700ms", zones: 1, blocks: texts(100), parallelism: 10, latency: slow, requests: 22, time: 22 * slow * 115 / 100},
		{name: "records-100-700ms-parallelism-100", zones: 1, blocks: texts(100), parallelism: 100, latency: slow, requests: 4, time: 4 * slow * 115 / 100},
		{name: "records-100-700ms-set", zones: 1, blocks: set(texts(100)), parallelism: 10, latency: slow, requests: 4, time: 4 * slow * 115 / 100},
		{name: "records-1000", zones: 1, blocks: texts(1000), parallelism: 10, requests: thousand, time: 3*time.Minute + 20*time.Second},
		{name: "records-1000-parallelism-100", zones: 1, blocks: texts(1000), parallelism: 100, requests: 22, time: 10 * time.Second},
		{name: "records-1000-set", zones: 1, blocks: set(texts(1000)), parallelism: 10, requests: 4, time: 3 * time.Second},
	}
}

// texts are records of one zone.
func texts(n int) configuration {
	all := configuration{}
	for i := range n {
		all[fmt.Sprintf("r%d.", i)] = txt(fmt.Sprintf("h%d", i), "x")
	}
	return all
}

// set is the same records as one valuedomain_records.
func set(blocks configuration) configuration {
	lines := map[string]string{}
	for addr, r := range blocks {
		lines[addr] = line(r)
	}
	return configuration{"set": {"records", lines}}
}

func TestBudgets(t *testing.T) {
	for _, c := range budgets() {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				defer time.Sleep(time.Hour) // Until what was begun has ended.
				w, err := newWorld(newChance(1, nil), startZone)
				if err != nil {
					t.Fatal(err)
				}
				w.hints, w.detects = true, c.detects
				if c.latency > 0 {
					w.api.force = func(_, _ string, l *luck) { l.there, l.back = c.latency/2, c.latency/2 }
				}
				s := w.space("s", t.TempDir())
				w.zones(t, s, c.zones, c.blocks)
				w.spend(t, s, "apply", c)
				s.config = configuration{}
				time.Sleep(2 * time.Minute)
				w.spend(t, s, "destroy", c)
				w.budget()
				for _, law := range w.laws {
					t.Error(law)
				}
			})
		})
	}
}

// TestBudgetOfMachines lets two machines that share through a service write 30 records
// each into one zone at the same time.
func TestBudgetOfMachines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Hour) // Until what was begun has ended.
		w, err := newWorld(newChance(1, nil), startZone)
		if err != nil {
			t.Fatal(err)
		}
		w.service = newService(w)
		w.hints = true
		for _, name := range []string{"one", "two"} {
			s := w.space(name, t.TempDir())
			for i := range 30 {
				s.config[fmt.Sprintf("r%d", i)] = txt(name, fmt.Sprintf("v%d", i))
			}
		}
		c := budgetCase{name: "machines-2x30", parallelism: 10, requests: 20, time: 12 * time.Second}
		w.spendTogether(t, "apply", c)
		for _, s := range w.spaces {
			s.config = configuration{}
		}
		time.Sleep(2 * time.Minute)
		w.spendTogether(t, "destroy", c)
		w.budget()
		for _, law := range w.laws {
			t.Error(law)
		}
	})
}

// spendTogether is spend of all workspaces at the same time.
func (w *world) spendTogether(t *testing.T, what string, c budgetCase) {
	t.Helper()
	o, begun := options{parallelism: c.parallelism, refresh: true}, time.Now()
	before, _ := w.api.counts()
	var all sync.WaitGroup
	for _, s := range w.spaces {
		all.Go(func() {
			changes, diags := w.plan(t.Context(), s, o)
			if len(diags) == 0 {
				diags = w.apply(t.Context(), s, changes, o)
			}
			if len(diags) > 0 {
				t.Errorf("%s of %s: %q", what, s.name, diags)
			}
		})
	}
	all.Wait()
	took := time.Since(begun).Round(time.Second / 10)
	after, _ := w.api.counts()
	w.reached("after " + what)
	goal(t, fmt.Sprintf("%s-%s-requests", c.name, what), after-before, c.requests, after-before <= c.requests)
	goal(t, fmt.Sprintf("%s-%s-time", c.name, what), took, c.time, took <= c.time)
}

// zones gives a workspace n zones with these records each.
func (w *world) zones(t *testing.T, s *workspace, n int, blocks configuration) {
	t.Helper()
	for i := range n {
		name := fmt.Sprintf("zone%d.example", i)
		if err := w.api.server.SetZone(name, simulator.Zone{DomainID: i + 10, NSType: "valuedomain1", TTL: 3600, Records: "a @ 203.0.113.10"}); err != nil {
			t.Fatal(err)
		}
		for addr, r := range blocks {
			attrs := maps.Clone(r.attrs)
			attrs["domain"] = name
			s.config[fmt.Sprint(addr, i)] = resource{r.kind, attrs}
		}
	}
}

// spend runs a plan and its apply, which must succeed, and holds them against
// their budget. A plan reads each zone once. A commit takes a read, a write and
// the read that verifies it, and gets them in a row.
func (w *world) spend(t *testing.T, s *workspace, what string, c budgetCase) {
	t.Helper()
	o, begun := options{parallelism: c.parallelism, refresh: true}, time.Now()
	before, written := w.api.counts()
	changes, diags := w.plan(t.Context(), s, o)
	planned, _ := w.api.counts()
	if len(diags) == 0 {
		diags = w.apply(t.Context(), s, changes, o)
	}
	if len(diags) > 0 {
		t.Fatalf("%s: %d errors, the first: %s", what, len(diags), diags[0])
	}
	took := time.Since(begun).Round(time.Second / 10)
	after, writes := w.api.counts()
	if plan, apply := planned-before, after-planned; plan > c.zones || apply > 3*(writes-written) {
		t.Errorf("%s: the plan of %d zones took %d requests, the apply %d in %d writes", what, c.zones, plan, apply, writes-written)
	}
	goal(t, fmt.Sprintf("%s-%s-requests", c.name, what), after-before, c.requests, after-before <= c.requests)
	goal(t, fmt.Sprintf("%s-%s-time", c.name, what), took, c.time, took <= c.time)
}

// goal says how a figure compares to its bound, in a line that `make bench` shows.
func goal(t *testing.T, name string, figure, bound any, met bool) {
	t.Helper()
	verdict := "met"
	if !met {
		verdict = "missed"
		t.Fail()
	}
	t.Logf("goal: %s %v %v %s", name, figure, bound, verdict)
}
