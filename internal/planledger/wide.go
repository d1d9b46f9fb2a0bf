package planledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// conflicts says how a resource meets one with a claim on the whole zone or settings,
// or, with a claim on the whole zone, any other. Of several it names the same one in
// every order. With OneProcess a new one may be of an earlier walk.
func (z *Zone) conflicts(r *resource) (met []Finding) {
	others := z.byKey[wideKey]
	if r.claim.Whole != nil {
		others = slices.Collect(maps.Values(z.resources))
	}
	for _, other := range others {
		isVoid := z.ledger.options.OneProcess && other.claim.New && other.claim.Removes.Key == ""
		if other != r && other.planned && !isVoid {
			met = append(met, r.claim.meets(other.claim)...)
		}
	}
	slices.SortFunc(met, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Line, b.Line))
	})
	return met[:min(1, len(met))]
}

// meets says how two claims meet one of which is about more than a line.
func (c Claim) meets(other Claim) (met []Finding) {
	for attribute, value := range c.Settings {
		if theirs, given := other.Settings[attribute]; given && theirs != value {
			f := rules.Finding{Severity: rules.Error, Field: attribute, Line: value, Others: []zone.Entry{{Line: theirs}}}
			met = append(met, Finding{Kind: SettingTwice, Finding: f})
		}
	}
	whole, lines := c.Whole, other
	if whole == nil {
		whole, lines = other.Whole, c
	}
	f := Finding{Finding: rules.Finding{Severity: rules.Error, Line: cmp.Or(lines.Adds.Line, lines.Removes.Line)}}
	switch {
	case whole == nil:
		return met
	case lines.Whole != nil && (!whole.Leaves || !lines.Whole.Leaves):
		f.Kind = SecondWhole
	case whole.Leaves && lines.Adds.Key != "":
		f.Kind = ReleasedWhole
	case !whole.Leaves && (lines.Adds.Key != "" || whole.Lines[lines.Removes.Key] > 0):
		f.Kind = ManagedWhole
	default:
		return met
	}
	return append(met, f)
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
