package rules

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
)

// Policy is the catalogue with the severities that a user has set. It is
// read-only and may be used by many goroutines.
type Policy struct {
	scopes map[Scope]*asked // Without the rules that are off.
	lines  *asked           // Those that an audit asks about every line.
}

// asked are the rules of a scope by the type of the record that they look at.
type asked struct {
	of    map[string][]*Rule // For each type that a rule names.
	other []*Rule            // For the others.
}

func (a *asked) about(c *Case) []*Rule {
	if rules, ok := a.of[c.Subject.Record.Type]; ok {
		return rules
	}
	return a.other
}

// in reports whether the rule is asked in a scope.
func (r *Rule) in(s Scope) bool {
	return r.Scope == s || s == ScopeNetwork && r.CheckNetwork != nil
}

// group returns the rules of scopes, one scope after the other, in their order.
func group(rules []Rule, scopes ...Scope) *asked {
	a := &asked{of: make(map[string][]*Rule)}
	var all []*Rule
	for _, s := range scopes {
		for i := range rules {
			if rules[i].in(s) {
				all = append(all, &rules[i])
			}
		}
	}
	for _, r := range all {
		for _, t := range r.Types {
			a.of[t] = nil
		}
	}
	for _, r := range all {
		if r.Types == nil {
			a.other = append(a.other, r)
		}
		for t := range a.of {
			if r.Types == nil || slices.Contains(r.Types, t) {
				a.of[t] = append(a.of[t], r)
			}
		}
	}
	return a
}

// NewPolicy returns the policy for settings of rule id to "error", "warning"
// or "off"; nil means the defaults. Wrong settings are reported all together:
// the error then has an *UnknownRuleError, *FixedRuleError or *SeverityError
// for each of them.
func NewPolicy(severities map[string]string) (*Policy, error) {
	catalogue := Catalogue()
	var wrong []error
	for _, id := range slices.Sorted(maps.Keys(severities)) {
		if err := checkSetting(catalogue, id, severities[id]); err != nil {
			wrong = append(wrong, err)
		}
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	for i, r := range catalogue {
		if set, ok := severities[r.ID]; ok {
			catalogue[i].Severity, catalogue[i].set = Severity(set), true
			catalogue[i].Scope = cmp.Or(r.ScopeWhenSet, r.Scope)
		}
	}
	catalogue = slices.DeleteFunc(catalogue, func(r Rule) bool { return r.Severity == Off })
	p := &Policy{scopes: make(map[Scope]*asked)}
	for _, s := range []Scope{ScopeRecord, ScopeZone, ScopeSettled, ScopeAudit, ScopeNetwork} {
		p.scopes[s] = group(catalogue, s)
	}
	p.lines = group(catalogue, ScopeRecord, ScopeZone, ScopeSettled)
	return p, nil
}

// Record judges one record on its own.
func (p *Policy) Record(c Case) []Finding { return p.judge(ScopeRecord, c) }

// Zone judges one record against the zone as it will be.
func (p *Policy) Zone(c Case) []Finding { return p.judge(ScopeZone, c) }

// Settled asks what is missing once the plan has settled, after a record is
// written or, with Case.Removal, removed.
func (p *Policy) Settled(c Case) []Finding { return p.judge(ScopeSettled, c) }

// Settings judges settings of the zone: Case.TTL.
func (p *Policy) Settings(c Case) []Finding {
	return p.judge(ScopeRecord, Case{Origin: c.Origin, Service: c.Service, TTL: c.TTL})
}

// Network asks a resolver about what a record says of names outside the zone.
func (p *Policy) Network(ctx context.Context, c Case, ask Resolver) []Finding {
	c = c.prepare()
	var found []Finding
	for _, r := range p.scopes[ScopeNetwork].about(&c) {
		found = append(found, r.stamp(r.CheckNetwork(ctx, c, ask))...)
	}
	return found
}

func (p *Policy) judge(s Scope, c Case) []Finding {
	c = c.prepare()
	return p.scopes[s].judge(&c)
}

// judge returns what the rules find in a prepared case.
func (a *asked) judge(c *Case) []Finding {
	var found []Finding
	for _, r := range a.about(c) {
		found = append(found, r.judge(c)...)
	}
	return found
}
