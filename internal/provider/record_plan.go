package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
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
	prior, errPrior := attrsOf(req.State.Raw)
	planned, errPlan := attrsOf(req.Plan.Raw)
	if errPrior != nil || errPlan != nil {
		return // The framework has refused such values already.
	}
	defer r.session.ledger.Enter()()
	r.session.ledger.Hint(req.ClientCapabilities.DeferralAllowed)
	p := recordPlan{recordResource: r, prior: prior, planned: planned, diags: &resp.Diagnostics}
	if !r.session.ledger.Applies() { // A write finds out by itself.
		if p.prior = r.settled(ctx, prior, req.Private, &resp.Diagnostics); resp.Diagnostics.HasError() {
			return
		}
	}
	p.token = r.session.token(ctx, req.Private, resp.Private, &resp.Diagnostics, r.names(planned)...)
	switch {
	case planned == nil:
		if p.prior != nil && p.leave(ctx).Spares {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateShared, []byte("true"))...)
		}
		return
	case !planned.known(attrDomain):
		if prior != nil {
			resp.RequiresReplace.Append(path.Root(attrDomain))
		}
		p.unplaced(ctx)
		return
	case prior != nil && r.kind.same(prior, planned):
		resp.Plan.Raw = r.unchanged(prior, planned)
		if p.prior != nil {
			p.keep(ctx)
		}
		return
	}
	p.change(ctx)
	resp.Plan.Raw = planned.value(r.object)
	if prior != nil && zone.NewOrigin(prior.text(attrDomain)) != zone.NewOrigin(planned.text(attrDomain)) {
		resp.RequiresReplace.Append(path.Root(attrDomain))
	}
}

// unplaced claims what is known of a record whose domain is not. Which zone it will
// be shows in the apply; it may be another one.
func (p recordPlan) unplaced(ctx context.Context) {
	if p.prior != nil {
		p.leave(ctx)
	}
	if !p.kind.Raw {
		p.session.ledger.Unplaced(p.token, p.kind.record(p.planned, ""))
	}
}

// unchanged is the state, which stays where the record does: what the user wrote
// there means the same. A switch is no part of the record.
func (r *recordResource) unchanged(prior, planned attrs) tftypes.Value {
	if r.kind.Raw {
		prior = prior.clone()
		prior[attrMalformed] = planned[attrMalformed]
	}
	return prior.value(r.object)
}

// names returns what a new resource is known by: its type and its line.
func (r *recordResource) names(planned attrs) []string {
	if planned == nil {
		return nil
	}
	o, _ := originOf(planned)
	return []string{r.kind.resourceType(), o.String(), o.Key(r.kind.record(planned, ""))}
}

// recordPlan is one plan of one record.
type recordPlan struct {
	*recordResource

	prior, planned attrs
	token          string
	diags          *diag.Diagnostics
}

// same reports whether two sets of attributes describe the same record of the
// same zone.
func (k kind) same(a, b attrs) bool {
	if !k.complete(a) || !k.complete(b) {
		return false
	}
	o := zone.NewOrigin(a.text(attrDomain))
	return o == zone.NewOrigin(b.text(attrDomain)) && o.Key(k.record(a, "")) == o.Key(k.record(b, ""))
}

// leave claims that the line of the prior state goes. With a domain that is no
// longer in the account it has gone already.
func (p recordPlan) leave(ctx context.Context) (v planledger.Verdict) {
	domain := p.prior.text(attrDomain)
	doc, err := p.session.syncer.Zone(domain).Read(ctx)
	switch {
	case err == nil:
		p.session.warnTTL(p.diags, doc)
		v = p.judge(ctx, doc, planledger.Claim{Token: p.token, Removes: p.entry(p.prior)})
	case !p.session.zoneGone(err):
		p.session.reportRead(p.diags, err, domain)
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
	p.kind.check(p.planned, p.session.language, p.diags)
	if p.diags.HasError() {
		return
	}
	origin := zone.NewOrigin(p.planned.text(attrDomain))
	service := p.session.serviceKnown(origin)
	if service != zone.ServiceUnknown || !p.kind.Type.HostOptional {
		p.compute(origin, service) // Also for a plan in an apply whose read fails: Terraform compares it with the first one.
		if p.session.ledger.Applies() {
			return // The write sees the zone itself: a read here would only cost a request.
		}
	}
	doc, ok := p.read(ctx, p.planned)
	if !ok {
		return
	}
	service = p.session.serviceOf(doc)
	if !p.serviceTold(p.planned, service) {
		return
	}
	p.compute(doc.Origin, service)
	alone := &static{policy: p.session.policy, language: p.session.language, service: service, detected: p.session.detected(doc)}
	p.judgeAlone(alone, p.planned, p.diags, rules.Warning)
	p.judgeAlone(alone, p.planned, p.diags, rules.Error)
	if p.diags.HasError() {
		return
	}
	p.session.warnTTL(p.diags, doc)
	p.session.warnUnseen(p.diags, p.planned.text(attrLine))
	claim := planledger.Claim{Token: p.token, Adds: p.entry(p.planned), New: p.prior == nil}
	claim.Adds.Record = claim.Adds.Record.ForService(doc.Origin, service)
	claim.Adds.Line = claim.Adds.Record.Line()
	if p.prior != nil && zone.NewOrigin(p.prior.text(attrDomain)) == doc.Origin {
		claim.Removes = p.entry(p.prior)
	} else if p.prior != nil {
		p.leave(ctx)
	}
	p.judge(ctx, doc, claim)
}

func (p recordPlan) judge(ctx context.Context, doc *zonesync.Document, c planledger.Claim) planledger.Verdict {
	v := p.session.claims(doc).Judge(ctx, c)
	p.session.report(p.diags, v, c, doc.Origin)
	return v
}

// claims returns the claims of this run on a zone.
func (s *session) claims(doc *zonesync.Document) *planledger.Zone {
	return s.ledger.Zone(doc.Index(), s.serviceOf(doc))
}

// compute fills in the line, as far as it can be known.
func (p recordPlan) compute(o zone.Origin, service zone.Service) {
	if p.kind.Raw {
		return
	}
	if p.kind.complete(p.planned) {
		p.planned.setText(attrLine, p.kind.record(p.planned, "").ForService(o, service).Line())
	} else {
		p.planned.setUnknown(attrLine)
	}
}

// serviceTold asks for the DNS service where the line depends on it and the
// zone does not tell.
func (p recordPlan) serviceTold(a attrs, service zone.Service) bool {
	host := a.text(attrHost)
	if service != zone.ServiceUnknown || !p.kind.Type.HostOptional || a.known(attrHost) && host != zone.Apex && host != "" {
		return true
	}
	serviceUnknownMessage(a.text(attrDomain)).addTo(p.diags, p.session.language, "")
	return false
}

// entry returns what the ledger knows a record by.
func (p recordPlan) entry(a attrs) zone.Entry {
	o, _ := originOf(a)
	record := p.kind.record(a, p.token)
	line := a.text(attrLine)
	if line == "" {
		line = record.Line()
	}
	return zone.Entry{Record: record, Line: line, Key: o.Key(record)}
}

// read returns a zone, which is read on first use.
func (p recordPlan) read(ctx context.Context, a attrs) (*zonesync.Document, bool) {
	domain := a.text(attrDomain)
	doc, err := p.session.syncer.Zone(domain).Read(ctx)
	if err != nil {
		p.session.reportRead(p.diags, err, domain)
		return nil, false
	}
	return doc, true
}
