package rules

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// placed is a finding with the number of the line it is about.
type placed struct {
	Finding
	line int
}

// Audit judges a whole zone: every line of it as if it were written now, and
// what a zone should contain in addition. The TTL is in seconds, 0 where it is not
// known. Findings are in the order of the lines they are about, those
// about something missing at the end; a contradiction is reported once, on
// the later of its lines, which is the one that was probably added to it.
func (p *Policy) Audit(z *zone.Zone, o zone.Origin, s zone.Service, ttl int) []Finding {
	x := zone.NewIndex(o, s, z)
	base := Case{Origin: o, Service: s, Zone: x, mail: newMailView(x)}
	var found []placed
	for _, f := range p.Settings(Case{Origin: o, Service: s, TTL: ttl}) {
		found = append(found, placed{f, -1})
	}
	found = p.auditLines(found, base, z)
	base.texts = textsOf(z, o)
	whole := p.scopes[ScopeAudit].judge(&base)
	numbers := lineNumbers(whole, z)
	for _, f := range whole {
		found = append(found, placed{f, numbers[f.Line]})
	}
	return inOrder(once(found))
}

// auditLines judges every line of a zone, equal ones once: they would only
// repeat each other's findings.
func (p *Policy) auditLines(found []placed, c Case, z *zone.Zone) []placed {
	judged := make(map[string]bool) // Keys that several lines have.
	keys := z.Keys(c.Origin)
	for i, l := range z.Lines() {
		if strings.TrimSpace(l.Text) == "" {
			continue
		}
		c.Subject = zone.Entry{Line: l.Text, Key: keys[i]}
		if l.Known {
			c.Subject.Record = l.Record
		}
		one := c.prepare()
		// A line that is the only one at its host has no equal.
		if len(one.here) != 1 && c.Zone.Count(one.Subject.Key) > 1 {
			if judged[one.Subject.Key] {
				continue
			}
			judged[one.Subject.Key] = true
		}
		for _, f := range p.lines.judge(&one) {
			found = append(found, placed{f, i})
		}
	}
	return found
}

// lineNumbers returns the number of the first line that each finding is about.
// Findings about something missing come last.
func lineNumbers(found []Finding, z *zone.Zone) map[string]int {
	numbers := make(map[string]int)
	for _, f := range found {
		numbers[f.Line] = math.MaxInt
	}
	for i, l := range z.Lines() {
		if n, ok := numbers[l.Text]; ok && l.Known && n == math.MaxInt {
			numbers[l.Text] = i
		}
	}
	return numbers
}

// pair is one side of a contradiction as seen from the other.
type pair struct{ cause, line, other string }

// once drops the findings that say again, from the other side, what another
// one says. Of two sides the one that names more lines stays, then the later.
func once(found []placed) []placed {
	slices.SortStableFunc(found, func(a, b placed) int {
		return cmp.Or(cmp.Compare(len(b.Others), len(a.Others)), cmp.Compare(b.line, a.line))
	})
	said := make(map[pair]bool)
	kept := found[:0]
	for _, f := range found {
		cause := causeOf(f.Rule)
		repeated := slices.ContainsFunc(f.Others, func(o zone.Entry) bool {
			return said[pair{cause, lineOf(o), f.Line}]
		})
		if repeated {
			continue
		}
		for _, o := range f.Others {
			said[pair{cause, f.Line, lineOf(o)}] = true
		}
		kept = append(kept, f)
	}
	return kept
}

// causeOf gives one name to rules that see one contradiction from two sides.
func causeOf(rule string) string {
	if rule == "forwarding-record-overridden" {
		return "forwarding-with-mail-server"
	}
	return rule
}

func inOrder(found []placed) []Finding {
	position := make(map[string]int)
	for i, r := range Catalogue() {
		position[r.ID] = i
	}
	slices.SortStableFunc(found, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(position[a.Rule], position[b.Rule]))
	})
	findings := make([]Finding, len(found))
	for i, f := range found {
		findings[i] = f.Finding
	}
	return findings
}
