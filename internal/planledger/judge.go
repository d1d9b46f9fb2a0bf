package planledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// judge says what there is to say of a resource's claim as things are, and
// whether a later claim could make it better. It changes nothing.
func (z *Zone) judge(r *resource) (v Verdict, open bool) {
	v.Findings = slices.Concat(z.conflicts(r), z.wiped(r), z.owned(r), z.byRules(r.claim))
	v.Spares = z.spares(r)
	if exists(v.Findings) { // Then the rules are silent, unless a later claim has an answer.
		for i := range v.Findings {
			v.Findings[i].open = v.Findings[i].open || v.Findings[i].Kind == ByRule
		}
	}
	for _, f := range v.Findings {
		if !f.open && f.Severity == rules.Error {
			return v, false
		}
		open = open || f.open
	}
	// Whether others share the record of a forward decides what its removal does.
	return v, open || r.claim.Forwarding && r.claim.gives() && !v.Spares
}

// exists reports whether a new line is in the zone already, and none of the resources has it.
func exists(found []Finding) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return f.Kind == Exists && f.Severity == rules.Error })
}

// importFirst removes what the rules say of a line that is in the zone already: its import
// changes nothing there.
func importFirst(found []Finding) []Finding {
	if !exists(found) {
		return found
	}
	return slices.DeleteFunc(found, func(f Finding) bool { return f.Kind == ByRule })
}

// spares reports whether the line that a claim gives up must stay for others.
func (z *Zone) spares(r *resource) bool {
	n := z.count(r.claim.Removes.Key)
	return r.claim.gives() && (r.claim.Forwarding && n.want > 0 || !r.claim.Forwarding && n.live > 0 && !r.removes)
}

// owned compares the owners of the line that the state has, and of the one that is
// wanted, with what there is.
func (z *Zone) owned(r *resource) (found []Finding) {
	c := r.claim
	had, wanted := z.count(c.Removes.Key), z.count(c.Adds.Key)
	say := func(kind Kind, severity rules.Severity, e zone.Entry, against ...zone.Entry) {
		f := rules.Finding{Severity: severity, Line: z.live.Line(e.Key), Others: against}
		found = append(found, Finding{Kind: kind, Finding: f, InSet: z.sharedWithSet(r, kind), open: kind == Exists || kind == Surplus})
	}
	switch {
	case c.Forwarding || z.policy == nil:
	case c.keeps() && had.removers > 0 && had.removers+had.keepers > had.live:
		say(Leaving, rules.Error, c.Removes)
	case c.keeps() && had.live > 0 && had.keepers+had.unplanned > had.live:
		say(Shared, rules.Warning, c.Removes)
	case c.Adds.Key != "" && z.spares(r):
		say(Shared, rules.Error, c.Removes) // An update is planned again in the apply, which knows nothing of the others.
	case had.live > had.owners && had.adders == 0: // Else it is the matter of the one that adds.
		say(Surplus, rules.Warning, c.Removes)
	}
	switch twice := z.isTwice(c); {
	case c.Forwarding || twice && z.policy != nil: // Then a rule says so.
	case twice:
		say(Claimed, rules.Error, c.Adds)
	case !c.keeps() && wanted.live > wanted.owners:
		severity := rules.Error
		if z.policy != nil && !c.New {
			// An import is no way out for a resource that is in the state, and a line
			// that is there twice harms nobody.
			severity = rules.Warning
		}
		say(Exists, severity, c.Adds, z.live.Of(c.Adds.Key)[0])
	}
	return found
}

// sharedWithSet reports whether the state of another resource has the line that this one
// has, among several.
func (z *Zone) sharedWithSet(r *resource, kind Kind) bool {
	return (kind == Shared || kind == Leaving) && slices.ContainsFunc(z.byKey[r.claim.Removes.Key], func(other *resource) bool {
		c := other.claim
		return other != r && c.InSet && c.Removes.Key == r.claim.Removes.Key && (kind == Shared || c.gives())
	})
}

// isTwice reports whether several resources want one line, of which one is new.
func (z *Zone) isTwice(c Claim) bool {
	n := z.count(c.Adds.Key)
	return n.adders > 0 && n.keepers+n.adders > 1 && (!c.keeps() || !z.ledger.options.OneProcess)
}

// byRules returns what the rules say of a claim in the planned zone. Of a kept line
// they say only that another claim wants it again: what fails a kept line would block
// a destroy.
func (z *Zone) byRules(c Claim) (found []Finding) {
	if z.policy == nil {
		return nil
	}
	comes, isLive := c.Adds.Key != "" && !c.keeps(), func(e zone.Entry) bool { return !e.Planned }
	var against, missing []rules.Finding
	if e := c.Adds; comes || z.isTwice(c) {
		e.Planned = comes
		against = z.policy.Zone(z.about(e, c, false))
	}
	for _, f := range against {
		// If nothing keeps the walks of the process apart, what conflicts only with planned
		// lines is left to the write.
		isReal := !z.ledger.options.OneProcess || len(f.Others) == 0 || slices.ContainsFunc(f.Others, isLive)
		if comes && isReal || !comes && isAgainst(f, c.Adds.Key) {
			// It is final once claims add or keep all the lines that conflict with it.
			found = append(found, Finding{Finding: f, open: f.MayCome || !every(f.Others, z.isWanted)})
		}
	}
	if comes {
		missing = z.policy.Settled(z.about(c.Adds, c, false))
	}
	if c.gives() {
		missing = append(missing, z.policy.Settled(z.about(c.Removes, c, true))...)
	}
	for _, f := range missing {
		found = append(found, Finding{Finding: f, open: true})
	}
	return found
}

// isAgainst reports whether a finding is about a conflict with a line of the key.
func isAgainst(f rules.Finding, key string) bool {
	return slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key == key })
}

// isWanted reports whether a claim adds or keeps a line.
func (z *Zone) isWanted(e zone.Entry) bool {
	return slices.ContainsFunc(z.byKey[e.Key], func(r *resource) bool { return r.claim.Adds.Key == e.Key })
}

func (z *Zone) about(e zone.Entry, c Claim, removal bool) rules.Case {
	unplaced := slices.Collect(maps.Values(z.ledger.unplaced))
	for _, r := range z.byKey[unplacedKey] {
		unplaced = append(unplaced, r.claim.Adds.Record)
	}
	return rules.Case{
		Subject: e, Removal: removal, Forwarding: c.Forwarding, Unplaced: unplaced,
		Origin: z.planned.Origin, Service: z.planned.Service, Zone: z.planned,
		Unmanaged: func(e zone.Entry) bool { return z.count(e.Key).owners == 0 },
	}
}

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

// wiped says, for all reads that have missed a line, that another tool
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
