package planledger

import (
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// isWide reports whether the claim is about more than a line.
func (c Claim) isWide() bool { return c.Whole != nil || len(c.Settings) > 0 }

// isVoid reports whether a claim may be one of an earlier walk of the process.
func (z *Zone) isVoid(r *resource) bool {
	return r.claim == nil || z.ledger.options.OneProcess && r.claim.New && r.holds.Key == ""
}

// conflicts says how a resource meets one that claims the whole zone, or, as such a
// one, how it meets any other. Of several it names the same one in every order.
func (z *Zone) conflicts(r *resource) []Finding {
	met := Finding{Finding: rules.Finding{Severity: rules.Error}}
	meet := func(kind Kind, line string) {
		if kind != ByRule && (met.Kind == ByRule || kind == SecondWhole || met.Kind != SecondWhole && (kind < met.Kind || line < met.Line)) {
			met.Kind, met.Line = kind, line
		}
	}
	for _, other := range z.wide {
		if whole := other.claim.Whole; other != r && !z.isVoid(other) && whole != nil {
			meet(whole.meets(r.claim), r.claim.line())
		}
	}
	if r.claim.Whole != nil {
		for _, other := range z.resources {
			if other != r && !z.isVoid(other) {
				meet(r.claim.Whole.meets(other.claim), other.claim.line())
			}
		}
	}
	if met.Kind == ByRule {
		return nil
	}
	return []Finding{met}
}

// line is the text of the line that a claim is about.
func (c Claim) line() string {
	if c.Adds.Key != "" {
		return c.Adds.Line
	}
	return c.Removes.Line
}

// meets says how another claim meets one on the whole zone; ByRule is not at all.
func (w *Whole) meets(c *Claim) Kind {
	switch {
	case c.Whole != nil && (!w.Leaves || !c.Whole.Leaves):
		return SecondWhole
	case w.Leaves && c.Adds.Key != "":
		return ReleasedWhole
	case !w.Leaves && (c.Adds.Key != "" || c.Removes.Key != "" && w.Lines[c.Removes.Key] > 0):
		return ManagedWhole
	}
	return ByRule
}

// settings returns the settings that other resources give another value.
func (z *Zone) settings(r *resource) (found []Finding) {
	for _, attribute := range slices.Sorted(maps.Keys(r.claim.Settings)) {
		value := r.claim.Settings[attribute]
		for _, other := range z.wide {
			if theirs, given := other.claim.Settings[attribute]; other != r && !z.isVoid(other) && given && theirs != value {
				f := rules.Finding{Severity: rules.Error, Field: attribute, Line: value}
				return []Finding{{Kind: SettingTwice, Finding: f, Other: theirs}}
			}
		}
	}
	return nil
}
