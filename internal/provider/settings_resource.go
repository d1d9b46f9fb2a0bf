package provider

import (
	"context"
	"regexp"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/numberplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
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
type settingsResource struct {
	provider *Provider
	session  *session // Nil before Configure, as in validate.
}

func newSettingsResource(p *Provider) *settingsResource { return &settingsResource{provider: p} }

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

// IdentitySchema describes what names the settings.
func (r *settingsResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = domainIdentitySchema()
}

// Schema describes the resource.
func (r *settingsResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the TTL and the name-server set of a zone. It changes no record, so it can be combined with record resources, and " +
			"with `valuedomain_zone` if only one of the two sets `ttl`: a plan with two different values fails. Destroying it does not change the zone.",
		Attributes: map[string]schema.Attribute{
			attrDomain: schema.StringAttribute{MarkdownDescription: "The domain of the zone, such as `example.com`. Changing this forces a new resource.", Required: true},
			"ttl": schema.NumberAttribute{
				MarkdownDescription: "The TTL of all records in seconds, at least 120: the API stores 3600 instead of anything below. If omitted, the current value is kept.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Number{numberplanmodifier.UseStateForUnknown()},
			},
			"ns_type": schema.StringAttribute{
				MarkdownDescription: "The set of name servers: `valuedomain1` is ns1 to ns5.value-domain.com, `valuedomain11` is ns11 to ns13.value-domain.com. If omitted, the current value is kept.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				Validators: []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^[a-z]+[0-9]*$`),
					`is a name such as "valuedomain1"`)},
			},
		},
	}
}

// Configure takes the session over.
func (r *settingsResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session)
}

// ValidateConfig checks the domain and the TTL.
func (r *settingsResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var m settingsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := r.provider.validation()
	checkDomain(m.Domain, s.language, &resp.Diagnostics)
	judgeTTL(s, m.TTL, &resp.Diagnostics)
}

// ModifyPlan makes a new resource of another domain, keeps the spelling of the
// same one, and refuses two values for one setting.
func (r *settingsResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil || req.Plan.Raw.IsNull() {
		return
	}
	var given types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("ns_type"), &given)...)
	if r.session.freeDNS && !given.IsNull() {
		freeDNSNameServersMessage().addTo(&resp.Diagnostics, r.session.language, "ns_type")
		return
	}
	var prior, planned *settingsModel
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if planned.Domain.IsUnknown() { // It may be another one.
		if prior != nil {
			resp.RequiresReplace.Append(path.Root(attrDomain))
		}
		return
	}
	o := zone.NewOrigin(planned.Domain.ValueString())
	token := r.session.token(ctx, req.Private, resp.Private, &resp.Diagnostics, settingsType, o.String())
	r.session.claimSettings(ctx, req.Config, o, planledger.Claim{Token: token, New: prior == nil}, &resp.Diagnostics, "ttl", "ns_type")
	if secondsOf(planned.TTL) < valuedomain.MinTTL && (prior == nil || !planned.NSType.Equal(prior.NSType)) {
		if doc, err := r.session.syncer.Zone(o.String()).Read(ctx); err == nil { // The apply says what is wrong.
			r.session.warnTTL(&resp.Diagnostics, doc)
		}
	}
	if prior == nil {
		return
	}
	if zone.NewOrigin(prior.Domain.ValueString()) != zone.NewOrigin(planned.Domain.ValueString()) {
		resp.RequiresReplace.Append(path.Root(attrDomain))
		return
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(attrDomain), prior.Domain)...)
}

// claimSettings claims what the configuration of a resource gives of a zone's
// settings. What is left out, or not known yet, claims nothing.
func (s *session) claimSettings(ctx context.Context, config tfsdk.Config, o zone.Origin, c planledger.Claim, diags *diag.Diagnostics, attributes ...string) {
	given, err := attrsOf(config.Raw)
	if err != nil {
		return // The framework has refused such values already.
	}
	c.Settings = map[string]string{}
	for _, name := range attributes {
		if value := given.text(name); value != "" {
			c.Settings[name] = value
		}
	}
	for _, f := range s.ledger.Settings(o).Judge(ctx, c).Findings {
		settingTwiceMessage(o.String(), f.Field, f.Line, f.Other).addTo(diags, s.language, f.Field)
	}
}

// Create sets what is given.
func (r *settingsResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	r.write(ctx, req.Config, req.Plan, written{&resp.State, resp.Private, resp.Identity, &resp.Diagnostics})
}

// Update sets what is given.
func (r *settingsResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	r.write(ctx, req.Config, req.Plan, written{&resp.State, resp.Private, resp.Identity, &resp.Diagnostics})
}

// write sets what the configuration gives. What it leaves out is planned as the
// state has it, and not this resource's to write.
func (r *settingsResource) write(ctx context.Context, config tfsdk.Config, plan tfsdk.Plan, to written) {
	var given, m settingsModel
	to.diags.Append(config.Get(ctx, &given)...)
	to.diags.Append(plan.Get(ctx, &m)...)
	if to.diags.HasError() {
		return
	}
	s, domain := r.session, m.Domain.ValueString()
	s.ledger.Applying()
	result, err := s.syncer.Zone(domain).Apply(ctx, zonesync.Change{TTL: secondsOf(given.TTL), NSType: given.NSType.ValueString()})
	s.reportNotice(to.diags, domain, result.Notice)
	if err != nil {
		s.reportError(to.diags, err, domain)
		return
	}
	m.fill(result.Doc)
	to.diags.Append(to.state.Set(ctx, m)...)
	s.ledger.Applied(result.Doc.Origin.String(), s.token(ctx, to.private, to.private, to.diags, settingsType, result.Doc.Origin.String()), "", "")
	identifyDomain(ctx, to.identity, m.Domain, to.diags)
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
	m.TTL, m.NSType = number(doc.TTL), types.StringNull()
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
	s, domain := r.session, m.Domain.ValueString()
	defer s.ledger.Enter()()
	s.ledger.Reading()
	identifyDomain(ctx, resp.Identity, m.Domain, &resp.Diagnostics) // Wanted even where it is gone.
	doc, err := s.syncer.Zone(domain).Read(ctx)
	switch {
	case err != nil && s.zoneGone(err):
		resp.State.RemoveResource(ctx)
	case err != nil:
		s.reportRead(&resp.Diagnostics, err, domain)
	default:
		m.read(doc)
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}

// Delete leaves the zone as it is: there is no other setting to go back to.
func (r *settingsResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m settingsModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	r.session.ledger.Applied(zone.NewOrigin(m.Domain.ValueString()).String(), claimToken(ctx, req.Private), "", "")
}

// ImportState takes the domain.
func (r *settingsResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	s := r.session
	domain, ok := importDomain(ctx, req, &resp.Diagnostics)
	if !ok {
		importIDMessage(strconv.Quote(req.ID), "domain", "hogehoge.com").addTo(&resp.Diagnostics, s.language, "")
		return
	}
	s.ledger.Reading()
	doc, err := s.syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.reportError(&resp.Diagnostics, err, domain)
		return
	}
	m := settingsModel{Domain: types.StringValue(domain)}
	m.read(doc)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	identifyDomain(ctx, resp.Identity, m.Domain, &resp.Diagnostics)
}
