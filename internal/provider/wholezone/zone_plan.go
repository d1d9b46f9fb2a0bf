package wholezone

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// ValidateConfig checks the values and the TTL.
func (r *zoneResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m wholeModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := r.validation()
	checkDomain(m.Domain, s.Language, &resp.Diagnostics)
	if !m.Content.IsNull() && !m.Content.IsUnknown() {
		if err := checkContent(m.Content.ValueString()); err != nil {
			message.Value("content", err).AddTo(&resp.Diagnostics, s.Language, "content")
		}
	}
	judgeTTL(s, m.TTL, &resp.Diagnostics)
}

func checkDomain(v types.String, l rules.Language, diags *diag.Diagnostics) {
	if !v.IsNull() && !v.IsUnknown() {
		session.CheckDomain(v.ValueString(), l, diags)
	}
}

// judgeTTL reports what the rules say of a TTL.
func judgeTTL(s *session.Static, ttl types.Number, diags *diag.Diagnostics) {
	if ttl.IsNull() || ttl.IsUnknown() {
		return
	}
	// A rule takes 0 for no TTL, and the API has no room for more than RFC 2181 section 8 allows.
	if seconds, ok := session.WholeNumber(ttl); !ok || seconds < 1 || seconds > math.MaxInt32 {
		message.TTLRange(session.Digits(ttl)).AddTo(diags, s.Language, "ttl")
		return
	}
	for _, f := range s.Policy.Settings(rules.Case{TTL: session.SecondsOf(ttl)}) {
		message.AddFinding(diags, f, s.Language)
	}
}

// ModifyPlan keeps the state where the text means the same, shows what would be
// deleted, and judges the lines that change.
func (r *zoneResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return
	}
	var prior, planned *wholeModel
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if req.Plan.Raw.IsNull() {
		if prior != nil {
			token := r.session.Token(ctx, req.Private, resp.Private, &resp.Diagnostics)
			r.leave(ctx, prior.Domain.ValueString(), token, &resp.Diagnostics)
		}
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	if resp.Diagnostics.HasError() {
		return
	}
	step := session.Decide(prior.place(), planned.place())
	if step.Replaces() {
		resp.RequiresReplace.Append(path.Root(session.AttrDomain))
		prior = nil
	}
	if step == session.Await || step == session.Depart {
		return
	}
	s, domain := r.session, planned.Domain.ValueString()
	o := zone.NewOrigin(domain)
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.ReportRead(&resp.Diagnostics, err, domain)
		return
	}
	token := s.Token(ctx, req.Private, resp.Private, &resp.Diagnostics, message.ZoneType, o.String())
	whole := planledger.Whole{Lines: zone.Parse(planned.Content.ValueString()).Bag(o)}
	if r.claim(ctx, doc, planledger.Claim{Token: token, Whole: &whole, New: prior == nil}, &resp.Diagnostics) {
		return
	}
	claimSettings(ctx, s, req.Config, o, planledger.Claim{Token: token, New: prior == nil}, &resp.Diagnostics, "ttl")
	if prior != nil {
		planned.Domain = prior.Domain
	}
	if !planned.Content.IsUnknown() {
		managed := ""
		if prior != nil {
			managed = managedBy(ctx, req.Private, *prior, &resp.Diagnostics)
		}
		r.plan(prior, planned, managed, doc, &resp.Diagnostics)
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
}

// place returns in which zone the resource is.
func (m *wholeModel) place() session.Place {
	if m == nil {
		return session.Place{}
	}
	return session.In(m.Domain)
}

// claim claims the zone as a whole, and reports whether something conflicts with it.
func (r *zoneResource) claim(ctx context.Context, doc *zonesync.Document, c planledger.Claim, diags *diag.Diagnostics) bool {
	v := r.session.Claims(doc).Judge(ctx, c)
	r.session.Report(diags, v, c, doc.Origin)
	return len(v.Findings) > 0
}

// leave claims that the lines of the text go. With a domain that is no longer in
// the account they have gone already.
func (r *zoneResource) leave(ctx context.Context, domain, token string, diags *diag.Diagnostics) {
	doc, err := r.session.Syncer.Zone(domain).Read(ctx)
	switch {
	case err == nil:
		r.claim(ctx, doc, planledger.Claim{Token: token, Whole: &planledger.Whole{Leaves: true}}, diags)
	case !r.session.ZoneGone(err):
		r.session.ReportRead(diags, err, domain)
	}
}

// plan compares the text with the zone.
func (r *zoneResource) plan(prior, planned *wholeModel, managed string, doc *zonesync.Document, diags *diag.Diagnostics) {
	s, live := r.session, newContent(doc.Origin, doc.Text)
	wanted := newContent(doc.Origin, planned.Content.ValueString())
	if prior != nil && wanted.same(newContent(doc.Origin, prior.Content.ValueString())) {
		planned.Content = prior.Content
	}
	if wanted.same(live) {
		return
	}
	r.checkLines(wanted, live, planned, diags)
	if session.SecondsOf(planned.TTL) < valuedomain.MinTTL { // It is not given, or not known yet.
		s.WarnTTL(diags, doc)
	}
	change := planned.change(managed)
	gone, err := change.deletes(live)
	if err != nil {
		r.reportDeletes(diags, err, doc.Domain)
		return
	}
	if len(gone) > 0 && (change.allow.unmanaged || change.allow.large) {
		s.Warn(diags, message.Deletes(doc.Domain, gone))
	}
	r.judge(wanted, live, planned, s.ServiceOf(doc), diags)
}

// checkLines looks at lines that the zone does not have yet: at those that are no
// records though they begin like one, and for characters that nobody can see.
func (r *zoneResource) checkLines(wanted, live *content, planned *wholeModel, diags *diag.Diagnostics) {
	for _, line := range wanted.minus(live) {
		if err := zone.CheckLine(line); err == nil {
			r.session.WarnUnseen(diags, line)
		} else if !allows(planned.AllowMalformed) {
			message.Value("content", err).AddTo(diags, r.session.Language, "content")
		}
	}
}

// judge reports what the rules say of lines that the zone does not have yet, and
// of those that go.
func (r *zoneResource) judge(wanted, live *content, planned *wholeModel, service zone.Service, diags *diag.Diagnostics) {
	s := r.session
	if s.Service == zone.ServiceUnknown {
		service = cmp.Or(wanted.zone.DetectService("").Service, service)
	}
	for _, f := range s.Policy.Audit(wanted.zone, wanted.origin, service, session.SecondsOf(planned.TTL)) {
		rule, ok := rules.Lookup(f.Rule)
		// What only an audit says stays out, unless the user has made it an error.
		if !ok || rule.Scope == rules.ScopeAudit && f.Severity != rules.Error || f.Field == "ttl" || live.explains(f) {
			continue
		}
		f.Field, f.Others = "content", slices.Clone(f.Others)
		for i := range f.Others {
			f.Others[i].Planned = true // The text has them all.
		}
		message.AddFinding(diags, f, s.Language)
	}
	r.checkRemovals(wanted, live, service, diags)
}

// explains reports whether a finding is only about lines that were there before.
func (c *content) explains(f rules.Finding) bool {
	return f.Line != "" && c.bag[c.origin.LineKey(f.Line)] > 0 &&
		!slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return c.bag[c.origin.LineKey(e.Line)] == 0 })
}

// checkRemovals reports what the rules say of lines that go.
func (r *zoneResource) checkRemovals(wanted, live *content, service zone.Service, diags *diag.Diagnostics) {
	s, left := r.session, zone.NewIndex(wanted.origin, service, wanted.zone)
	for _, line := range live.minus(wanted) {
		record, ok := zone.ParseRecord(line)
		if !ok {
			continue
		}
		for _, f := range s.Policy.Settled(rules.Case{
			Subject: zone.Entry{Record: record, Line: line, Key: wanted.origin.Key(record)}, Removal: true,
			Origin: wanted.origin, Service: service, Zone: left,
		}) {
			f.Field = "content"
			message.AddFinding(diags, f, s.Language)
		}
	}
}

// change is what the plan does to the zone; managed is the text that the
// resource has written before.
func (m *wholeModel) change(managed string) wholeChange {
	return wholeChange{
		content: m.Content.ValueString(),
		managed: managed,
		allow:   deletions{unmanaged: allows(m.AllowDeleteUnmanaged), large: allows(m.AllowLargeDelete)},
	}
}

// allows reports whether a permission is given. One that is not known yet passes the
// plan: the apply knows it.
func allows(v types.Bool) bool { return v.ValueBool() || v.IsUnknown() }
