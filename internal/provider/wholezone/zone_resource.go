package wholezone

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/numberplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
)

var (
	_ resource.ResourceWithConfigure      = (*zoneResource)(nil)
	_ resource.ResourceWithValidateConfig = (*zoneResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*zoneResource)(nil)
	_ resource.ResourceWithImportState    = (*zoneResource)(nil)
	_ resource.ResourceWithIdentity       = (*zoneResource)(nil)
)

// zoneResource is a whole zone as one text.
type zoneResource struct {
	validation session.Validation
	session    *session.Session // Nil before Configure, as in validate.
}

// Resources lists the resources.
func Resources(v session.Validation) []func() resource.Resource {
	return []func() resource.Resource{
		func() resource.Resource { return newZoneResource(v) },
		func() resource.Resource { return newSettingsResource(v) },
	}
}

// ListResources lists what `terraform query` can ask for.
func ListResources(v session.Validation) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return &zoneList{newZoneResource(v)} }}
}

func newZoneResource(v session.Validation) *zoneResource { return &zoneResource{validation: v} }

// wholeModel is the resource's data.
type wholeModel struct {
	Domain               types.String `tfsdk:"domain"`
	Content              types.String `tfsdk:"content"`
	TTL                  types.Number `tfsdk:"ttl"`
	AllowDeleteUnmanaged types.Bool   `tfsdk:"allow_delete_unmanaged"`
	AllowLargeDelete     types.Bool   `tfsdk:"allow_large_delete"`
	AllowMalformed       types.Bool   `tfsdk:"allow_malformed"`
}

// domainIdentity names what there is one of for each domain.
type domainIdentity struct {
	Domain types.String `tfsdk:"domain"`
}

func domainIdentitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		session.AttrDomain: identityschema.StringAttribute{RequiredForImport: true, Description: "The domain of the zone."},
	}}
}

// Metadata names the resource.
func (r *zoneResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = message.ZoneType
	resp.ResourceBehavior.MutableIdentity = true
}

// IdentitySchema describes what names a zone.
func (r *zoneResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = domainIdentitySchema()
}

// Schema describes the resource.
func (r *zoneResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A whole zone as the text that the control panel shows, for those who want one file. The text replaces the zone: " +
			"a line that is neither in it nor written by this resource is deleted only with `allow_delete_unmanaged`, also where it came later, from another tool for instance. " +
			"Lines of the same meaning in another spelling or order are no difference. Destroying the resource takes the lines away that it has written, and no other; where others have come, `terraform destroy` needs `-refresh=false`, since it plans the text first.\n\n" +
			"~> Manage a zone either with this resource or with record resources, not with both: they would undo each other's work, " +
			"so a plan with both is refused, and so is one that passes a line from the one to the other by destroying something. " +
			"A `removed` block with `destroy = false` lets a resource go without touching the zone.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{
				MarkdownDescription: "The domain of the zone, such as `hogehoge.com`. Another domain makes a new resource.", Required: true,
			},
			"content": schema.StringAttribute{
				MarkdownDescription: "The zone's text, one record a line.", Required: true,
			},
			"ttl": schema.NumberAttribute{
				MarkdownDescription: "The TTL of all records in seconds, at least 120. Left as it is where it is not given.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Number{numberplanmodifier.UseStateForUnknown()},
			},
			"allow_delete_unmanaged": schema.BoolAttribute{
				MarkdownDescription: "Whether lines that are in the zone, but neither in `content` nor written by this resource, may be deleted. Defaults to `false`: the plan lists them and fails.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"allow_large_delete": schema.BoolAttribute{
				MarkdownDescription: "Whether more than a third of the zone's lines may be deleted at once. A line that another one of its type and host replaces does not count. Defaults to `false`.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			session.AttrMalformed: schema.BoolAttribute{MarkdownDescription: session.MalformedHelp + " Those that the zone holds already may stay.", Optional: true},
		},
	}
}

// Configure takes the session over.
func (r *zoneResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session.Session)
}
