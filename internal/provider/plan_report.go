package provider

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
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
	var found diag.Diagnostics
	s.reportOthers(&found, v)
	note := message.ElsewhereText().In(s.language)
	for _, d := range found {
		if d.Severity() == diag.SeverityError {
			diags.AddError(d.Summary(), d.Detail()+"\n\n"+note)
		} else {
			diags.AddWarning(d.Summary(), d.Detail()+"\n\n"+note)
		}
	}
	for domain, lines := range v.Missing {
		if lines = slices.Clone(lines); len(lines) >= severalLines && !slices.ContainsFunc(lines, hasThreeFields) {
			slices.Sort(lines)
			s.warn(diags, message.Vanished(domain, lines))
		}
	}
}

// reportOthers reports what a call has to say for other resources.
func (s *session) reportOthers(diags *diag.Diagnostics, v planledger.Verdict) {
	var sets []*recordsPlan
	exist := map[*recordsPlan][]string{}
	for _, d := range v.Deferred {
		if p, ok := d.Claim.Owner.(*recordsPlan); ok {
			if !slices.Contains(sets, p) {
				sets = append(sets, p)
			}
			d.Verdict, exist[p] = withoutExisting(d.Verdict, exist[p])
		}
		if planledger.AddressOf(d.Claim.Adds)+planledger.AddressOf(d.Claim.Removes) != "" {
			s.reportAddress(diags, d.Verdict, d.Claim, false)
			continue
		}
		// They would be those of the resource that reports it.
		s.reportVerdict(diags, withoutFields(d.Verdict), d.Claim, d.Origin)
	}
	for _, p := range sets {
		p.reportExisting(diags, exist[p], "")
	}
}

func withoutFields(v planledger.Verdict) planledger.Verdict {
	v.Findings = slices.Clone(v.Findings)
	for i := range v.Findings {
		v.Findings[i].Field = ""
	}
	return v
}

// severalLines is from how many on missing lines say something together.
const severalLines = 2

// hasThreeFields reports whether a line is of the only form that some other tools
// for this API know: type, host and value. They write a zone back without all other
// lines: mx with a host and a priority, mxe, texts with spaces such as SPF. Whoever
// finds just those gone should hear of it, since to write them again is no cure.
func hasThreeFields(line string) bool { return len(strings.Fields(line)) == 3 }

func (s *session) reportVerdict(diags *diag.Diagnostics, v planledger.Verdict, c planledger.Claim, o zone.Origin) {
	refused := slices.ContainsFunc(v.Findings, func(f planledger.Finding) bool {
		return f.Severity == rules.Error && f.Kind != planledger.Exists
	})
	for _, f := range v.Findings {
		switch {
		case f.Kind == planledger.ByRule:
			message.AddFinding(diags, f.Finding, s.language)
		case refused && f.Kind == planledger.Exists: // An import would not help.
		case f.Severity == rules.Error:
			s.messageOf(f, c, o).AddTo(diags, s.language, "")
		default:
			s.warn(diags, s.messageOf(f, c, o))
		}
	}
}

// messageOf returns the words for a finding that no rule has made.
func (s *session) messageOf(f planledger.Finding, c planledger.Claim, o zone.Origin) message.Message {
	line := rules.Shown(f.Line)
	switch f.Kind {
	case planledger.Exists:
		kind := kindOf(c.Adds.Record)
		if c.Removes.Key != "" {
			return message.SecondLine(f.Line)
		}
		if id := kind.importID(o, c.Adds.Record); f.Severity == rules.Warning {
			return message.Believed(kind.resourceType(), id, f.Line)
		} else if f.Held {
			return message.Held(kind.resourceType(), id, f.Line)
		} else {
			return message.Exists(kind.resourceType(), id, f.Line)
		}
	case planledger.Surplus:
		return message.Surplus(f.Line)
	case planledger.Leaving:
		return message.LineLeaves(f.Line, kindOf(c.Removes.Record).resourceType())
	case planledger.ManagedWhole:
		return message.ManagedZone(line)
	case planledger.ReleasedWhole:
		return message.ReleasedZone(line)
	case planledger.SecondWhole:
		return message.SecondZone(o.String())
	default:
		if c.Adds.Key != "" && c.Adds.Key != c.Removes.Key {
			return message.SharedLine(f.Line)
		}
		return message.LineTwice(f.Line, kindOf(c.Removes.Record).resourceType())
	}
}

func (s *session) warn(diags *diag.Diagnostics, m message.Message) {
	m.WarnTo(diags, s.language)
}
