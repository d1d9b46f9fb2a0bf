package wholezone

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
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
type zoneResource struct{ domainResource }

// Resources lists the resources.
func Resources(v session.Validation) []func() resource.Resource {
	return []func() resource.Resource{
		func() resource.Resource { return newZoneResource(v) },
		func() resource.Resource { return &settingsResource{domainResource{validation: v}} },
	}
}

// ListResources lists what `terraform query` can ask for.
func ListResources(v session.Validation) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return &zoneList{newZoneResource(v)} }}
}

func newZoneResource(v session.Validation) *zoneResource {
	return &zoneResource{domainResource{validation: v}}
}

// wholeModel is the resource's data.
type wholeModel struct {
	Domain               types.String `tfsdk:"domain"`
	Content              types.String `tfsdk:"content"`
	TTL                  types.Number `tfsdk:"ttl"`
	AllowDeleteUnmanaged types.Bool   `tfsdk:"allow_delete_unmanaged"`
	AllowLargeDelete     types.Bool   `tfsdk:"allow_large_delete"`
	AllowMalformed       types.Bool   `tfsdk:"allow_malformed"`
}

// Metadata names the resource.
func (r *zoneResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = message.ZoneType
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes the resource.
func (r *zoneResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages a whole zone as one text, in the format of the control panel.\n\n" +
			"- Lines that are not in `content` are deleted. Lines that this resource neither wrote nor imported are deleted only with `allow_delete_unmanaged = true`.\n" +
			"- Differences in spelling or order that do not change the meaning are ignored.\n" +
			"- `terraform destroy` deletes only the lines that this resource wrote. If other lines were added since, use `-refresh=false`.\n\n" +
			"~> Do not combine it with record resources for the same zone: the plan fails. To switch from one to the other, stop managing the old resource with a `removed` block with `destroy = false`.\n\n" +
			"The import ID is `<domain>`.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{
				MarkdownDescription: "The domain of the zone, such as `example.com`. Changing this forces a new resource.", Required: true,
			},
			"content": schema.StringAttribute{
				MarkdownDescription: "The zone's text, one record on each line.", Required: true,
			},
			"ttl": schema.NumberAttribute{
				MarkdownDescription: "The TTL of all records in seconds, at least 120. If omitted, the current value is kept.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Number{numberplanmodifier.UseStateForUnknown()},
			},
			"allow_delete_unmanaged": schema.BoolAttribute{
				MarkdownDescription: "Whether lines may be deleted that are neither in `content` nor written by this resource. Defaults to `false`: the plan lists them and fails.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"allow_large_delete": schema.BoolAttribute{
				MarkdownDescription: "Whether more than a third of the zone's lines may be deleted at once. A line that is replaced by another one of its type and host does not count. Defaults to `false`.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			session.AttrMalformed: schema.BoolAttribute{MarkdownDescription: session.MalformedHelp + " Lines that are in the zone already may stay.", Optional: true},
		},
	}
}
