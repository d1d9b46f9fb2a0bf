package functions

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var _ datasource.DataSourceWithConfigure = (*zoneDataSource)(nil)

// zoneDataSource reads a zone.
type zoneDataSource struct{ source }

// zoneModel is what the data source returns.
type zoneModel struct {
	Domain     types.String  `tfsdk:"domain"`
	Text       types.String  `tfsdk:"text"`
	TTL        types.Int64   `tfsdk:"ttl"`
	NSType     types.String  `tfsdk:"ns_type"`
	Type       types.String  `tfsdk:"type"`
	Host       types.String  `tfsdk:"host"`
	DNSService types.String  `tfsdk:"dns_service"`
	Records    []recordModel `tfsdk:"records"`
}

// recordModel is one line.
type recordModel struct {
	Type   types.String `tfsdk:"type"`
	Host   types.String `tfsdk:"host"`
	FQDN   types.String `tfsdk:"fqdn"`
	Line   types.String `tfsdk:"line"`
	Values types.Map    `tfsdk:"values"`
}

// Metadata names the data source.
func (d *zoneDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "valuedomain_zone"
}

// Schema describes the data source.
func (d *zoneDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The zone of a domain: its text as the control panel shows it, and its records.",
		Attributes: map[string]schema.Attribute{
			"domain":      schema.StringAttribute{MarkdownDescription: "The domain, such as `example.com`.", Required: true},
			"text":        schema.StringAttribute{MarkdownDescription: "The whole text, byte for byte.", Computed: true},
			"ttl":         schema.Int64Attribute{MarkdownDescription: "The TTL of all records, in seconds.", Computed: true},
			"ns_type":     schema.StringAttribute{MarkdownDescription: "The set of name servers, such as `valuedomain1`.", Computed: true},
			"dns_service": schema.StringAttribute{MarkdownDescription: "`general` or `simple`, as configured or as detected from the zone; `unknown` if it cannot be detected.", Computed: true},
			"type": schema.StringAttribute{
				MarkdownDescription: "Returns only the records of this type, in any case, such as `mx`. `text` is always complete.",
				Optional:            true,
			},
			"host": schema.StringAttribute{
				MarkdownDescription: "Returns only the records of this host, in any spelling: `@`, `www`, `www.example.com.`.",
				Optional:            true,
			},
			"records": schema.ListNestedAttribute{
				MarkdownDescription: "The records of known types, in the order of the text, filtered by `type` and `host`.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"type":   schema.StringAttribute{MarkdownDescription: "The record type in lower case.", Computed: true},
					"host":   schema.StringAttribute{MarkdownDescription: "The host as written; `@` if the line has none.", Computed: true},
					"fqdn":   schema.StringAttribute{MarkdownDescription: "The full name of the host, in lower case, IDN as punycode, without a trailing dot.", Computed: true},
					"line":   schema.StringAttribute{MarkdownDescription: "The line as it is in the zone.", Computed: true},
					"values": schema.MapAttribute{MarkdownDescription: "The other fields by name, such as `target` and `priority`.", Computed: true, ElementType: types.StringType},
				}},
			},
		},
	}
}

// Read reads the zone.
func (d *zoneDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m zoneModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if kind := m.Type.ValueString(); !m.Type.IsNull() && !slices.Contains(typeNames(), strings.ToLower(kind)) {
		message.Choice("type", kind, typeNames()).AddTo(&resp.Diagnostics, d.session.Language, "type")
		return
	}
	domain := m.Domain.ValueString()
	if !m.Host.IsNull() && zone.CheckDomain(domain) == nil {
		if err := session.CheckHost(zone.NewOrigin(domain), true, m.Host.ValueString()); err != nil {
			message.Value(session.AttrHost, err).AddTo(&resp.Diagnostics, d.session.Language, session.AttrHost)
			return
		}
	}
	doc := d.session.NamedZone(ctx, domain, &resp.Diagnostics)
	if doc == nil {
		return
	}
	m.Text = types.StringValue(doc.Text)
	m.TTL = types.Int64Value(int64(doc.TTL))
	m.NSType = types.StringValue(doc.NSType)
	m.DNSService = types.StringValue("unknown")
	if s := d.session.ServiceOf(doc); s != zone.ServiceUnknown {
		m.DNSService = types.StringValue(string(s))
	}
	m.Records = []recordModel{}
	for _, l := range doc.Zone().Lines() {
		if l.Known && m.wants(doc.Origin, l.Record) {
			m.Records = append(m.Records, newRecordModel(doc.Origin, l))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// wants reports whether the filters let a record through.
func (m zoneModel) wants(o zone.Origin, r zone.Record) bool {
	if !m.Type.IsNull() && r.Type != strings.ToLower(m.Type.ValueString()) {
		return false
	}
	return m.Host.IsNull() || o.Owner(r) == o.FQDN(m.Host.ValueString())
}

// typeNames are the record types that package zone knows.
func typeNames() []string {
	var names []string
	for _, t := range zone.Types() {
		names = append(names, t.Name)
	}
	return names
}

func newRecordModel(o zone.Origin, l zone.Line) recordModel {
	values := map[string]attr.Value{}
	if t, ok := zone.LookupType(l.Record.Type); ok {
		for i, f := range t.Fields {
			values[f.Name] = types.StringValue(l.Record.Values[i])
		}
	}
	return recordModel{
		Type:   types.StringValue(l.Record.Type),
		Host:   types.StringValue(l.Record.HostOrApex()),
		FQDN:   types.StringValue(o.Owner(l.Record)),
		Line:   types.StringValue(l.Text),
		Values: types.MapValueMust(types.StringType, values),
	}
}
