package planledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Claims on more than a line.

// conflicts says how a resource meets one that claims the whole zone, or, as such a
// one, how it meets any other. Of several it names the same one in every order.
func (z *Zone) conflicts(r *resource) (met []Finding) {
	others := z.byKey[wideKey]
	if r.claim.Whole != nil {
		others = slices.Collect(maps.Values(z.resources))
	}
	for _, other := range z.against(r, others) {
		whole, c := r.claim.Whole, other.claim
		if whole == nil {
			whole, c = c.Whole, r.claim
		}
		if kind := whole.meets(c); kind != ByRule {
			met = append(met, Finding{Kind: kind, Finding: rules.Finding{Severity: rules.Error, Line: cmp.Or(c.Adds.Line, c.Removes.Line)}})
		}
	}
	slices.SortFunc(met, func(a, b Finding) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Line, b.Line)) })
	return met[:min(1, len(met))]
}

// against returns the other resources that have a plan. A new one of a process that
// serves all walks may be of an earlier walk.
func (z *Zone) against(r *resource, all []*resource) (others []*resource) {
	for _, other := range all {
		isVoid := z.ledger.options.OneProcess && other.claim.New && other.claim.Removes.Key == ""
		if other != r && other.planned && !isVoid {
			others = append(others, other)
		}
	}
	return others
}

// meets says how another claim meets one on the whole zone; ByRule is not at all.
func (w *Whole) meets(c Claim) Kind {
	switch {
	case w == nil:
		return ByRule
	case c.Whole != nil && (!w.Leaves || !c.Whole.Leaves):
		return SecondWhole
	case w.Leaves && c.Adds.Key != "":
		return ReleasedWhole
	case !w.Leaves && (c.Adds.Key != "" || c.Removes.Key != "" && w.Lines[c.Removes.Key] > 0):
		return ManagedWhole
	}
	return ByRule
}

// settings returns the first setting that another resource gives another value.
func (z *Zone) settings(r *resource) []Finding {
	for _, attribute := range slices.Sorted(maps.Keys(r.claim.Settings)) {
		value := r.claim.Settings[attribute]
		for _, other := range z.against(r, z.byKey[wideKey]) {
			if theirs, given := other.claim.Settings[attribute]; given && theirs != value {
				f := rules.Finding{Severity: rules.Error, Field: attribute, Line: value, Others: []zone.Entry{{Line: theirs}}}
				return []Finding{{Kind: SettingTwice, Finding: f}}
			}
		}
	}
	return nil
}

// wiped says, in the place of all reads that have missed a line, that another tool
// seems to have written the zone: some know only lines of type, host and value, and
// write a zone back without all others. To write such lines again is no cure.
func (z *Zone) wiped(r *resource) []Finding {
	all := z.byKey[missesKey]
	hasThreeFields := func(r *resource) bool { return len(strings.Fields(r.claim.Misses)) == 3 }
	if len(all) < 2 || all[len(all)-1] != r || slices.ContainsFunc(all, hasThreeFields) {
		return nil
	}
	return []Finding{{Kind: Wiped, Finding: rules.Finding{Severity: rules.Warning}, open: true}}
}

// Missed returns the lines of a zone that reads of the run have missed.
func (l *Ledger) Missed(o zone.Origin) (lines []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if z, ok := l.zones[o.String()]; ok {
		for _, r := range z.byKey[missesKey] {
			lines = append(lines, r.claim.Misses)
		}
	}
	return slices.Sorted(slices.Values(lines))
}
