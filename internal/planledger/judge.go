package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// judge says what there is to say of a resource's claim as things stand, and
// whether a later claim could make it better. It changes nothing.
func (z *Zone) judge(r *resource) (v Verdict, open bool) {
	c := r.claim
	v.Conflict, v.With = z.conflict(r)
	v.Setting = z.setting(r)
	v.Share = z.share(r)
	open = v.Share == Surplus
	var missed []rules.Finding
	switch {
	case c.keeps():
		v.Standing, v.Line = Own, c.Removes.Line
		if v.Findings = z.addedAgain(c); z.policy == nil && z.tally(c.Adds.Key).adders > 0 {
			v.Standing = Claimed // No rule says so.
		}
		return v, open
	case c.Adds.Key != "":
		v.Standing, v.Line = z.standing(r)
		open = open || v.Standing == Exists
		v.Findings = z.against(c)
		missed = z.settled(c.Adds, c, false)
	}
	if c.gives() {
		missed = append(missed, z.settled(c.Removes, c, true)...)
	}
	for _, f := range v.Findings {
		if !z.isFinal(f) {
			open = true
		} else if f.Severity == rules.Error {
			v.Findings = append(v.Findings, missed...)
			return v, false
		}
	}
	v.Findings = append(v.Findings, missed...)
	return v, open || len(missed) > 0
}

func (z *Zone) about(e zone.Entry, c *Claim, removal bool) rules.Case {
	return rules.Case{
		Subject: e, Removal: removal, Forwarding: c.Forwarding,
		Origin: z.planned.Origin, Service: z.planned.Service, Zone: z.planned,
	}
}

// against returns what the rules say of a new line in the planned zone. Where
// nothing tells the walks of the process apart, what stands against lines that
// are planned alone is left to the write.
func (z *Zone) against(c *Claim) []rules.Finding {
	if z.policy == nil {
		return nil
	}
	found := z.policy.Zone(z.about(asPlanned(c.Adds), c, false))
	return slices.DeleteFunc(found, func(f rules.Finding) bool {
		return z.ledger.options.OneProcess && len(f.Others) > 0 && !slices.ContainsFunc(f.Others, isLive)
	})
}

// settled returns what the rules miss once a line is written or removed.
func (z *Zone) settled(e zone.Entry, c *Claim, removal bool) []rules.Finding {
	if z.policy == nil {
		return nil
	}
	return z.policy.Settled(z.about(e, c, removal))
}

// addedAgain returns what the rules say of a kept line that another claim wants
// anew. Everything else about a kept line is none of the plan's business: what
// fails a kept line would block a destroy.
func (z *Zone) addedAgain(c *Claim) []rules.Finding {
	if z.policy == nil || z.tally(c.Adds.Key).adders == 0 || z.ledger.options.OneProcess {
		return nil
	}
	return slices.DeleteFunc(z.policy.Zone(z.about(c.Adds, c, false)), func(f rules.Finding) bool {
		return !slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key == c.Adds.Key })
	})
}

func isLive(e zone.Entry) bool { return !e.Planned }

func asPlanned(e zone.Entry) zone.Entry {
	e.Planned = true
	return e
}

// isFinal reports whether claims add or keep all lines that a finding stands
// against, so that nothing can resolve it.
func (z *Zone) isFinal(f rules.Finding) bool {
	return !slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return !z.isWanted(e.Key) })
}

func (z *Zone) isWanted(key string) bool {
	return slices.ContainsFunc(z.byKey[key], func(r *resource) bool { return r.claim != nil && r.claim.Adds.Key == key })
}

// standing says what there is of a line that a claim wants anew.
func (z *Zone) standing(r *resource) (Standing, string) {
	key := r.claim.Adds.Key
	t, line := z.tally(key), z.live.Line(key)
	switch {
	case r.claim.Forwarding:
		return Absent, line
	case t.keepers > 0 || t.adders > 1:
		return Claimed, line
	case t.live > t.owners:
		return Exists, line
	case t.live > 0:
		return Released, line
	}
	return Absent, ""
}

// share compares the owners of the line that the state holds with what there is.
func (z *Zone) share(r *resource) Share {
	c := r.claim
	if c.Removes.Key == "" {
		return Sole
	}
	if c.Forwarding {
		if want, _ := z.forwards(c.Removes.Key); c.gives() && want > 0 {
			return Shared
		}
		return Sole
	}
	t := z.tally(c.Removes.Key)
	switch {
	case c.keeps() && t.removers > 0 && t.removers+t.keepers > t.live:
		return Leaving
	case c.keeps() && t.keepers+t.unplanned > t.live, c.gives() && !r.told && t.live > 0:
		return Shared
	case t.live > t.owners && t.adders == 0: // Else it is the matter of the one that adds.
		return Surplus
	}
	return Sole
}
