package records

import (
	"context"
	"math/big"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/numberdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
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
	kind       kind
	validation session.Validation
	session    *session.Session // Nil before Configure, as in validate.
	object     tftypes.Object
}

// Resources lists the resources: one for each record kind, and the set.
func Resources(v session.Validation) []func() resource.Resource {
	var all []func() resource.Resource
	for _, k := range kinds() {
		object := k.object()
		all = append(all, func() resource.Resource { return newRecordResource(v, k, object) })
	}
	return append(all, func() resource.Resource { return newSetResource(v) })
}

// ListResources lists what `terraform query` can ask for.
func ListResources(v session.Validation) []func() list.ListResource {
	var all []func() list.ListResource
	for _, k := range kinds() {
		object := k.object()
		all = append(all, func() list.ListResource { return &recordList{newRecordResource(v, k, object)} })
	}
	return append(all, func() list.ListResource { return &setList{newSetResource(v)} })
}

// newRecordResource is called for every call of a resource, so that what is
// asked for once, as the schema, is not made here.
func newRecordResource(v session.Validation, k kind, object tftypes.Object) *recordResource {
	return &recordResource{kind: k, validation: v, object: object}
}

// object is the schema's type, as raw values have it.
func (k kind) object() tftypes.Object {
	types := map[string]tftypes.Type{session.AttrDomain: tftypes.String, session.AttrLine: tftypes.String}
	if k.Raw {
		types[session.AttrMalformed] = tftypes.Bool
		return tftypes.Object{AttributeTypes: types}
	}
	types[session.AttrHost] = tftypes.String
	for _, f := range k.Type.Fields {
		types[f.Name] = tftypes.String
		if f.Kind.Max() > 0 {
			types[f.Name] = tftypes.Number
		}
	}
	return tftypes.Object{AttributeTypes: types}
}

const domainHelp = "The domain of the zone, such as `example.com`. Changing this forces a new resource; all other arguments are updated in place."

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
		return schema.Schema{MarkdownDescription: k.description(), Attributes: map[string]schema.Attribute{
			session.AttrDomain:    schema.StringAttribute{MarkdownDescription: domainHelp, Required: true},
			session.AttrLine:      schema.StringAttribute{MarkdownDescription: "The whole line: `url blog https://example.net/blog`.", Required: true},
			session.AttrMalformed: schema.BoolAttribute{MarkdownDescription: session.MalformedHelp, Optional: true},
		}}
	}
	help := k.HostHelp
	if help == "" {
		help = session.HostHelp + " An international name is written as Punycode."
		if k.Host != "" {
			help += " Defaults to `" + k.Host + "`."
		}
	}
	host := schema.StringAttribute{MarkdownDescription: help, Required: k.Host == ""}
	if k.Host != "" {
		host.Optional, host.Computed, host.Default = true, true, stringdefault.StaticString(k.Host)
	}
	all := map[string]schema.Attribute{
		session.AttrDomain: schema.StringAttribute{MarkdownDescription: domainHelp, Required: true},
		session.AttrHost:   host,
		session.AttrLine:   lineAttribute(),
	}
	for _, f := range k.Type.Fields {
		all[f.Name] = k.field(f)
	}
	return schema.Schema{MarkdownDescription: k.description(), Attributes: all}
}

// description is the resource's. Its last paragraph, which begins as those of all
// resources do, is about the import id; the template of the pages looks for it.
func (k kind) description() string {
	text := k.Summary
	if slices.ContainsFunc(k.Type.Fields, func(f zone.Field) bool { return f.Kind == zone.KindName }) {
		text += "\n\nA target outside the domain ends with a trailing dot (`mx1.example.net.`). A target without one is a host in the domain (`mail`)."
	}
	text += "\n\nThe import ID is `" + k.importShape() + "`"
	if k.Raw {
		return text + ", with the line as it is in the zone."
	}
	return text + ". The host is `@` for the domain itself. If nothing matches, the error lists the IDs at that host."
}

// lineAttribute describes the line. It is sensitive always: Terraform marks the
// configuration's own values only, and a provider can't know which ones were.
func lineAttribute() schema.Attribute {
	return schema.StringAttribute{MarkdownDescription: session.LineHelp, Computed: true, Sensitive: true}
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
	r.session, _ = req.ProviderData.(*session.Session)
}

// ValidateConfig checks every value, and judges the record by the rules that
// need nothing else. It works without credentials.
func (r *recordResource) ValidateConfig(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	a, err := session.AttrsOf(req.Config.Raw)
	if err != nil || a == nil {
		return
	}
	s := r.validation()
	a = s.WithoutInvented(r.kind.withDefaults(a))
	r.kind.check(a, s.Language, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	// Warnings wait for the plan, which knows whether the record changes at
	// all: an unchanged one must stay silent.
	r.judgeAlone(s, a, &resp.Diagnostics, rules.Error)
}

// judgeAlone reports what the rules about single records say, at one severity.
func (r *recordResource) judgeAlone(s *session.Static, a session.Attrs, diags *diag.Diagnostics, severity rules.Severity) {
	origin, _ := session.OriginOf(a)
	record := r.kind.record(a, "")
	if s.Service != zone.ServiceUnknown {
		record = record.ForService(origin, s.Service)
	}
	for _, f := range s.Policy.Record(rules.Case{
		Subject: zone.Entry{Record: record, Line: record.Line(), Planned: true},
		Origin:  origin,
		Service: s.Service, Detected: s.Detected,
	}) {
		if f.Severity == severity {
			message.AddFinding(diags, f, s.Language)
		}
	}
}
