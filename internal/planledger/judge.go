package planledger

import (
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// judge says what there is to say of a resource's claim as things are, and
// whether a later claim could make it better. It changes nothing.
func (z *Zone) judge(r *resource) (v Verdict, open bool) {
	c := r.claim
	v.Findings = append(append(z.conflicts(r), z.settings(r)...), z.share(r)...)
	v.Spares = z.spares(r)
	switch {
	case c.keeps():
		v.Findings = append(v.Findings, z.addedAgain(c)...)
	case c.Adds.Key != "":
		v.Findings = append(v.Findings, z.standing(r)...)
		v.Findings = append(v.Findings, z.against(c)...)
		v.Findings = append(v.Findings, z.missed(c.Adds, c, false)...)
	}
	if c.gives() {
		v.Findings = append(v.Findings, z.missed(c.Removes, c, true)...)
	}
	for _, f := range v.Findings {
		if !f.open && f.Severity == rules.Error {
			return v, false
		}
		open = open || f.open
	}
	// Whether others share the record of a forward decides what its removal does.
	return v, open || c.Forwarding && c.gives() && !v.Spares
}

func (z *Zone) about(e zone.Entry, c *Claim, removal bool) rules.Case {
	return rules.Case{
		Subject: e, Removal: removal, Forwarding: c.Forwarding,
		Origin: z.planned.Origin, Service: z.planned.Service, Zone: z.planned,
		Unmanaged: func(e zone.Entry) bool { return z.tally(e.Key).owners == 0 },
		Unplaced:  slices.AppendSeq(slices.Collect(maps.Values(z.unplaced)), maps.Values(z.ledger.unplaced)),
	}
}

// against returns what the rules say of a new line in the planned zone. It is final
// once claims add or keep all the lines that conflict with it. If nothing keeps
// the walks of the process apart, what conflicts only with planned lines
// is left to the write.
func (z *Zone) against(c *Claim) (found []Finding) {
	if z.policy == nil {
		return nil
	}
	for _, f := range z.policy.Zone(z.about(asPlanned(c.Adds), c, false)) {
		if !z.ledger.options.OneProcess || len(f.Others) == 0 || slices.ContainsFunc(f.Others, isLive) {
			isFree := func(e zone.Entry) bool { return !z.isWanted(e.Key) }
			found = append(found, Finding{Finding: f, open: slices.ContainsFunc(f.Others, isFree)})
		}
	}
	return found
}

// missed returns what the rules miss once a line is written or removed.
func (z *Zone) missed(e zone.Entry, c *Claim, removal bool) (found []Finding) {
	if z.policy == nil {
		return nil
	}
	for _, f := range z.policy.Settled(z.about(e, c, removal)) {
		found = append(found, Finding{Finding: f, open: true})
	}
	return found
}

// addedAgain says that another claim wants a kept line again. Everything else about a
// kept line is none of the plan's business: what fails a kept line would block a
// destroy.
func (z *Zone) addedAgain(c *Claim) (found []Finding) {
	switch {
	case z.tally(c.Adds.Key).adders == 0 || z.ledger.options.OneProcess:
		return nil
	case z.policy == nil:
		return []Finding{z.finding(Claimed, rules.Error, c.Adds.Key)}
	}
	for _, f := range z.policy.Zone(z.about(c.Adds, c, false)) {
		if slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key == c.Adds.Key }) {
			found = append(found, Finding{Finding: f})
		}
	}
	return found
}

func asPlanned(e zone.Entry) zone.Entry {
	e.Planned = true
	return e
}

func isLive(e zone.Entry) bool { return !e.Planned }

func (z *Zone) isWanted(key string) bool {
	return slices.ContainsFunc(z.byKey[key], func(r *resource) bool { return r.claim != nil && r.claim.Adds.Key == key })
}

// finding makes a finding about a line of the live zone.
func (z *Zone) finding(kind Kind, severity rules.Severity, key string) Finding {
	return Finding{Kind: kind, Finding: rules.Finding{Severity: severity, Line: z.live.Line(key)}}
}

// standing says that a wanted line is in the zone and nobody's, or another's.
func (z *Zone) standing(r *resource) []Finding {
	key := r.claim.Adds.Key
	switch t := z.tally(key); {
	case r.claim.Forwarding:
	case t.keepers > 0 || t.adders > 1:
		if z.policy == nil { // Else a rule says so.
			return []Finding{z.finding(Claimed, rules.Error, key)}
		}
	case t.live > t.owners:
		f := z.finding(Exists, rules.Error, key)
		f.open, f.Others = true, z.live.Of(key)[:1]
		return []Finding{f}
	}
	return nil
}

// share compares the owners of the line that the state has with what there is.
func (z *Zone) share(r *resource) []Finding {
	c := r.claim
	key := c.Removes.Key
	if key == "" || c.Forwarding || z.policy == nil {
		return nil
	}
	switch t := z.tally(key); {
	case c.keeps() && t.removers > 0 && t.removers+t.keepers > t.live:
		return []Finding{z.finding(Leaving, rules.Error, key)}
	case c.keeps() && t.live > 0 && t.keepers+t.unplanned > t.live:
		return []Finding{z.finding(Shared, rules.Warning, key)}
	case c.gives() && c.Adds.Key != "" && z.spares(r):
		// An update is planned again in the apply, which knows nothing of the others.
		return []Finding{z.finding(Shared, rules.Error, key)}
	case t.live > t.owners && t.adders == 0: // Else it is the matter of the one that adds.
		f := z.finding(Surplus, rules.Warning, key)
		f.open = true
		return []Finding{f}
	}
	return nil
}

// spares reports whether the line that a claim gives up must stay for others.
func (z *Zone) spares(r *resource) bool {
	t := z.tally(r.claim.Removes.Key)
	return r.claim.gives() && (r.claim.Forwarding && t.want > 0 || !r.claim.Forwarding && !r.told && t.live > 0)
}
