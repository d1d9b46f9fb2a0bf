package forwarding

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var (
	_ resource.ResourceWithConfigure      = (*forwardingResource)(nil)
	_ resource.ResourceWithValidateConfig = (*forwardingResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*forwardingResource)(nil)
	_ resource.ResourceWithImportState    = (*forwardingResource)(nil)
	_ resource.ResourceWithIdentity       = (*forwardingResource)(nil)
)

// forwardingResource is one address of the registrar's mail forwarding.
type forwardingResource struct {
	validation session.Validation
	session    *session.Session // Nil before Configure, as in validate.
}

// Resources lists the resources.
func Resources(v session.Validation) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return newForwardingResource(v) }}
}

// ListResources lists what `terraform query` can ask for.
func ListResources(v session.Validation) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return &forwardingList{newForwardingResource(v)} }}
}

func newForwardingResource(v session.Validation) *forwardingResource {
	return &forwardingResource{validation: v}
}

// forwardingModel is the resource's data.
type forwardingModel struct {
	Domain      types.String `tfsdk:"domain"`
	LocalPart   types.String `tfsdk:"local_part"`
	Destination types.String `tfsdk:"destination"`
	Manage      types.String `tfsdk:"manage"`
	Line        types.String `tfsdk:"line"`
}

// What the resource manages.
const (
	manageForwarding = "forwarding"
	manageDNSOnly    = "dns_only"
)

// Metadata names the resource.
func (r *forwardingResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = message.ForwardingType
	resp.ResourceBehavior.MutableIdentity = true
}

// forwardingIdentity names one forwarded address.
type forwardingIdentity struct {
	Domain    types.String `tfsdk:"domain"`
	LocalPart types.String `tfsdk:"local_part"`
}

// IdentitySchema describes what names a forwarding.
func (r *forwardingResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"domain":     identityschema.StringAttribute{RequiredForImport: true, Description: "The domain."},
		"local_part": identityschema.StringAttribute{RequiredForImport: true, Description: "The part before the @."},
	}}
}

// identify writes the identity; nil takes none.
func (m forwardingModel) identify(ctx context.Context, to *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	if to != nil {
		diags.Append(to.Set(ctx, forwardingIdentity{Domain: m.Domain, LocalPart: m.LocalPart})...)
	}
}

// Schema describes the resource.
func (r *forwardingResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one forwarded mail address (general DNS service only): mail to `local_part@domain` is forwarded to another address.\n\n" +
			"~> No public reference shows an API for mail forwarding: the provider calls an assumed endpoint (`mail_forwarding_path`). If the API does not have it, set `manage = \"dns_only\"` and set the forwarding in the control panel (ドメイン操作 → メール転送設定の変更).\n\n" +
			"Value-Domain creates the record `" + zone.ForwardingRecord().Line() + "` automatically, unless the zone has mail servers already: " +
			"so a plan with mail forwarding and any MX or MXE record fails. All forwarded addresses of a domain share that record.\n\n" +
			"The import ID is `<local_part>@<domain>`.",
		Attributes: map[string]schema.Attribute{
			"domain": schema.StringAttribute{
				MarkdownDescription: "The domain, such as `example.com`. Changing this forces a new resource; all other arguments are updated in place.",
				Required:            true,
			},
			"local_part": schema.StringAttribute{
				MarkdownDescription: "The part before the `@`.", Required: true,
			},
			"destination": schema.StringAttribute{
				MarkdownDescription: "The mail address that receives the mail.", Required: true,
			},
			"manage": schema.StringAttribute{
				MarkdownDescription: "`forwarding` (default) sets the forwarding and makes sure that its record appears. `dns_only` manages only the record; " +
					"the forwarding itself is set in the control panel.",
				Optional: true, Computed: true, Default: stringdefault.StaticString(manageForwarding),
			},
			"line": schema.StringAttribute{MarkdownDescription: session.LineHelp, Computed: true},
		},
	}
}

// Configure takes the session over.
func (r *forwardingResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session.Session)
}

// forward returns what the API knows of the resource.
func (m forwardingModel) forward() valuedomain.Forward {
	return valuedomain.Forward{User: m.LocalPart.ValueString(), ForwardTo: m.Destination.ValueString()}
}

// sameUser reports whether a forward is that of the resource's address.
func (m forwardingModel) sameUser(f valuedomain.Forward) bool {
	return f.User == m.LocalPart.ValueString()
}

// holds reports whether the forward itself is the resource's. With dns_only it is
// the user's, set in the control panel: nobody has read or compared it.
func (m forwardingModel) holds() bool { return m.Manage.ValueString() != manageDNSOnly }

// entry is the record that carries the forwarding.
func (m forwardingModel) entry() zone.Entry {
	record := zone.ForwardingRecord()
	return zone.Entry{Record: record, Line: cmp.Or(m.Line.ValueString(), record.Line()), Key: m.origin().Key(record)}
}
