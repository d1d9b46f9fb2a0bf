package session

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Report reports the verdict on a claim, and those on claims whose calls have
// returned already.
func (s *Session) Report(diags *diag.Diagnostics, v planledger.Verdict, c planledger.Claim, o zone.Origin) {
	s.ReportVerdict(diags, v, c, o)
	s.ReportDeferred(diags, v)
}

// ReportDeferred reports what a call has to say for others.
func (s *Session) ReportDeferred(diags *diag.Diagnostics, v planledger.Verdict) {
	var found diag.Diagnostics
	s.reportOthers(diags, &found, v)
	note := message.ElsewhereText().In(s.Language)
	for _, d := range found {
		if d.Severity() == diag.SeverityError {
			diags.AddError(d.Summary(), d.Detail()+"\n\n"+note)
		} else {
			diags.AddWarning(d.Summary(), d.Detail()+"\n\n"+note)
		}
	}
}

// owner reports verdicts on its own claims, where the words for claims on lines
// would not do.
type owner interface {
	// ReportDeferred reports verdicts on claims whose calls have returned already. It
	// names no attribute: those would be of the resource that reports.
	ReportDeferred(diags *diag.Diagnostics, all []planledger.Deferred)
}

// reportOthers reports what a call has to say for zones, and for other resources.
func (s *Session) reportOthers(zones, diags *diag.Diagnostics, v planledger.Verdict) {
	var owners []owner
	theirs := map[owner][]planledger.Deferred{}
	for _, d := range s.reportExisting(zones, v.Deferred) {
		o, ok := d.Claim.Owner.(owner)
		switch {
		case d.Claim.Misses != "":
			s.ReportVerdict(zones, d.Verdict, d.Claim, d.Origin)
		case !ok:
			s.ReportVerdict(diags, WithoutFields(d.Verdict), d.Claim, d.Origin)
		case theirs[o] == nil:
			owners = append(owners, o)
			fallthrough
		default:
			theirs[o] = append(theirs[o], d)
		}
	}
	for _, o := range owners {
		o.ReportDeferred(diags, theirs[o])
	}
}

// WithoutFields is a verdict whose findings name no attribute.
func WithoutFields(v planledger.Verdict) planledger.Verdict {
	v.Findings = slices.Clone(v.Findings)
	for i := range v.Findings {
		v.Findings[i].Field = ""
	}
	return v
}

// ReportMissed reports what it says of a zone that a read has missed lines of a state.
func (s *Session) ReportMissed(ctx context.Context, diags *diag.Diagnostics, doc *zonesync.Document, lines ...string) {
	if len(lines) == 0 {
		return
	}
	var claims []planledger.Claim
	for _, line := range lines {
		claims = append(claims, planledger.Claim{Token: "missed " + line, Misses: line})
	}
	all := s.Claims(doc).JudgeAll(ctx, claims)
	for i, v := range all {
		s.ReportVerdict(diags, v, claims[i], doc.Origin)
	}
	s.ReportDeferred(diags, all[0])
}

// Vanish removes a resource from the state, since the zone has it no more.
func (s *Session) Vanish(ctx context.Context, state *tfsdk.State) {
	s.vanished.Store(true)
	state.RemoveResource(ctx)
}

// ReportVerdict reports what a verdict has found about its own claim.
func (s *Session) ReportVerdict(diags *diag.Diagnostics, v planledger.Verdict, c planledger.Claim, o zone.Origin) {
	refused := slices.ContainsFunc(v.Findings, func(f planledger.Finding) bool {
		return f.Severity == rules.Error && f.Kind != planledger.Exists
	})
	for _, f := range v.Findings {
		switch {
		case f.Kind == planledger.ByRule:
			message.AddFinding(diags, f.Finding, s.Language)
		case refused && f.Kind == planledger.Exists: // An import would not help.
		case f.Severity == rules.Error:
			s.messageOf(f, c, o).AddTo(diags, s.Language, "")
		default:
			s.Warn(diags, s.messageOf(f, c, o))
		}
	}
}

// messageOf returns the words for a finding that no rule has made.
func (s *Session) messageOf(f planledger.Finding, c planledger.Claim, o zone.Origin) message.Message {
	line := rules.Shown(f.Line)
	switch f.Kind {
	case planledger.Exists:
		name := importgen.ResourceType(c.Adds.Record)
		if c.Removes.Key != "" {
			return message.SecondLine(f.Line)
		}
		if id := importgen.ID(o, c.Adds.Record); f.Severity == rules.Warning {
			return message.Believed(name, id, f.Line)
		}
		return s.existingMessage(c, o, f.Line)
	case planledger.Surplus:
		return message.Surplus(f.Line)
	case planledger.Leaving:
		if f.InSet && !c.InSet {
			return message.LineLeavesSet(f.Line)
		}
		return message.LineLeaves(f.Line, otherType(f, c))
	case planledger.ManagedWhole:
		return message.ManagedZone(line)
	case planledger.ReleasedWhole:
		return message.ReleasedZone(line)
	case planledger.Wiped:
		return message.Vanished(o.String(), s.Ledger.Missed(o))
	case planledger.SecondWhole:
		return message.SecondZone(o.String())
	default:
		if c.Adds.Key != "" && c.Adds.Key != c.Removes.Key {
			return message.SharedLine(f.Line)
		}
		return message.LineTwice(f.Line, otherType(f, c))
	}
}

// otherType is the type of the resource that can do without the line of a claim: not a
// set, if there is another one.
func otherType(f planledger.Finding, c planledger.Claim) string {
	if f.InSet && c.InSet {
		return message.RecordsType
	}
	return importgen.ResourceType(c.Removes.Record)
}

// Warn reports a message as a warning.
func (s *Session) Warn(diags *diag.Diagnostics, m message.Message) {
	m.WarnTo(diags, s.Language)
}
