package provider

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// ValidateConfig checks the values, and judges by the rules about one record.
func (r *forwardingResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := r.provider.validation()
	m.check(s.language, &resp.Diagnostics)
	m.judgeAlone(s, s.service, &resp.Diagnostics)
}

func (m forwardingModel) check(l rules.Language, diags *diag.Diagnostics) {
	if v := m.Domain; !v.IsNull() && !v.IsUnknown() {
		if err := zone.CheckDomain(v.ValueString()); err != nil {
			valueMessage("domain", err).addTo(diags, l, "domain")
		}
	}
	if v := m.LocalPart; !v.IsNull() && !v.IsUnknown() && !isLocalPart(v.ValueString()) {
		localPartMessage(v.ValueString()).addTo(diags, l, "local_part")
	}
	if v := m.Destination; !v.IsNull() && !v.IsUnknown() && !isMailAddress(v.ValueString()) {
		mailAddressMessage(v.ValueString()).addTo(diags, l, "destination")
	}
}

// isLocalPart accepts the unquoted form of RFC 5321 section 4.1.2.
func isLocalPart(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for _, c := range []byte(s) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", rune(c)) {
			return false
		}
	}
	return true
}

func isMailAddress(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && isLocalPart(s[:at]) && zone.CheckDomain(s[at+1:]) == nil && !strings.HasSuffix(s, ".")
}

func (m forwardingModel) judgeAlone(s *static, service zone.Service, diags *diag.Diagnostics) {
	for _, f := range s.policy.Record(rules.Case{
		Subject: m.entry(), Forwarding: true, Origin: zone.NewOrigin(m.Domain.ValueString()), Service: service,
	}) {
		f.Field = "" // The record is the registrar's; no attribute names its fields.
		reportFinding(diags, f, s.language)
	}
}

// privateShared tells the removal that other forwards keep the record.
const privateShared = "shared"

// privateRestored tells the removal that the record was written by an update.
const privateRestored = "restored"

// ModifyPlan judges the forwarding against the zone's other mail servers.
func (r *forwardingResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return
	}
	token := tokenOf(ctx, req.Private, resp.Private, &resp.Diagnostics)
	var prior, planned *forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	if resp.Diagnostics.HasError() {
		return
	}
	moved := prior != nil && planned != nil && !planned.Domain.IsUnknown() &&
		zone.NewOrigin(prior.Domain.ValueString()) != zone.NewOrigin(planned.Domain.ValueString())
	if planned != nil && !r.session.canForward && planned.holds() {
		freeDNSForwardingMessage().addTo(&resp.Diagnostics, r.session.language, attrDomain)
		return
	}
	switch {
	case planned == nil && prior != nil:
		r.leave(prior)
		v := r.judge(ctx, prior, planledger.Claim{Token: token, Removes: prior.entry(), Forwarding: true}, &resp.Diagnostics)
		if v.Shared {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateShared, []byte("true"))...)
		}
	case planned == nil:
	case planned.Domain.IsUnknown(): // It may be another one.
		if prior != nil {
			r.move(ctx, prior, token, resp)
		}
	case prior != nil && !moved:
		planned.Domain = prior.Domain // As it was spelled; it means the same.
		e := prior.entry()
		planned.compute(e.Line) // A line that has vanished comes back.
		if r.claim(planned, forwardHolder{token, !prior.holds() || prior.address() != planned.address()}, &resp.Diagnostics) {
			r.existing(ctx, prior, planned, &resp.Diagnostics)
		}
		r.judge(ctx, planned, planledger.Claim{Token: token, Removes: e, Adds: e, Forwarding: true}, &resp.Diagnostics)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	default:
		if moved {
			r.move(ctx, prior, token, resp)
		}
		r.add(ctx, planned, token, resp)
	}
}

// move plans that the forwarding leaves its domain.
func (r *forwardingResource) move(ctx context.Context, prior *forwardingModel, token string, resp *resource.ModifyPlanResponse) {
	resp.RequiresReplace.Append(path.Root("domain"))
	r.leave(prior)
	r.judge(ctx, prior, planledger.Claim{Token: token, Removes: prior.entry(), Forwarding: true}, &resp.Diagnostics)
}

// add plans a new forwarding.
func (r *forwardingResource) add(ctx context.Context, m *forwardingModel, token string, resp *resource.ModifyPlanResponse) {
	s := r.session
	doc, err := s.syncer.Zone(m.Domain.ValueString()).Read(ctx)
	if err != nil {
		s.reportError(&resp.Diagnostics, err, m.Domain.ValueString())
		return
	}
	m.Line = types.StringNull()
	e := m.entry()
	if line := doc.Index().Line(e.Key); line != "" {
		e.Line = line
	}
	m.compute(e.Line)
	m.judgeAlone(&s.static, s.serviceOf(doc), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	r.judge(ctx, m, planledger.Claim{Token: token, Adds: e, Forwarding: true}, &resp.Diagnostics)
	if r.claim(m, forwardHolder{token, true}, &resp.Diagnostics) {
		r.existing(ctx, nil, m, &resp.Diagnostics)
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, m)...)
}

// leave gives an address up, for another resource where one wants it. Who has
// no forward has none to give up.
func (r *forwardingResource) leave(m *forwardingModel) {
	if m.holds() && r.session.addresses.leave(m.address()) {
		r.note(m, true)
	}
}

// note tells the apply whether the forward of an address may be taken over.
func (r *forwardingResource) note(m *forwardingModel, handed bool) {
	var takes []string
	if handed {
		takes = []string{m.address()}
	}
	r.session.ledger.Note(zone.NewOrigin(m.Domain.ValueString()).String(), noteKey(m.address()), takes)
}

// noted tells whether the plan has found that the forward of an address may be
// taken over.
func (r *forwardingResource) noted(m *forwardingModel) bool {
	return len(r.session.ledger.Takes(zone.NewOrigin(m.Domain.ValueString()).String(), noteKey(m.address()))) > 0
}

// claim enters the address of a forward that Terraform sets. It reports whether
// there is one and no other resource has it.
func (r *forwardingResource) claim(m *forwardingModel, h forwardHolder, diags *diag.Diagnostics) bool {
	if m.Manage.ValueString() != manageForwarding || m.LocalPart.IsUnknown() {
		return false
	}
	if !r.session.addresses.claim(m.address(), h) {
		forwardTwiceMessage(m.address()).addTo(diags, r.session.language, "local_part")
		return false
	}
	return true
}

// existing answers a forward that is there already at an address that is new to
// the resource, or whose forward was not its own so far: another resource may be
// about to give it up, which the apply is told of.
func (r *forwardingResource) existing(ctx context.Context, prior, m *forwardingModel, diags *diag.Diagnostics) {
	if prior != nil {
		if prior.holds() && prior.address() == m.address() {
			return
		}
		r.leave(prior)
	}
	s, domain, address := r.session, m.Domain.ValueString(), m.address()
	list, err := s.forwardsOf(ctx, domain)
	if err != nil {
		s.reportForwarding(diags, err, domain)
		return
	}
	at := slices.IndexFunc(list, m.sameUser)
	if at < 0 || s.adopt && list[at] == m.forward() {
		r.note(m, false)
		return
	}
	handed := func() bool { return s.seen.has(address, "") || s.addresses.isLeaving(address) }
	switch surely := s.ledger.Await(ctx, handed); {
	case handed():
		r.note(m, true)
	case !surely && !r.noted(m):
		e := &forwardExistsError{Address: address, Destination: list[at].ForwardTo, DNSOnly: prior != nil && !prior.holds()}
		forwardExistsMessage(e).addTo(diags, s.language, "local_part")
	}
}

// sameUser tells whether a forward is that of the resource's address.
func (m *forwardingModel) sameUser(f valuedomain.Forward) bool {
	return f.User == m.LocalPart.ValueString()
}

// address is the forwarded address.
func (m forwardingModel) address() string {
	return m.LocalPart.ValueString() + "@" + zone.NewOrigin(m.Domain.ValueString()).String()
}

func (r *forwardingResource) judge(ctx context.Context, m *forwardingModel, c planledger.Claim, diags *diag.Diagnostics) planledger.Verdict {
	s, domain := r.session, m.Domain.ValueString()
	doc, err := s.syncer.Zone(domain).Read(ctx)
	if err != nil {
		// What goes has gone already with a domain that left the account.
		if c.Adds.Key != "" || !s.zoneGone(err) {
			s.reportError(diags, err, domain)
		}
		return planledger.Verdict{}
	}
	v := s.ledger.Zone(doc.Index(), s.serviceOf(doc)).Judge(ctx, c)
	s.reportWhole(diags, v, cmp.Or(c.Adds.Line, c.Removes.Line))
	for i := range v.Findings {
		v.Findings[i].Field = "" // A forwarding has other attributes.
	}
	s.report(diags, v)
	return v
}
