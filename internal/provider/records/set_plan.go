package records

import (
	"context"
	"encoding/json"
	"slices"

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

// setPlan is one plan of one set.
type setPlan struct {
	*setResource

	prior, planned *recordSet
	token          string
	isNew          bool
	diags          *diag.Diagnostics
	spared         []string // Keys of lines that go, and that other resources have too.
}

// ModifyPlan keeps the state where the set means the same, says what the lines will
// be, and judges those that come and go against the zone and this plan.
func (r *setResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return
	}
	state, errState := session.AttrsOf(req.State.Raw)
	plan, errPlan := session.AttrsOf(req.Plan.Raw)
	if errState != nil || errPlan != nil {
		return // The framework has refused such values already.
	}
	s := r.session
	defer s.Ledger.Enter()()
	s.Ledger.Hint(req.ClientCapabilities.DeferralAllowed)
	p := &setPlan{setResource: r, isNew: state == nil, diags: &resp.Diagnostics}
	p.prior = r.stored(ctx, state, req.Private, &resp.Diagnostics)
	p.token = s.Token(ctx, req.Private, resp.Private, &resp.Diagnostics, message.RecordsType, linesText(texts(plan)))
	if resp.Diagnostics.HasError() {
		return
	}
	step := session.Decide(state.Place(), plan.Place())
	if step.Replaces() {
		resp.RequiresReplace.Append(path.Root(session.AttrDomain))
	}
	switch step {
	case session.Leave:
		p.claim(ctx, nil)
		if text, err := json.Marshal(p.spared); err == nil && len(p.spared) > 0 {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, session.PrivateShared, text)...)
		}
		return
	case session.Await:
		return
	case session.Depart:
		p.claim(ctx, nil)
		return
	case session.Move:
		p.claim(ctx, nil)
		p.prior = nil
	default: // It is in this zone, now or after the apply.
	}
	service, ok := p.service(ctx, zone.NewOrigin(plan.Text(session.AttrDomain)), plan)
	if !ok {
		return
	}
	if p.planned = setOf(plan, service, &s.Static, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	resp.Plan.Raw = p.change(ctx, state, plan, step)
}

// change claims the planned set, and returns the plan with its lines. A set that means
// the same stays as it was spelled.
func (p *setPlan) change(ctx context.Context, state, plan session.Attrs, step session.Step) tftypes.Value {
	if p.prior.same(p.planned) {
		state[session.AttrMalformed] = plan[session.AttrMalformed]
		p.claim(ctx, p.planned)
		return state.Value(setObject())
	}
	p.stay()
	p.claim(ctx, p.planned)
	if p.planned.complete() {
		p.planned.putLines(plan)
	} else {
		plan[attrLines] = tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, tftypes.UnknownValue)
	}
	if step == session.Stay {
		plan[session.AttrDomain] = state[session.AttrDomain] // As it was spelled; it means the same.
	}
	return plan.Value(setObject())
}

// service returns the DNS service of the zone, as far as the lines need it: a read in
// the apply would only cost a request.
func (p *setPlan) service(ctx context.Context, o zone.Origin, plan session.Attrs) (zone.Service, bool) {
	s := p.session
	depends := dependsOnService(plan)
	known := s.PlanServiceKnown(o, depends)
	if s.Ledger.Applies() && (known != zone.ServiceUnknown || !depends) {
		return known, true
	}
	doc, err := s.Syncer.Zone(o.String()).Read(ctx)
	if err != nil {
		s.ReportError(p.diags, err, o.String())
		return known, false
	}
	return s.PlanServiceOf(doc, depends), true
}

// dependsOnService reports whether the service decides how a line is written.
func dependsOnService(plan session.Attrs) bool {
	var none diag.Diagnostics
	set := setOf(plan, zone.ServiceUnknown, &session.Static{Configured: true}, &none)
	return slices.ContainsFunc(set.keys(), func(key string) bool { return set.elements[key].kind.Type.HostOptional })
}

// texts are the lines of a plan, as far as they are known.
func texts(plan session.Attrs) []string {
	if plan == nil {
		return nil
	}
	var none diag.Diagnostics
	return []string{setOf(plan, zone.ServiceUnknown, &session.Static{Configured: true}, &none).text()}
}

// stay lets elements that are kept have the lines that they are.
func (p *setPlan) stay() {
	for key, e := range p.planned.elements {
		if p.prior.has(key) {
			e.entry.Line = p.prior.elements[key].entry.Line
			p.planned.elements[key] = e
		}
	}
}

// claim claims the records that stay, come and go; planned is nil where all go.
func (p *setPlan) claim(ctx context.Context, planned *recordSet) {
	s := p.session
	domain := ""
	for _, set := range []*recordSet{planned, p.prior} {
		if set != nil {
			domain = set.domain
			break
		}
	}
	if domain == "" || s.Ledger.Applies() {
		return // The write finds out by itself.
	}
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		if !s.ZoneGone(err) || planned != nil {
			s.ReportError(p.diags, err, domain)
		}
		return
	}
	claims := p.claims(planned)
	alone := &session.Static{Policy: s.Policy, Language: s.Language, Service: s.ServiceOf(doc), Detected: s.Detected(doc)}
	changes := false
	for _, c := range claims {
		if c.Adds.Key == c.Removes.Key {
			continue
		}
		changes = true
		if c.Adds.Key != "" {
			if doc.Index().Count(c.Adds.Key) == 0 { // Else it is there already, whatever the rules say.
				planned.elements[c.Adds.Key].judgeAlone(alone, p.diags, rules.Warning, rules.Error)
			}
			s.WarnUnseen(p.diags, c.Adds.Line)
		}
	}
	if changes {
		s.WarnTTL(p.diags, doc)
	}
	if len(claims) == 0 || p.diags.HasError() {
		return
	}
	p.report(s.Claims(doc).JudgeAll(ctx, claims), claims, doc)
}

// claims are one for each record that stays, comes or goes, in order.
func (p *setPlan) claims(planned *recordSet) (all []planledger.Claim) {
	for _, key := range p.prior.keys() {
		c := planledger.Claim{Token: elementToken(p.token, key), Owner: p, InSet: true, Removes: p.prior.elements[key].entry}
		if planned.has(key) {
			c.Adds = planned.elements[key].entry
		}
		all = append(all, c)
	}
	for _, key := range planned.keys() {
		if !p.prior.has(key) {
			all = append(all, planledger.Claim{Token: elementToken(p.token, key), Owner: p, InSet: true, Adds: planned.elements[key].entry, New: true})
		}
	}
	return all
}

// elementToken names one record of a set in the run.
func elementToken(token, key string) string { return token + "\n" + key }

// report reports the verdicts: what is said of several elements alike, once.
func (p *setPlan) report(all []planledger.Verdict, claims []planledger.Claim, doc *zonesync.Document) {
	s := p.session
	var exist []string
	said := map[planledger.Kind]bool{}
	for i, v := range all {
		if goes := claims[i].Removes; v.Spares && claims[i].Adds.Key == "" {
			p.spared = append(p.spared, goes.Key)
			if p.planned != nil { // An update is planned again in the apply, which knows nothing of the others.
				message.SharedLine(goes.Line).AddTo(p.diags, s.Language, attrRecords)
			}
		}
		v, exist = withoutExisting(v, exist)
		v.Findings = slices.DeleteFunc(v.Findings, func(f planledger.Finding) bool {
			whole := f.Kind == planledger.ManagedWhole || f.Kind == planledger.ReleasedWhole || f.Kind == planledger.SecondWhole
			again := whole && said[f.Kind]
			said[f.Kind] = true
			return again
		})
		for j := range v.Findings {
			if v.Findings[j].Field != "" {
				v.Findings[j].Field = attrRecords
			}
		}
		s.ReportVerdict(p.diags, v, claims[i], doc.Origin)
	}
	if !p.diags.HasError() { // Else an import would not help.
		p.reportExisting(p.diags, exist, attrRecords)
	}
	s.ReportDeferred(p.diags, all[0])
}

// ReportDeferred reports verdicts on records of the set: those that are in the zone
// already together.
func (p *setPlan) ReportDeferred(diags *diag.Diagnostics, all []planledger.Deferred) {
	var exist []string
	for _, d := range all {
		d.Verdict, exist = withoutExisting(d.Verdict, exist)
		p.session.ReportVerdict(diags, session.WithoutFields(d.Verdict), d.Claim, d.Origin)
	}
	p.reportExisting(diags, exist, "")
}

// withoutExisting takes the errors about lines that are in the zone already out of
// a verdict, and adds the lines to those of other elements.
func withoutExisting(v planledger.Verdict, lines []string) (planledger.Verdict, []string) {
	var kept []planledger.Finding
	for _, f := range v.Findings {
		if f.Kind == planledger.Exists && f.Severity == rules.Error {
			lines = append(lines, f.Line)
		} else {
			kept = append(kept, f)
		}
	}
	v.Findings = kept
	return v, lines
}

// reportExisting says how to take lines over that are in the zone already: with
// those that the set has.
func (p *setPlan) reportExisting(diags *diag.Diagnostics, exist []string, attribute string) {
	if len(exist) == 0 {
		return
	}
	slices.Sort(exist)
	lines := slices.Clone(exist)
	for _, key := range p.prior.keys() {
		lines = append(lines, p.prior.elements[key].entry.Line)
	}
	id := setID(zone.NewOrigin(p.planned.domain).String(), lines)
	message.ExistInSet(id, exist, p.isNew).AddTo(diags, p.session.Language, attribute)
}
