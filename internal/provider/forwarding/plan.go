package forwarding

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// ValidateConfig checks the values, and judges by the rules about one record.
func (r *forwardingResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := r.validation()
	m.check(s.Language, &resp.Diagnostics)
	m.judgeAlone(s, s.Service, zone.Detection{}, &resp.Diagnostics)
}

func (m forwardingModel) check(l rules.Language, diags *diag.Diagnostics) {
	if v := m.Domain; !v.IsNull() && !v.IsUnknown() {
		session.CheckDomain(v.ValueString(), l, diags)
	}
	if v := m.LocalPart; !v.IsNull() && !v.IsUnknown() && !isLocalPart(v.ValueString()) {
		message.LocalPart(v.ValueString()).AddTo(diags, l, "local_part")
	}
	if v := m.Destination; !v.IsNull() && !v.IsUnknown() && !isMailAddress(v.ValueString()) {
		message.MailAddress(v.ValueString()).AddTo(diags, l, "destination")
	}
	if v, allowed := m.Manage, []string{manageForwarding, manageDNSOnly}; !v.IsNull() && !v.IsUnknown() && !slices.Contains(allowed, v.ValueString()) {
		message.Choice("manage", v.ValueString(), allowed).AddTo(diags, l, "manage")
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

func (m forwardingModel) judgeAlone(s *session.Static, service zone.Service, detected zone.Detection, diags *diag.Diagnostics) {
	for _, f := range s.Policy.Record(rules.Case{
		Subject: m.entry(), Forwarding: true, Origin: m.origin(), Service: service, Detected: detected,
	}) {
		f.Field = "" // The record is the registrar's; no attribute names its fields.
		message.AddFinding(diags, f, s.Language)
	}
}

// privateRestored is for the removal: it says that the record was written by an update.
const privateRestored = "restored"

// ModifyPlan judges the forwarding against the zone's other mail servers, and its
// address against other forwards.
func (r *forwardingResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return
	}
	var prior, planned *forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	step := session.Decide(prior.place(), planned.place())
	if resp.Diagnostics.HasError() || step == session.Nothing {
		return
	}
	s := r.session
	defer s.Ledger.Enter()()
	s.Ledger.Hint(req.ClientCapabilities.DeferralAllowed)
	if planned != nil && !s.CanForward && planned.holds() {
		message.FreeDNSForwarding().AddTo(&resp.Diagnostics, s.Language, session.AttrDomain)
		return
	}
	p := forwardingPlan{forwardingResource: r, prior: prior, planned: planned, diags: &resp.Diagnostics}
	p.token = s.Token(ctx, req.Private, resp.Private, &resp.Diagnostics, planned.names()...)
	if step.Replaces() {
		resp.RequiresReplace.Append(path.Root(session.AttrDomain))
	}
	switch step {
	case session.Leave:
		if p.leave(ctx).Spares {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, session.PrivateShared, []byte("true"))...)
		}
		return
	case session.Await, session.Depart:
		if step == session.Depart {
			p.leave(ctx)
		}
		s.Ledger.Unplaced(p.token, planned.entry().Record)
		return
	case session.Stay:
		planned.Domain = prior.Domain // As it was spelled; it means the same.
		e := prior.entry()
		planned.Line = types.StringValue(e.Line) // A line that has vanished comes back.
		p.claimAddress(ctx, prior, planned)
		p.claimRecord(ctx, planned, e, e)
	case session.Move:
		p.leave(ctx)
		p.add(ctx)
	default:
		p.add(ctx)
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
}

// names returns what a new forwarding is known by.
func (m *forwardingModel) names() []string {
	if m == nil {
		return nil
	}
	return []string{message.ForwardingType, m.address()}
}

// place returns in which zone the resource is.
func (m *forwardingModel) place() session.Place {
	if m == nil {
		return session.Place{}
	}
	return session.In(m.Domain)
}

func (m forwardingModel) origin() zone.Origin { return zone.NewOrigin(m.Domain.ValueString()) }

// forwardingPlan is one plan of one forwarding.
type forwardingPlan struct {
	*forwardingResource

	prior, planned *forwardingModel
	token          string
	diags          *diag.Diagnostics
}

// leave claims that the forwarding of the prior state goes.
func (p forwardingPlan) leave(ctx context.Context) planledger.Verdict {
	p.claimAddress(ctx, p.prior, nil)
	return p.claimRecord(ctx, p.prior, p.prior.entry(), zone.Entry{})
}

// add claims a new forwarding.
func (p forwardingPlan) add(ctx context.Context) {
	s, m := p.session, p.planned
	m.Line = types.StringNull()
	e := m.entry()
	m.Line = types.StringValue(e.Line) // Also for a plan in an apply whose read fails: Terraform compares it with the first one.
	doc, err := s.Syncer.Zone(m.Domain.ValueString()).Read(ctx)
	if err != nil {
		s.ReportRead(p.diags, err, m.Domain.ValueString())
		return
	}
	if line := doc.Index().Line(e.Key); line != "" {
		e.Line = line
		m.Line = types.StringValue(line)
	}
	m.judgeAlone(&s.Static, s.ServiceOf(doc), s.Detected(doc), p.diags)
	if p.diags.HasError() {
		return
	}
	p.claimRecord(ctx, m, zone.Entry{}, e)
	p.claimAddress(ctx, nil, m)
}

// claimRecord claims the record that carries the forwards of a domain.
func (p forwardingPlan) claimRecord(ctx context.Context, m *forwardingModel, removes, adds zone.Entry) planledger.Verdict {
	s, domain := p.session, m.Domain.ValueString()
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		// What goes has gone already with a domain that left the account.
		if adds.Key != "" || !s.ZoneGone(err) {
			s.ReportRead(p.diags, err, domain)
		}
		return planledger.Verdict{}
	}
	c := planledger.Claim{Token: p.token, Removes: removes, Adds: adds, Forwarding: true, New: p.prior == nil}
	v := s.Claims(doc).Judge(ctx, c)
	v = session.WithoutFields(v) // A forwarding has other attributes.
	s.Report(p.diags, v, c, doc.Origin)
	return v
}

// claimAddress claims the address of the forward that each model sets; either may
// be nil.
func (p forwardingPlan) claimAddress(ctx context.Context, prior, planned *forwardingModel) {
	c := planledger.Claim{Token: p.token, Removes: prior.forwarded(), Adds: planned.forwarded(), New: prior == nil, Owner: p.forwardingResource}
	m := planned
	if m == nil {
		m = prior
	}
	if c.Removes.Key == "" && c.Adds.Key == "" {
		return
	}
	s, domain := p.session, m.Domain.ValueString()
	book, err := p.addresses(ctx, m)
	if err != nil {
		if (planned != nil || !s.ZoneGone(err)) && !s.HasFailed(err) {
			p.reportForwarding(p.diags, err, domain)
		}
		return
	}
	v := book.Judge(ctx, c)
	p.reportAddress(p.diags, v, c)
	s.ReportDeferred(p.diags, v)
}

// forwarded returns what the ledger knows the forward by; empty where the API has
// none of the resource, or its address is not known yet.
func (m *forwardingModel) forwarded() zone.Entry {
	if m == nil || !m.holds() || m.LocalPart.IsUnknown() {
		return zone.Entry{}
	}
	return zone.Entry{Key: m.address(), Line: m.Destination.ValueString()}
}

// addresses returns the claims of this run on the forwards of a domain.
func (r *forwardingResource) addresses(ctx context.Context, m *forwardingModel) (*planledger.Zone, error) {
	list, err := r.forwardsOf(ctx, m.Domain.ValueString())
	if err != nil {
		return nil, err
	}
	o := m.origin()
	live := zone.NewIndex(o, zone.ServiceUnknown, zone.Parse(""))
	for _, f := range list {
		live.Insert(zone.Entry{Key: f.User + "@" + o.String(), Line: f.ForwardTo})
	}
	return r.session.Ledger.Addresses(live), nil
}

// hold notes that the state has a forward.
func (r *forwardingResource) hold(ctx context.Context, token string, m forwardingModel) {
	if !m.holds() {
		return
	}
	if book, err := r.addresses(ctx, &m); err == nil { // It was read just now.
		book.Hold(token, m.forwarded())
	}
}

// applied notes that a forward is written: old is what was there, now what is; nil
// for none.
func (r *forwardingResource) applied(ctx context.Context, private session.PrivateData, old, now *forwardingModel, diags *diag.Diagnostics) {
	m := now
	if m == nil {
		m = old
	}
	token := r.session.Token(ctx, private, private, diags, m.names()...)
	r.session.Ledger.Applied(m.origin().String(), token, old.forwarded().Key, now.forwarded().Key)
}

// ReportDeferred reports verdicts on the addresses of other calls.
func (r *forwardingResource) ReportDeferred(diags *diag.Diagnostics, all []planledger.Deferred) {
	for _, d := range all {
		r.reportAddress(diags, d.Verdict, d.Claim)
	}
}

// reportAddress reports the verdict on the claim of an address.
func (r *forwardingResource) reportAddress(diags *diag.Diagnostics, v planledger.Verdict, c planledger.Claim) {
	address := c.Adds.Key
	dnsOnly := !c.New && c.Removes.Key == "" // The state has the resource, but no forward of it.
	for _, f := range v.Findings {
		m := message.ForwardTwice(address)
		if f.Kind == planledger.Exists {
			m = r.existingMessage(address, f.Line, dnsOnly)
		}
		m.AddTo(diags, r.session.Language, "local_part")
	}
}

// address is the forwarded address.
func (m forwardingModel) address() string {
	return m.LocalPart.ValueString() + "@" + m.origin().String()
}
