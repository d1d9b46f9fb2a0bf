package provider

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// report reports the verdict on a claim, and those on claims whose calls have
// returned already.
func (s *session) report(diags *diag.Diagnostics, v planledger.Verdict, c planledger.Claim, o zone.Origin) {
	s.reportVerdict(diags, v, c, o)
	s.reportDeferred(diags, v)
}

// reportDeferred reports what a call has to say for others.
func (s *session) reportDeferred(diags *diag.Diagnostics, v planledger.Verdict) {
	for _, d := range v.Deferred {
		if planledger.IsAddress(d.Claim) {
			s.reportAddress(diags, d.Verdict, d.Claim, false)
			continue
		}
		d.Findings = withoutFields(d.Findings) // They would be those of the resource that reports it.
		s.reportVerdict(diags, d.Verdict, d.Claim, d.Origin)
	}
	for domain, lines := range v.Missing {
		if lines = slices.Clone(lines); len(lines) >= severalLines && !slices.ContainsFunc(lines, hasThreeFields) {
			slices.Sort(lines)
			s.warn(diags, vanishedMessage(domain, lines))
		}
	}
}

func withoutFields(found []rules.Finding) []rules.Finding {
	found = slices.Clone(found)
	for i := range found {
		found[i].Field = ""
	}
	return found
}

// severalLines is from how many on missing lines say something together.
const severalLines = 2

// hasThreeFields reports whether a line is of the only form that some other tools
// for this API know: type, host and value. They write a zone back without all other
// lines: mx with a host and a priority, mxe, texts with spaces such as SPF. Whoever
// finds just those gone should hear of it, since to write them again is no cure.
func hasThreeFields(line string) bool { return len(strings.Fields(line)) == 3 }

func (s *session) reportVerdict(diags *diag.Diagnostics, v planledger.Verdict, c planledger.Claim, o zone.Origin) {
	for _, f := range v.Findings {
		reportFinding(diags, f, s.language)
	}
	refused := slices.ContainsFunc(v.Findings, func(f rules.Finding) bool { return f.Severity == rules.Error })
	if s.reportConflict(diags, v, o.String()) || refused {
		return
	}
	if v.Share != planledger.Sole {
		s.reportShare(diags, v.Share, c)
	}
	if v.Standing != planledger.Exists && v.Standing != planledger.Believed {
		return
	}
	kind := kindOf(c.Adds.Record)
	id := kind.importID(o, c.Adds.Record)
	if v.Standing == planledger.Believed {
		s.warn(diags, believedMessage(kind.resourceType(), id, v.Line))
		return
	}
	existsMessage(kind.resourceType(), id, v.Line).addTo(diags, s.language, "")
}

// reportShare reports how many own the line that the state has.
func (s *session) reportShare(diags *diag.Diagnostics, share planledger.Share, c planledger.Claim) {
	keeps, line := c.Adds.Key == c.Removes.Key, c.Removes.Line
	switch twice := lineTwiceMessage(line, kindOf(c.Removes.Record).resourceType()); share {
	case planledger.Leaving:
		lineLeavesMessage(line, kindOf(c.Removes.Record).resourceType()).addTo(diags, s.language, "")
	case planledger.Surplus:
		s.warn(diags, surplusMessage(line))
	case planledger.Shared:
		if keeps {
			s.warn(diags, twice)
		} else if c.Adds.Key != "" && !c.Forwarding { // An update is planned again in the apply, which knows nothing of the others.
			twice.addTo(diags, s.language, "")
		}
	case planledger.Sole:
	}
}

// reportConflict reports how a claim meets one on the zone as a whole, and whether
// it does.
func (s *session) reportConflict(diags *diag.Diagnostics, v planledger.Verdict, domain string) bool {
	line := rules.Shown(v.With)
	switch v.Conflict {
	case planledger.ManagedWhole:
		managedZoneMessage(line).addTo(diags, s.language, "")
	case planledger.ReleasedWhole:
		releasedZoneMessage(line).addTo(diags, s.language, "")
	case planledger.SecondWhole:
		secondZoneMessage(domain).addTo(diags, s.language, "")
	case planledger.NoConflict:
	}
	return v.Conflict != planledger.NoConflict
}

func (s *session) warn(diags *diag.Diagnostics, m message) {
	diags.AddWarning(m.Summary.In(s.language), m.Detail.In(s.language))
}
