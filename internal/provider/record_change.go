package provider

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// gate asks the rules in the apply whether a record may stand in the zone: the
// last word on what the plan could not know yet.
type gate struct {
	session *session
	subject zone.Entry
	// forwarding reports that the record is that of a mail forwarding.
	forwarding bool
}

// check is a zonesync.Change's Check. A line that stands against the record may
// be about to go. If it does not, the record is written next to it only if the
// plan has foreseen that it goes and the DNS allows both for a moment.
func (g gate) check(v zonesync.View) error {
	found := slices.DeleteFunc(g.session.policy.Zone(rules.Case{
		Subject:    g.subject,
		Forwarding: g.forwarding,
		Origin:     v.Origin,
		Service:    g.session.serviceIn(v.Index),
		Zone:       v.Index,
	}), func(f rules.Finding) bool {
		return f.Severity != rules.Error || g.twins(f) || v.Last && g.foreseen(v.Origin, f)
	})
	if len(found) == 0 {
		return nil
	}
	return &zonesync.BlockedError{Err: &ruleError{Findings: found}}
}

// twins reports whether a finding is about equal lines only. One that came
// since the plan does no harm, and the next plan shows it.
func (g gate) twins(f rules.Finding) bool {
	return len(f.Others) > 0 && !slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key != g.subject.Key })
}

// foreseen reports whether the plan has seen that all lines go which a finding
// is about.
func (g gate) foreseen(o zone.Origin, f rules.Finding) bool {
	if rule, ok := rules.Lookup(f.Rule); !ok || rule.Fixed || len(f.Others) == 0 {
		return false
	}
	return !slices.ContainsFunc(f.Others, func(e zone.Entry) bool {
		return !g.session.permits(o.String(), g.subject.Key, e.Key)
	})
}

// ruleError reports that rules refuse the zone as it would be.
type ruleError struct{ Findings []rules.Finding }

func (e *ruleError) Error() string { return "rule " + e.Findings[0].Rule }
