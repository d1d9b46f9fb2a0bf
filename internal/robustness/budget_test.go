package robustness

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// command runs a plan and its apply, which must succeed, and returns how many
// requests and writes each took, and how long.
func (w *world) command(t *testing.T, s *workspace, o options) (plan, apply, writes int, took time.Duration) {
	t.Helper()
	before, _ := w.api.counts()
	changes, diags := w.plan(t.Context(), s, o)
	requests, puts := w.api.counts()
	begun := time.Now()
	plan = requests - before
	if len(diags) == 0 {
		diags = w.apply(t.Context(), s, changes, o)
	}
	if len(diags) > 0 {
		t.Fatalf("%d errors, the first: %s", len(diags), diags[0])
	}
	after, written := w.api.counts()
	return plan, after - requests, written - puts, time.Since(begun)
}

// zones gives a workspace n zones with these records each.
func (w *world) zones(t *testing.T, s *workspace, n int, blocks map[string]resource) {
	t.Helper()
	for i := range n {
		name := fmt.Sprintf("zone%d.example", i)
		if err := w.api.server.SetZone(name, simulator.Zone{DomainID: i + 10, NSType: "valuedomain1", TTL: 3600, Records: "a @ 203.0.113.10"}); err != nil {
			t.Fatal(err)
		}
		for addr, r := range blocks {
			attrs := map[string]string{"domain": name}
			for key, value := range r.attrs {
				attrs[key] = value
			}
			s.config[fmt.Sprintf("%s%d", addr, i)] = resource{r.kind, attrs}
		}
	}
}

// A commit takes a read, a write and the read that verifies it, and gets them in
// a row, however many zones there are.
func TestAHundredZonesTakeThreeRequestsACommit(t *testing.T) {
	records := map[string]resource{
		"a":   {"a_record", map[string]string{"host": "www", "address": "203.0.113.11"}},
		"txt": {"txt_record", map[string]string{"host": "@", "value": "v=spf1 -all"}},
		"mx":  {"mx_record", map[string]string{"host": "@", "target": "mail.example.net.", "priority": "10"}},
	}
	const n = 100
	for _, parallelism := range []int{10, 300} {
		t.Run(fmt.Sprintf("-parallelism=%d", parallelism), func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				defer time.Sleep(time.Hour)
				w, err := newWorld(newChance(1, nil), startZone)
				if err != nil {
					t.Fatal(err)
				}
				w.hints = true
				s, o := w.space("s", dir), options{parallelism: parallelism, refresh: true}
				w.zones(t, s, n, records)
				for _, what := range []string{"apply", "destroy"} {
					plan, apply, writes, took := w.command(t, s, o)
					t.Logf("%s: plan %d requests, apply %d in %d writes, %s", what, plan, apply, writes, took.Round(time.Second))
					if plan > n || apply > 3*writes {
						t.Errorf("%s: plan %d requests, apply %d in %d writes", what, plan, apply, writes)
					}
					if parallelism == 300 && (writes != n || apply > 3*n) {
						t.Errorf("%s: %d writes and %d requests, want %d and %d at most", what, writes, apply, n, 3*n)
					}
					// The plan has used up the limit of the minute; the requests come at its rate.
					if most := time.Duration(apply) * time.Second * 61 / 60; took > most+90*time.Second {
						t.Errorf("%s took %s, the limit allows it in %s", what, took, most)
					}
					s.config = configuration{}
				}
				w.budget()
				for _, law := range w.laws {
					t.Error(law)
				}
			})
		})
	}
}

func TestAHundredRecordsOfOneZone(t *testing.T) {
	for _, test := range []struct{ parallelism, requests int }{{10, 21}, {100, 3}} {
		t.Run(fmt.Sprintf("-parallelism=%d", test.parallelism), func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				defer time.Sleep(time.Hour)
				w, err := newWorld(newChance(1, nil), startZone)
				if err != nil {
					t.Fatal(err)
				}
				w.hints = true
				s, o := w.space("s", dir), options{parallelism: test.parallelism, refresh: true}
				for i := range 100 {
					s.config[fmt.Sprintf("r%d", i)] = resource{"txt_record", map[string]string{"host": fmt.Sprintf("h%d", i), "value": "x"}}
				}
				if _, apply, _, _ := w.command(t, s, o); apply > test.requests {
					t.Errorf("%d requests, want %d at most", apply, test.requests)
				}
			})
		})
	}
}
