package records

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// ModifyPlan keeps the state where the configuration means the same, says what
// the line will be, and judges the change against everything else in the zone
// and in this plan.
func (r *recordResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return
	}
	prior, errPrior := session.AttrsOf(req.State.Raw)
	planned, errPlan := session.AttrsOf(req.Plan.Raw)
	if errPrior != nil || errPlan != nil {
		return // The framework has refused such values already.
	}
	defer r.session.Ledger.Enter()()
	r.session.Ledger.Hint(req.ClientCapabilities.DeferralAllowed)
	p := recordPlan{recordResource: r, prior: prior, planned: planned, diags: &resp.Diagnostics}
	if !r.session.Ledger.Applies() { // A write finds out by itself.
		if p.prior = r.settled(ctx, prior, req.Private, &resp.Diagnostics); resp.Diagnostics.HasError() {
			return
		}
	}
	p.token = r.session.Token(ctx, req.Private, resp.Private, &resp.Diagnostics, r.names(planned)...)
	step := session.Decide(prior.Place(), planned.Place())
	if step.Replaces() {
		resp.RequiresReplace.Append(path.Root(session.AttrDomain))
	}
	switch {
	case step == session.Leave:
		if p.prior != nil && p.leave(ctx).Spares {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, session.PrivateShared, []byte("true"))...)
		}
		return
	case step == session.Await, step == session.Depart:
		p.unplaced(ctx)
		return
	case step == session.Stay && r.kind.same(prior, planned):
		resp.Plan.Raw = r.unchanged(prior, planned)
		if p.prior != nil {
			p.keep(ctx)
		}
		return
	}
	p.change(ctx)
	resp.Plan.Raw = planned.Value(r.object)
}

// unplaced claims what is known of a record whose domain is not. Which zone it will
// be shows in the apply; it may be another one.
func (p recordPlan) unplaced(ctx context.Context) {
	if p.prior != nil {
		p.leave(ctx)
	}
	if !p.kind.Raw {
		p.session.Ledger.Unplaced(p.token, p.kind.record(p.planned, ""))
	}
}

// unchanged is the state, which stays where the record does: what the user wrote
// there means the same. A switch is no part of the record.
func (r *recordResource) unchanged(prior, planned session.Attrs) tftypes.Value {
	if r.kind.Raw {
		prior = prior.Clone()
		prior[session.AttrMalformed] = planned[session.AttrMalformed]
	}
	return prior.Value(r.object)
}

// names returns what a new resource is known by: its type and its line.
func (r *recordResource) names(planned session.Attrs) []string {
	if planned == nil {
		return nil
	}
	o, _ := session.OriginOf(planned)
	return []string{r.kind.resourceType(), o.String(), o.Key(r.kind.record(planned, ""))}
}

// recordPlan is one plan of one record.
type recordPlan struct {
	*recordResource

	prior, planned session.Attrs
	token          string
	diags          *diag.Diagnostics
}

// same reports whether two sets of attributes of one zone describe the same record.
func (k kind) same(a, b session.Attrs) bool {
	o := zone.NewOrigin(a.Text(session.AttrDomain))
	return k.complete(a) && k.complete(b) && o.Key(k.record(a, "")) == o.Key(k.record(b, ""))
}

// leave claims that the line of the prior state goes. With a domain that is no
// longer in the account it has gone already.
func (p recordPlan) leave(ctx context.Context) (v planledger.Verdict) {
	domain := p.prior.Text(session.AttrDomain)
	doc, err := p.session.Syncer.Zone(domain).Read(ctx)
	switch {
	case err == nil:
		p.session.WarnTTL(p.diags, doc)
		v = p.judge(ctx, doc, planledger.Claim{Token: p.token, Removes: p.entry(p.prior)})
	case !p.session.ZoneGone(err):
		p.session.ReportRead(p.diags, err, domain)
	}
	return v
}

// keep claims that the line stays.
func (p recordPlan) keep(ctx context.Context) {
	if doc, ok := p.read(ctx, p.prior); ok {
		e := p.entry(p.prior)
		p.judge(ctx, doc, planledger.Claim{Token: p.token, Removes: e, Adds: e})
	}
}

// change claims a new line, and with prior values that the old one goes.
func (p recordPlan) change(ctx context.Context) {
	p.kind.check(p.planned, p.session.Language, p.diags)
	if p.diags.HasError() {
		return
	}
	origin := zone.NewOrigin(p.planned.Text(session.AttrDomain))
	service := p.session.PlanServiceKnown(origin, p.kind.Type.HostOptional)
	if service != zone.ServiceUnknown || !p.kind.Type.HostOptional {
		p.compute(origin, service) // Also for a plan in an apply whose read fails: Terraform compares it with the first one.
		if p.session.Ledger.Applies() {
			return // The write sees the zone itself: a read here would only cost a request.
		}
	}
	doc, ok := p.read(ctx, p.planned)
	if !ok {
		return
	}
	service = p.session.PlanServiceOf(doc, p.kind.Type.HostOptional)
	if !p.serviceTold(p.planned, service) {
		return
	}
	p.compute(doc.Origin, service)
	if p.prior != nil || doc.Index().Count(p.entry(p.planned).Key) == 0 { // Else it is there already, whatever the rules say.
		alone := &session.Static{Policy: p.session.Policy, Language: p.session.Language, Service: service, Detected: p.session.Detected(doc)}
		p.judgeAlone(alone, p.planned, p.diags, rules.Warning)
		p.judgeAlone(alone, p.planned, p.diags, rules.Error)
	}
	if p.diags.HasError() {
		return
	}
	p.session.WarnTTL(p.diags, doc)
	p.session.WarnUnseen(p.diags, p.planned.Text(session.AttrLine))
	claim := planledger.Claim{Token: p.token, Adds: p.entry(p.planned), New: p.prior == nil}
	claim.Adds.Record = claim.Adds.Record.ForService(doc.Origin, service)
	claim.Adds.Line = claim.Adds.Record.LineFor(doc.Origin, service)
	if p.prior != nil && zone.NewOrigin(p.prior.Text(session.AttrDomain)) == doc.Origin {
		claim.Removes = p.entry(p.prior)
	} else if p.prior != nil {
		p.leave(ctx)
	}
	p.judge(ctx, doc, claim)
}

func (p recordPlan) judge(ctx context.Context, doc *zonesync.Document, c planledger.Claim) planledger.Verdict {
	v := p.session.Claims(doc).Judge(ctx, c)
	p.session.Report(p.diags, v, c, doc.Origin)
	return v
}

// compute fills in the line, as far as it can be known.
func (p recordPlan) compute(o zone.Origin, service zone.Service) {
	if p.kind.Raw {
		return
	}
	if p.kind.complete(p.planned) {
		p.planned.SetText(session.AttrLine, p.kind.record(p.planned, "").LineFor(o, service))
	} else {
		p.planned.SetUnknown(session.AttrLine)
	}
}

// serviceTold asks for the DNS service where the line depends on it and the
// zone does not show it.
func (p recordPlan) serviceTold(a session.Attrs, service zone.Service) bool {
	host := a.Text(session.AttrHost)
	if service != zone.ServiceUnknown || !p.kind.Type.HostOptional || a.Known(session.AttrHost) && host != zone.Apex && host != "" {
		return true
	}
	message.ServiceUnknown(a.Text(session.AttrDomain)).AddTo(p.diags, p.session.Language, "")
	return false
}

// entry returns what the ledger knows a record by.
func (p recordPlan) entry(a session.Attrs) zone.Entry {
	o, _ := session.OriginOf(a)
	record := p.kind.record(a, p.token)
	line := a.Text(session.AttrLine)
	if line == "" {
		line = record.Line()
	}
	return zone.Entry{Record: record, Line: line, Key: o.Key(record)}
}

// read returns a zone, which is read on first use.
func (p recordPlan) read(ctx context.Context, a session.Attrs) (*zonesync.Document, bool) {
	domain := a.Text(session.AttrDomain)
	doc, err := p.session.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		p.session.ReportRead(p.diags, err, domain)
		return nil, false
	}
	return doc, true
}
