package planledger

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const testDomain = "hogehoge.com"

// run is a ledger with one zone.
type run struct {
	t      testing.TB
	ledger *Ledger
	zone   *Zone
	origin zone.Origin
}

// newRun starts a process over a live zone.
func newRun(t testing.TB, live ...string) *run { return newRunWith(t, Options{}, live...) }

func newRunWith(t testing.TB, o Options, live ...string) *run {
	t.Helper()
	policy, err := rules.NewPolicy(nil)
	if err != nil {
		t.Fatal(err)
	}
	o.Policy = policy
	r := &run{t: t, ledger: New(o), origin: zone.NewOrigin(testDomain)}
	r.look(live...)
	return r
}

// look reads the zone.
func (r *run) look(live ...string) {
	x := zone.NewIndex(r.origin, zone.ServiceGeneral, zone.Parse(strings.Join(live, "\n")))
	r.zone = r.ledger.Zone(x, zone.ServiceGeneral)
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
	return r.zone.Judge(context.Background(), Claim{Token: token, Removes: r.entry(removes), Adds: r.entry(adds), New: removes == ""})
}

func (r *run) create(line string) Verdict { return r.judge("new "+line, "", line) }

func (r *run) remove(line string) Verdict { return r.judge("old "+line, line, "") }

func (r *run) keep(line string) Verdict { return r.judge("old "+line, line, line) }

// read reads the resource that keep and remove are about.
func (r *run) read(lines ...string) {
	for _, line := range lines {
		r.ledger.Reading()
		r.zone.Hold("old "+line, r.entry(line))
	}
}

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

// said lists all that a verdict reports, for itself and for others.
func said(v Verdict) string {
	var found []string
	report := func(v Verdict) {
		for _, f := range v.Findings {
			text := string(f.Severity) + " " + f.Rule + ": " + f.Line
			if f.Kind != ByRule {
				text = kinds()[f.Kind] + ": " + f.Line
				if f.Kind == Exists && f.Severity == rules.Warning {
					text = "believed: " + f.Line
				}
				found = append(found, text)
				continue
			}
			var others []string
			for _, e := range f.Others {
				others = append(others, e.Line)
			}
			slices.Sort(others)
			found = append(found, strings.Join(append([]string{text}, others...), " | "))
		}
	}
	report(v)
	for _, d := range v.Deferred {
		report(d.Verdict)
	}
	slices.Sort(found)
	return strings.Join(found, "\n")
}

func kinds() []string {
	return []string{"", "exists", "claimed", "surplus", "shared", "leaving", "second whole", "managed whole", "released whole", "setting twice", "wiped"}
}

// has reports whether a verdict has a finding of the kind.
func has(v Verdict, k Kind) bool {
	return slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Kind == k })
}

// expect wants exactly these reports, as said lists them. Errors are given without
// their severity.
func expect(t testing.TB, v Verdict, want ...string) {
	t.Helper()
	if got := strings.ReplaceAll(said(v), "error ", ""); got != strings.Join(want, "\n") {
		t.Errorf("said:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}
