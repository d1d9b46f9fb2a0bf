package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// judge says what there is to say of a resource's claim as things stand, and
// whether a later claim could make it better. It changes nothing.
func (z *Zone) judge(r *resource) (v Verdict, open bool) {
	v.Findings = slices.Concat(z.conflicts(r), z.settings(r), z.wiped(r), z.owned(r), z.byRules(r.claim))
	v.Spares = z.spares(r)
	for _, f := range v.Findings {
		if !f.open && f.Severity == rules.Error {
			return v, false
		}
		open = open || f.open
	}
	// Whether others share the record of a forward decides what its removal does.
	return v, open || r.claim.Forwarding && r.claim.gives() && !v.Spares
}

// byRules returns what the rules say of a claim in the planned zone. Of a kept line
// they say only that another claim wants it again: what fails a kept line would block
// a destroy.
func (z *Zone) byRules(c Claim) (found []Finding) {
	if z.policy == nil {
		return nil
	}
	comes := c.Adds.Key != "" && !c.keeps()
	if comes || z.isTwice(c) {
		e := c.Adds
		e.Planned = comes
		for _, f := range z.policy.Zone(z.about(e, c, false)) {
			if comes && z.isPlans(f) || c.keeps() && isAgainst(f, e.Key) {
				// It is final once claims add or keep all the lines that stand against it.
				isFree := func(e zone.Entry) bool { return !z.isWanted(e.Key) }
				found = append(found, Finding{Finding: f, open: slices.ContainsFunc(f.Others, isFree)})
			}
		}
	}
	var settled []rules.Finding
	if comes {
		settled = z.policy.Settled(z.about(c.Adds, c, false))
	}
	if c.gives() {
		settled = append(settled, z.policy.Settled(z.about(c.Removes, c, true))...)
	}
	for _, f := range settled {
		found = append(found, Finding{Finding: f, open: true})
	}
	return found
}

// isPlans reports whether a finding is for the plan. Where nothing tells the walks of
// the process apart, what stands against lines that are planned alone is left to the
// write.
func (z *Zone) isPlans(f rules.Finding) bool {
	isLive := func(e zone.Entry) bool { return !e.Planned }
	return !z.ledger.options.OneProcess || len(f.Others) == 0 || slices.ContainsFunc(f.Others, isLive)
}

// isAgainst reports whether a line of the key is one of those that a finding is about.
func isAgainst(f rules.Finding, key string) bool {
	return slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key == key })
}

// about is the case of a line for the rules.
func (z *Zone) about(e zone.Entry, c Claim, removal bool) rules.Case {
	var unplaced []zone.Record
	for _, u := range z.ledger.unplaced {
		if u.zone == nil || u.zone == z {
			unplaced = append(unplaced, u.record)
		}
	}
	return rules.Case{
		Subject: e, Removal: removal, Forwarding: c.Forwarding, Unplaced: unplaced,
		Origin: z.planned.Origin, Service: z.planned.Service, Zone: z.planned,
		Unmanaged: func(e zone.Entry) bool { return z.count(e.Key).owners == 0 },
	}
}

// isWanted reports whether a claim adds or keeps a line.
func (z *Zone) isWanted(key string) bool {
	return slices.ContainsFunc(z.byKey[key], func(r *resource) bool { return r.claim.Adds.Key == key })
}

// isLeft reports whether any line of the zone is kept or added.
func (z *Zone) isLeft() bool {
	for _, r := range z.resources {
		if r.claim.Adds.Key != "" {
			return true
		}
	}
	return false
}
