package wholezone

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/numberplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

var (
	_ resource.ResourceWithConfigure      = (*settingsResource)(nil)
	_ resource.ResourceWithValidateConfig = (*settingsResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*settingsResource)(nil)
	_ resource.ResourceWithImportState    = (*settingsResource)(nil)
	_ resource.ResourceWithIdentity       = (*settingsResource)(nil)
)

const settingsType = "valuedomain_zone_settings"

// settingsResource is what a zone has one of: the TTL and the name servers.
type settingsResource struct{ domainResource }

// settingsModel is the resource's data.
type settingsModel struct {
	Domain types.String `tfsdk:"domain"`
	TTL    types.Number `tfsdk:"ttl"`
	NSType types.String `tfsdk:"ns_type"`
}

// Metadata names the resource.
func (r *settingsResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = settingsType
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes the resource.
func (r *settingsResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the TTL and the name-server set of a zone. It changes no record, so it can be combined with record resources, and " +
			"with `valuedomain_zone` if only one of the two sets `ttl`: a plan with two different values fails. Destroying it does not change the zone.\n\n" +
			"The import ID is `<domain>`.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: "The domain of the zone, such as `example.com`. Changing this forces a new resource.", Required: true},
			"ttl": schema.NumberAttribute{
				MarkdownDescription: "The TTL of all records in seconds, at least 120: the API stores 3600 instead of anything below. If omitted, the current value is kept.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Number{numberplanmodifier.UseStateForUnknown()},
			},
			"ns_type": schema.StringAttribute{
				MarkdownDescription: "The set of name servers: `valuedomain1` is ns1 to ns5.value-domain.com, `valuedomain11` is ns11 to ns13.value-domain.com. If omitted, the current value is kept.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// ValidateConfig checks the values.
func (r *settingsResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m settingsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := r.validation()
	checkDomain(m.Domain, s.Language, &resp.Diagnostics)
	judgeTTL(s, m.TTL, &resp.Diagnostics)
	if v := m.NSType; !v.IsNull() && !v.IsUnknown() && !isNSType(v.ValueString()) {
		message.NSType(v.ValueString()).AddTo(&resp.Diagnostics, s.Language, "ns_type")
	}
}

// isNSType accepts the names of sets that there are and may be: lower-case letters,
// then digits.
func isNSType(s string) bool {
	letters := strings.TrimRight(s, "0123456789")
	return letters != "" && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == ""
}

// ModifyPlan makes a new resource of another domain, keeps the spelling of the
// same one, and refuses two values for one setting.
func (r *settingsResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil || req.Plan.Raw.IsNull() {
		return
	}
	var given types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("ns_type"), &given)...)
	if r.session.FreeDNS && !given.IsNull() {
		message.FreeDNSNameServers().AddTo(&resp.Diagnostics, r.session.Language, "ns_type")
		return
	}
	var prior, planned *settingsModel
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	if resp.Diagnostics.HasError() {
		return
	}
	step := session.Decide(prior.place(), planned.place())
	if step.Replaces() {
		resp.RequiresReplace.Append(path.Root(session.AttrDomain))
	}
	if step == session.Await || step == session.Depart {
		return
	}
	o := zone.NewOrigin(planned.Domain.ValueString())
	token := r.session.Token(ctx, req.Private, resp.Private, &resp.Diagnostics, settingsType, o.String())
	claimSettings(ctx, r.session, req.Config, o, planledger.Claim{Token: token, New: prior == nil}, &resp.Diagnostics, "ttl", "ns_type")
	if session.SecondsOf(planned.TTL) < valuedomain.MinTTL && (prior == nil || !planned.NSType.Equal(prior.NSType)) {
		if doc, err := r.session.Syncer.Zone(o.String()).Read(ctx); err == nil { // The apply says what is wrong.
			r.session.WarnTTL(&resp.Diagnostics, doc)
		}
	}
	if step == session.Stay {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(session.AttrDomain), prior.Domain)...)
	}
}

// place returns in which zone the resource is.
func (m *settingsModel) place() session.Place {
	if m == nil {
		return session.Place{}
	}
	return session.In(m.Domain)
}

// claimSettings claims what the configuration of a resource gives of a zone's
// settings. What is omitted, or not known yet, claims nothing.
func claimSettings(ctx context.Context, s *session.Session, config tfsdk.Config, o zone.Origin, c planledger.Claim, diags *diag.Diagnostics, attributes ...string) {
	given, err := session.AttrsOf(config.Raw)
	if err != nil {
		return // The framework has refused such values already.
	}
	c.Settings = map[string]string{}
	for _, name := range attributes {
		if value := given.Text(name); value != "" {
			c.Settings[name] = value
		}
	}
	for _, f := range s.Ledger.Settings(o).Judge(ctx, c).Findings {
		message.SettingTwice(o.String(), f.Field, f.Line, f.Others[0].Line).AddTo(diags, s.Language, f.Field)
	}
}

// Create sets what is given.
func (r *settingsResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	r.write(ctx, req.Config, req.Plan, session.CreateTarget(resp))
}

// Update sets what is given.
func (r *settingsResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	r.write(ctx, req.Config, req.Plan, session.UpdateTarget(resp))
}

// write sets what the configuration gives. What it omits is planned as the
// state has it, and not this resource's to write.
func (r *settingsResource) write(ctx context.Context, config tfsdk.Config, plan tfsdk.Plan, to session.Target) {
	var given, m settingsModel
	to.Diags.Append(config.Get(ctx, &given)...)
	to.Diags.Append(plan.Get(ctx, &m)...)
	if to.Diags.HasError() {
		return
	}
	s, domain := r.session, m.Domain.ValueString()
	defer s.Writing(to.Diags)()
	change := zonesync.Change{TTL: session.SecondsOf(given.TTL), NSType: given.NSType.ValueString()}
	result, err := s.Apply(ctx, domain, change, to.Diags)
	if err != nil {
		s.ReportError(to.Diags, err, domain)
		return
	}
	m.fill(result.Doc)
	to.Diags.Append(to.State.Set(ctx, m)...)
	s.Ledger.Applied(result.Doc.Origin.String(), s.Token(ctx, to.Private, to.Private, to.Diags, settingsType, result.Doc.Origin.String()), "", "")
	identifyDomain(ctx, to.Identity, m.Domain, to.Diags)
}

// fill reads what the plan has left open: another resource of the run may have
// changed the rest meanwhile, which the next refresh shows.
func (m *settingsModel) fill(doc *zonesync.Document) {
	now := *m
	now.read(doc)
	if m.TTL.IsUnknown() {
		m.TTL = now.TTL
	}
	if m.NSType.IsUnknown() {
		m.NSType = now.NSType
	}
}

func (m *settingsModel) read(doc *zonesync.Document) {
	m.TTL, m.NSType = session.Number(doc.TTL), types.StringNull()
	if doc.NSType != "" { // A zone of freedns has none.
		m.NSType = types.StringValue(doc.NSType)
	}
}

// Read reads the settings.
func (r *settingsResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m settingsModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	defer r.session.Ledger.Enter()()
	if doc := r.refresh(ctx, m.Domain, resp); doc != nil {
		m.read(doc)
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}

// Delete leaves the zone as it is: there is no other setting to go back to.
func (r *settingsResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m settingsModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	r.session.Ledger.Applied(zone.NewOrigin(m.Domain.ValueString()).String(), session.ClaimToken(ctx, req.Private), "", "")
}

// ImportState takes the domain.
func (r *settingsResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if domain, doc := r.imported(ctx, req, resp); doc != nil {
		m := settingsModel{Domain: types.StringValue(domain)}
		m.read(doc)
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}
