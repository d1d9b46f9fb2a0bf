package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

var _ datasource.DataSourceWithConfigure = (*mailRouteDataSource)(nil)

// mailRouteDataSource returns where mail goes by the live zone.
type mailRouteDataSource struct{ source }

// mailRouteModel is what the data source takes and returns.
type mailRouteModel struct {
	Domain     types.String  `tfsdk:"domain"`
	Address    types.String  `tfsdk:"address"`
	MailDomain string        `tfsdk:"mail_domain"`
	Servers    []serverModel `tfsdk:"servers"`
	Failure    *string       `tfsdk:"failure"`
	Aliases    []string      `tfsdk:"aliases"`
}

// Metadata names the data source.
func (d *mailRouteDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "valuedomain_mail_route"
}

// Schema describes the data source.
func (d *mailRouteDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Returns where mail for an address goes with the current zone: the servers that a sender tries (RFC 5321 section 5), or why the mail cannot be delivered. " +
			"It is made for `check` blocks and `terraform test`.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: domainArgHelp, Required: true},
			"address":          schema.StringAttribute{MarkdownDescription: "The mail address, such as `user@web.example.com`, or only a mail domain.", Required: true},
			"mail_domain":      schema.StringAttribute{MarkdownDescription: mailDomainHelp, Computed: true},
			"failure":          schema.StringAttribute{MarkdownDescription: failureHelp, Computed: true},
			"aliases":          schema.ListAttribute{MarkdownDescription: aliasesHelp, Computed: true, ElementType: types.StringType},
			"servers": schema.ListNestedAttribute{
				MarkdownDescription: "The servers that a sender tries, in order.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"priority":       schema.Int64Attribute{MarkdownDescription: "The record's priority; 0 for an address record.", Computed: true},
					"name":           schema.StringAttribute{MarkdownDescription: "The server's full name, in lower case, without a trailing dot.", Computed: true},
					"addresses":      schema.ListAttribute{MarkdownDescription: "The addresses that the zone itself knows.", Computed: true, ElementType: types.StringType},
					"reason":         schema.StringAttribute{MarkdownDescription: "`mx`, `mxe`, `wildcard mx`, `address record` or `forwarding`.", Computed: true},
					session.AttrLine: schema.StringAttribute{MarkdownDescription: "The line of the zone that sends the mail there.", Computed: true},
				}},
			},
		},
	}
}

// Read reads the zone and finds the route.
func (d *mailRouteDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m mailRouteModel
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(session.AttrDomain), &m.Domain)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("address"), &m.Address)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if detail := message.AddressProblem(m.Address.ValueString()); detail != nil {
		message.Address(*detail).AddTo(&resp.Diagnostics, d.session.Language, "address")
		return
	}
	doc := d.session.NamedZone(ctx, m.Domain.ValueString(), &resp.Diagnostics)
	if doc == nil {
		return
	}
	r := newRouteModel(mailroute.Find(judgedIndex(d.session, doc), m.Address.ValueString()))
	m.MailDomain, m.Servers, m.Failure, m.Aliases = r.MailDomain, r.Servers, r.Failure, r.Aliases
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// judgedIndex is the index of a zone for the DNS service that it is judged for.
func judgedIndex(s *session.Session, doc *zonesync.Document) *zone.Index {
	return zone.NewIndex(doc.Origin, s.ServiceOf(doc), doc.Zone())
}
