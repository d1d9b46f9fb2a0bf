package provider

import (
	"context"
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/numberdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var (
	_ resource.ResourceWithConfigure      = (*recordResource)(nil)
	_ resource.ResourceWithValidateConfig = (*recordResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*recordResource)(nil)
	_ resource.ResourceWithImportState    = (*recordResource)(nil)
)

// recordResource is the resource of every record kind.
type recordResource struct {
	kind     kind
	provider *Provider
	session  *session // Nil before Configure, as in validate.
	object   tftypes.Object
}

// newRecordResource is called for every call of a resource, so that what is
// asked for once, as the schema, is not made here.
func newRecordResource(p *Provider, k kind, object tftypes.Object) *recordResource {
	return &recordResource{kind: k, provider: p, object: object}
}

// object is the schema's type, as raw values have it.
func (k kind) object() tftypes.Object {
	types := map[string]tftypes.Type{attrDomain: tftypes.String, attrLine: tftypes.String}
	if k.Raw {
		types[attrMalformed] = tftypes.Bool
		return tftypes.Object{AttributeTypes: types}
	}
	types[attrHost] = tftypes.String
	for _, f := range k.Type.Fields {
		types[f.Name] = tftypes.String
		if f.Kind.Max() > 0 {
			types[f.Name] = tftypes.Number
		}
	}
	return tftypes.Object{AttributeTypes: types}
}

// The attributes that every record has.
const (
	attrDomain = "domain"
	attrHost   = "host"
	attrLine   = "line"
	// attrMalformed is one of raw records and of zones.
	attrMalformed = "allow_malformed"
)

const (
	domainHelp = "The domain of the zone, such as `hogehoge.com`. Another domain makes a new record; everything else is changed in place."
	hostHelp   = "The host, relative to the domain: `www`, `@` for the domain itself, `*` for every name without records of its own."
	lineHelp   = "The line as the provider writes it, or as it stood in the zone when it was imported. Another spelling of the same line in the zone does not change it. Sensitive, since the values in it may be; `nonsensitive(…)` shows it."

	malformedHelp = "Whether lines are written that begin with a known record type and can't be read as one, such as `a www 192.0.2.300`. Defaults to `false`: they are an error."
)

// Metadata names the resource.
func (r *recordResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.kind.resourceType()
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes the resource.
func (r *recordResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.kind.schema()
}

func (k kind) schema() schema.Schema {
	if k.Raw {
		return schema.Schema{MarkdownDescription: k.Summary, Attributes: map[string]schema.Attribute{
			attrDomain:    schema.StringAttribute{MarkdownDescription: domainHelp, Required: true},
			attrLine:      schema.StringAttribute{MarkdownDescription: "The whole line: `url blog https://hogehoge.example/blog`.", Required: true},
			attrMalformed: schema.BoolAttribute{MarkdownDescription: malformedHelp, Optional: true},
		}}
	}
	help := k.HostHelp
	if help == "" {
		help = hostHelp
		if k.Host != "" {
			help += " Defaults to `" + k.Host + "`."
		}
	}
	host := schema.StringAttribute{MarkdownDescription: help, Required: k.Host == ""}
	if k.Host != "" {
		host.Optional, host.Computed, host.Default = true, true, stringdefault.StaticString(k.Host)
	}
	all := map[string]schema.Attribute{
		attrDomain: schema.StringAttribute{MarkdownDescription: domainHelp, Required: true},
		attrHost:   host,
		attrLine:   lineAttribute(),
	}
	for _, f := range k.Type.Fields {
		all[f.Name] = k.field(f)
	}
	return schema.Schema{MarkdownDescription: k.Summary, Attributes: all}
}

// lineAttribute describes the line. It is sensitive always: Terraform marks the
// configuration's own values only, and a provider can't know which ones were.
func lineAttribute() schema.Attribute {
	return schema.StringAttribute{MarkdownDescription: lineHelp, Computed: true, Sensitive: true}
}

func (k kind) field(f zone.Field) schema.Attribute {
	help := k.Fields[f.Name]
	given := help.Default == ""
	if f.Kind.Max() > 0 {
		a := schema.NumberAttribute{MarkdownDescription: help.Text, Required: given, Optional: !given, Computed: !given}
		if n, err := strconv.ParseFloat(help.Default, 64); err == nil {
			a.Default = numberdefault.StaticBigFloat(big.NewFloat(n))
		}
		return a
	}
	a := schema.StringAttribute{MarkdownDescription: help.Text, Required: given, Optional: !given, Computed: !given}
	if !given {
		a.Default = stringdefault.StaticString(help.Default)
	}
	return a
}

// Configure takes the session over.
func (r *recordResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session)
}
