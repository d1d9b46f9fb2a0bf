package provider

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

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
	p := recordPlan{recordResource: r, prior: prior, planned: planned, diags: &resp.Diagnostics}
	p.token = tokenOf(ctx, req.Private, resp.Private, &resp.Diagnostics)
	switch {
	case planned == nil:
		if prior != nil && p.leave(ctx).Shared {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateShared, []byte("true"))...)
		}
		return
	case !planned.known(attrDomain):
		// Which zone it will be shows in the apply; it may be another one.
		if prior != nil {
			resp.RequiresReplace.Append(path.Root(attrDomain))
			p.leave(ctx)
		}
		return
	case prior != nil && r.kind.same(prior, planned):
		resp.Plan.Raw = req.State.Raw
		p.keep(ctx)
		return
	}
	p.change(ctx)
	resp.Plan.Raw = planned.value(r.object)
	if prior != nil && zone.NewOrigin(prior.text(attrDomain)) != zone.NewOrigin(planned.text(attrDomain)) {
		resp.RequiresReplace.Append(path.Root(attrDomain))
	}
}

// recordPlan is one plan of one record.
type recordPlan struct {
	*recordResource

	prior, planned attrs
	token          string
	diags          *diag.Diagnostics
}

// same tells whether two sets of attributes describe the same record of the
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
		books := p.session.ledger.Zone(doc.Index(), p.session.serviceOf(doc))
		e := p.entry(p.prior)
		v = books.Judge(ctx, planledger.Claim{Token: p.token, Removes: e})
		p.session.report(p.diags, v)
		p.session.reportWhole(p.diags, v, e.Line)
	case !p.session.zoneGone(err):
		p.session.reportError(p.diags, err, domain)
	}
	return v
}

// keep claims that the line stays. It is silent unless another claim is judged
// on the belief that the line goes.
func (p recordPlan) keep(ctx context.Context) {
	books, _, ok := p.books(ctx, p.prior)
	if !ok {
		return
	}
	e := p.entry(p.prior)
	v := books.Judge(ctx, planledger.Claim{Token: p.token, Removes: e, Adds: e})
	switch {
	case v.Leaving:
		lineLeavesMessage(e.Line, p.kind.resourceType()).addTo(p.diags, p.session.language, "")
	case v.Shared:
		m := lineTwiceMessage(e.Line, p.kind.resourceType())
		p.diags.AddWarning(m.Summary.In(p.session.language), m.Detail.In(p.session.language))
	}
	p.session.report(p.diags, v)
	p.session.reportWhole(p.diags, v, e.Line)
}

// change claims a new line, and with prior values that the old one goes.
func (p recordPlan) change(ctx context.Context) {
	p.kind.check(p.planned, p.session.language, p.diags)
	if p.diags.HasError() {
		return
	}
	books, doc, ok := p.books(ctx, p.planned)
	if !ok {
		return
	}
	service := p.session.serviceOf(doc)
	if !p.serviceTold(p.planned, service) {
		return
	}
	p.compute(doc.Origin, service)
	p.judgeAlone(&static{policy: p.session.policy, language: p.session.language, service: service}, p.planned, p.diags, rules.Warning)
	p.judgeAlone(&static{policy: p.session.policy, language: p.session.language, service: service}, p.planned, p.diags, rules.Error)
	if p.diags.HasError() {
		return
	}
	claim := planledger.Claim{Token: p.token, Adds: p.entry(p.planned)}
	claim.Adds.Record = claim.Adds.Record.ForService(service)
	claim.Adds.Line = claim.Adds.Record.Line()
	p.leaves(ctx, &claim, doc.Origin)
	domain := doc.Origin.String()
	claim.Known = func(key string) bool { return p.session.seen.has(domain, key) }
	v := books.Judge(ctx, claim)
	p.stand(v, doc.Origin)
	p.session.report(p.diags, v)
	p.session.reportWhole(p.diags, v, claim.Adds.Line)
}

// leaves fills in what the claim gives up: in the same zone, or in the old one
// where the domain changes.
func (p recordPlan) leaves(ctx context.Context, claim *planledger.Claim, o zone.Origin) {
	if p.prior == nil {
		return
	}
	if zone.NewOrigin(p.prior.text(attrDomain)) == o {
		claim.Removes = p.entry(p.prior)
		return
	}
	p.leave(ctx)
}

// stand answers a line that is in the zone already.
func (p recordPlan) stand(v planledger.Verdict, o zone.Origin) {
	refused := slices.ContainsFunc(v.Findings, func(f rules.Finding) bool { return f.Severity == rules.Error })
	switch {
	case refused || v.Whole:
	case v.Standing == planledger.Exists && !p.session.adopt:
		id := p.kind.importID(o, p.kind.record(p.planned, ""))
		existsMessage(p.kind.resourceType(), id, v.Line).addTo(p.diags, p.session.language, "")
	}
}

// compute fills in the full name and the line, as far as they can be known.
func (p recordPlan) compute(o zone.Origin, service zone.Service) {
	if p.kind.Raw {
		return
	}
	if p.planned.known(attrHost) {
		p.planned.setText(attrFQDN, o.FQDN(p.planned.text(attrHost)))
	} else {
		p.planned.setUnknown(attrFQDN)
	}
	if p.kind.complete(p.planned) {
		p.planned.setText(attrLine, p.kind.record(p.planned, "").ForService(service).Line())
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

// books returns the ledger's books of a zone, read on first use.
func (p recordPlan) books(ctx context.Context, a attrs) (*planledger.Zone, *zonesync.Document, bool) {
	domain := a.text(attrDomain)
	doc, err := p.session.syncer.Zone(domain).Read(ctx)
	if err != nil {
		p.session.reportError(p.diags, err, domain)
		return nil, nil, false
	}
	return p.session.ledger.Zone(doc.Index(), p.session.serviceOf(doc)), doc, true
}

// report reports a verdict, and what it says in the stead of calls that were
// let go.
func (s *session) report(diags *diag.Diagnostics, v planledger.Verdict) {
	for _, f := range slices.Concat(v.Findings, v.Stead.Findings) {
		reportFinding(diags, f, s.language)
	}
	for _, e := range v.Stead.Existing {
		if k := kindOf(e.Record); !s.adopt {
			existsMessage(k.resourceType(), k.importID(e.Origin, e.Record), e.Line).addTo(diags, s.language, "")
		}
	}
}

// privateToken is the key of the claim's token in a resource's private data.
const privateToken = "claim"

// privateData is what the framework's private state can do here.
type privateData interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// tokenOf returns the token that tells this resource from the others of the
// run: the one it has, else a new one.
func tokenOf(ctx context.Context, prior, planned privateData, diags *diag.Diagnostics) string {
	text, d := prior.GetKey(ctx, privateToken)
	diags.Append(d...)
	var token string
	if json.Unmarshal(text, &token) == nil && token != "" {
		return token
	}
	token = rand.Text()
	text, err := json.Marshal(token)
	if err == nil {
		diags.Append(planned.SetKey(ctx, privateToken, text)...)
	}
	return token
}
