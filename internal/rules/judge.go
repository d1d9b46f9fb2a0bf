package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

// applies reports whether a rule has anything to say about a case. What a plan
// removes is only asked for what is missing afterwards.
func (r *Rule) applies(c *Case) bool {
	switch {
	case r.Check == nil,
		r.NeedsService && c.Service == zone.ServiceUnknown,
		c.Removal && r.Scope != ScopeSettled,
		c.Zone == nil && r.Scope != ScopeRecord:
		return false
	}
	return true
}

// judge asks one rule about a prepared case.
func (r *Rule) judge(c *Case) []Finding {
	if !r.applies(c) {
		return nil
	}
	return r.stamp(r.Check(*c))
}

// stamp puts the rule's name and severity on its findings. A check may give one
// another severity than the default; what a user has set counts for all of them.
func (r *Rule) stamp(found []Finding) []Finding {
	for i := range found {
		found[i].Rule = r.ID
		if r.set || found[i].Severity == "" {
			found[i].Severity = r.Severity
		}
	}
	return found
}
