package planledger

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// run is a ledger with one zone, and what its calls have been answered.
type run struct {
	t      testing.TB
	ledger *Ledger
	zone   *Zone
	origin zone.Origin
}

// newRun starts a process over a live zone. memo may be nil.
func newRun(t testing.TB, memo Memo, live ...string) *run {
	t.Helper()
	policy, err := rules.NewPolicy(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &run{t: t, ledger: New(Options{Policy: policy, Memo: memo})}
	r.origin, r.zone = zoneOf(r.ledger, "hogehoge.com", strings.Join(live, "\n"))
	return r
}

// zoneOf returns the books of a zone with that live text.
func zoneOf(l *Ledger, domain, text string) (zone.Origin, *Zone) {
	o := zone.NewOrigin(domain)
	return o, l.Zone(zone.NewIndex(o, zone.ServiceGeneral, zone.Parse(text)), zone.ServiceGeneral)
}

// entry is a line as the provider hands it over; the empty entry for "".
func (r *run) entry(line string) zone.Entry {
	if line == "" {
		return zone.Entry{}
	}
	record, ok := zone.ParseRecord(line)
	if !ok {
		r.t.Errorf("%q is no record", line)
	}
	return zone.Entry{Record: record, Line: line, Key: r.origin.Key(record)}
}

func (r *run) key(line string) string { return r.entry(line).Key }

func (r *run) judge(token, removes, adds string) Verdict {
	return r.zone.Judge(context.Background(), Claim{Token: token, Removes: r.entry(removes), Adds: r.entry(adds)})
}

func (r *run) create(line string) Verdict { return r.judge("new "+line, "", line) }

func (r *run) remove(line string) Verdict { return r.judge("old "+line, line, "") }

func (r *run) keep(line string) Verdict { return r.judge("old "+line, line, line) }

// forward judges the record of a mail forwarding.
func (r *run) forward(token string, removes, adds bool) Verdict {
	line := func(there bool) zone.Entry {
		if !there {
			return zone.Entry{}
		}
		return r.entry(forwardLine)
	}
	return r.zone.Judge(context.Background(), Claim{Token: token, Removes: line(removes), Adds: line(adds), Forwarding: true})
}

const forwardLine = "mxe mail 209.19.56.20 10"

// said lists the rules of a verdict, each with the lines it stands against.
func said(v Verdict) string {
	found := make([]string, 0, len(v.Findings))
	for _, f := range slices.Concat(v.Findings, v.Stead.Findings) {
		text := f.Rule + ": " + f.Line
		for _, e := range f.Others {
			text += " | " + e.Line
		}
		found = append(found, text)
	}
	slices.Sort(found)
	return strings.Join(found, "\n")
}

// expect wants exactly these rules, as said lists them.
func expect(t testing.TB, v Verdict, want ...string) {
	t.Helper()
	if got := said(v); got != strings.Join(want, "\n") {
		t.Errorf("said:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

// memory is a Memo that outlives the processes of a test.
type memory struct {
	mu    sync.Mutex
	notes map[string][]string
}

func newMemory() *memory { return &memory{notes: map[string][]string{}} }

func (m *memory) Note(domain, key string, takes []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.notes[domain+" "+key] = takes
}

func (m *memory) Noted(domain, key string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.notes[domain+" "+key]
}
