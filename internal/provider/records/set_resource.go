package records

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var (
	_ resource.ResourceWithConfigure      = (*setResource)(nil)
	_ resource.ResourceWithValidateConfig = (*setResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*setResource)(nil)
	_ resource.ResourceWithImportState    = (*setResource)(nil)
	_ resource.ResourceWithIdentity       = (*setResource)(nil)
)

const (
	attrRecords = "records"
	attrLines   = "lines"
	attrType    = "type"
)

// setResource is a set of records of one zone, which change in one write.
type setResource struct {
	validation session.Validation
	session    *session.Session // Nil before Configure, as in validate.
}

func newSetResource(v session.Validation) *setResource {
	return &setResource{validation: v}
}

// setObject is the schema's type, as raw values have it.
func setObject() tftypes.Object {
	return tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		session.AttrDomain: tftypes.String, attrRecords: tftypes.DynamicPseudoType,
		attrLines: tftypes.Set{ElementType: tftypes.String}, session.AttrMalformed: tftypes.Bool,
	}}
}

// Metadata names the resource.
func (r *setResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = message.RecordsType
	resp.ResourceBehavior.MutableIdentity = true
}

// IdentitySchema describes what names a set: its domain and its lines.
func (r *setResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		session.AttrDomain: identityschema.StringAttribute{RequiredForImport: true, Description: "The domain of the zone."},
		attrRecords:        identityschema.ListAttribute{RequiredForImport: true, ElementType: types.StringType, Description: "The records, each as `type/host` or as its line."},
	}}
}

// Schema describes the resource.
func (r *setResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages a set of records of one zone that change together, in one write: a mail setup, for instance, or many records of a large zone. Lines that are not in the set stay as they are, so other sets, " +
			"record resources and records of the control panel can be in the same zone. The zone never contains half of a change.\n\n" +
			"The elements have the attributes of the record resources, and are what the functions `mail_records` and `parse_zone` and the data source `valuedomain_zone` return.\n\n" +
			"The import ID is `<domain>|<record>[|<record>…]`. Each record is `<type>/<host>` or its line in the zone.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: "The domain of the zone, such as `example.com`. Changing this forces a new resource.", Required: true},
			// A nested set would make the framework compare each element with each other one, for each attribute.
			attrRecords:           schema.DynamicAttribute{MarkdownDescription: setHelp(), Required: true},
			attrLines:             schema.SetAttribute{MarkdownDescription: "The lines of the records as they are in the zone. Sensitive, since an element may be.", Computed: true, Sensitive: true, ElementType: types.StringType},
			session.AttrMalformed: schema.BoolAttribute{MarkdownDescription: session.MalformedHelp, Optional: true},
		},
	}
}

func setHelp() string {
	var fields []string
	for _, f := range fieldsByType() {
		fields = append(fields, "`"+f.name+"` of `"+strings.Join(f.types, "`, `")+"`")
	}
	return "The records, in any order: a list, a set or a map of objects with these attributes.\n\n" +
		"    - `type`: the record type, such as `mx`.\n" +
		"    - `host`: the host, relative to the domain; `@` for the domain itself.\n" +
		"    - " + strings.Join(fields, "; ") + ": as in the resources of these types, which also say what has a default.\n" +
		"    - `line`: the whole line instead of all others, for types that have no resource of their own, such as `" + rawKind().Examples[0].Line + "`. " +
		"The objects of `mail_records` have a `line` too: a changed one needs `line = null`, as in `merge(r, { priority = 20, line = null })`."
}

// Configure takes the session over.
func (r *setResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session.Session)
}

// ValidateConfig checks every element, and judges each by the rules that need
// nothing else. It works without credentials.
func (r *setResource) ValidateConfig(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	a, err := session.AttrsOf(req.Config.Raw)
	if err != nil || a == nil {
		return
	}
	s := r.validation()
	if _, known := session.OriginOf(a); known && !session.CheckDomain(a.Text(session.AttrDomain), s.Language, &resp.Diagnostics) {
		return
	}
	set := setOf(a, s.Service, s, &resp.Diagnostics)
	for _, key := range set.keys() {
		set.elements[key].judgeAlone(s, &resp.Diagnostics, rules.Error)
	}
}

// judgeAlone reports what the rules about single records say.
func (e element) judgeAlone(s *session.Static, diags *diag.Diagnostics, severities ...rules.Severity) {
	origin, _ := session.OriginOf(e.attrs)
	planned := e.entry
	planned.Planned = true
	for _, f := range s.Policy.Record(rules.Case{Subject: planned, Origin: origin, Service: s.Service, Detected: s.Detected}) {
		if slices.Contains(severities, f.Severity) {
			f.Field = attrRecords
			message.AddFinding(diags, f, s.Language)
		}
	}
}

// element is one record of a set.
type element struct {
	place int // In the set as it is written.
	kind  kind
	attrs session.Attrs // Those of a record resource of its kind.
	value tftypes.Value // As the set has it.
	entry zone.Entry    // With its line as it is written for the service that is known.
	known bool          // Everything that makes up the line is known.
}

// recordSet is the elements of a set by key, in the order of their keys.
type recordSet struct {
	domain   string
	elements map[string]element
	wild     bool // There may be more: something of it is not known yet, or wrong.
}

// keys returns the keys in order.
func (s *recordSet) keys() []string {
	if s == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(s.elements))
}

// has reports whether the set has a record of the key.
func (s *recordSet) has(key string) bool {
	if s == nil {
		return false
	}
	_, ok := s.elements[key]
	return ok
}

// same reports whether two sets mean the same.
func (s *recordSet) same(other *recordSet) bool {
	return s != nil && other != nil && !s.wild && !other.wild && zone.NewOrigin(s.domain) == zone.NewOrigin(other.domain) &&
		slices.Equal(s.keys(), other.keys()) && s.complete() && other.complete()
}

func (s *recordSet) complete() bool {
	for _, e := range s.elements {
		if !e.known {
			return false
		}
	}
	return !s.wild
}

// entries are the records in the order of their keys.
func (s *recordSet) entries() (all []zone.Entry) {
	for _, key := range s.keys() {
		all = append(all, s.elements[key].entry)
	}
	return all
}

// text is what the set has in a zone: its lines in order; "" for none.
func (s *recordSet) text() string {
	var lines []string
	for _, e := range s.entries() {
		lines = append(lines, e.Line)
	}
	return linesText(lines)
}
