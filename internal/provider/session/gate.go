package session

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Gate asks the rules in the apply whether a record may be in the zone: the
// last word on what the plan could not know yet.
type Gate struct {
	Session *Session
	Subject zone.Entry
	// Forwarding reports that the record is that of a mail forwarding.
	Forwarding bool
}

// Check is a zonesync.Change's Check. A line that conflicts with the record may
// be about to go. If it does not, the record is written next to it only if the
// plan has foreseen that it goes and the DNS allows both for a moment.
func (g Gate) Check(v zonesync.View) error {
	found := slices.DeleteFunc(g.Session.Policy.Zone(rules.Case{
		Subject:    g.Subject,
		Forwarding: g.Forwarding,
		Origin:     v.Origin,
		Service:    g.Session.serviceIn(v.Index),
		Zone:       v.Index,
	}), func(f rules.Finding) bool {
		return f.Severity != rules.Error || g.twins(f) || v.Last && g.foreseen(v.Origin, f)
	})
	if len(found) == 0 {
		return nil
	}
	for i, f := range found {
		found[i].Passing = len(f.Others) > 0 // Nobody knows here what other resources are about to do.
		if v.Last {
			found[i].Others = g.managed(v.Origin, f.Others)
		}
	}
	return &zonesync.BlockedError{Err: &RuleError{Findings: found}}
}

// managed says of lines whether a resource of this directory has written them.
func (g Gate) managed(o zone.Origin, lines []zone.Entry) []zone.Entry {
	lines = slices.Clone(lines)
	for i, e := range lines {
		_, lines[i].Managed = g.Session.Ledger.Holder(o.String(), e.Key)
	}
	return lines
}

// twins reports whether a finding is about equal lines only. One that came
// since the plan does no harm, and the next plan shows it.
func (g Gate) twins(f rules.Finding) bool {
	return len(f.Others) > 0 && !slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key != g.Subject.Key })
}

// foreseen reports whether the plan has seen that all lines go which a finding
// is about.
func (g Gate) foreseen(o zone.Origin, f rules.Finding) bool {
	if rule, ok := rules.Lookup(f.Rule); !ok || rule.Fixed || len(f.Others) == 0 {
		return false
	}
	return !slices.ContainsFunc(f.Others, func(e zone.Entry) bool {
		return !g.Session.Ledger.Permits(o.String(), g.Subject.Key, e.Key)
	})
}

// RuleError reports that rules refuse the zone as it would be.
type RuleError struct{ Findings []rules.Finding }

func (e *RuleError) Error() string { return "rule " + e.Findings[0].Rule }
