package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
)

var _ datasource.DataSourceWithConfigure = (*domainsDataSource)(nil)

// domainsDataSource lists the domains of the account.
type domainsDataSource struct{ source }

// domainsModel is what the data source returns.
type domainsModel struct {
	Domains []domainModel `tfsdk:"domains"`
}

// domainModel is one domain.
type domainModel struct {
	Name           string `tfsdk:"name"`
	ID             int64  `tfsdk:"id"`
	Registrar      string `tfsdk:"registrar"`
	ExpirationDate string `tfsdk:"expiration_date"`
	AutoRenew      bool   `tfsdk:"auto_renew"`
}

// Metadata names the data source.
func (d *domainsDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "valuedomain_domains"
}

// Schema describes the data source.
func (d *domainsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The domains of the account, all pages of the list.",
		Attributes: map[string]schema.Attribute{
			"domains": schema.ListNestedAttribute{
				MarkdownDescription: "The domains, in the order of the API.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name":            schema.StringAttribute{MarkdownDescription: "The domain's name.", Computed: true},
					"id":              schema.Int64Attribute{MarkdownDescription: "Value-Domain's number of the domain.", Computed: true},
					"registrar":       schema.StringAttribute{MarkdownDescription: "Short name of where the domain is registered, such as `GMO`.", Computed: true},
					"expiration_date": schema.StringAttribute{MarkdownDescription: "The day on which the registration ends, such as `2027-10-13`.", Computed: true},
					"auto_renew":      schema.BoolAttribute{MarkdownDescription: "Whether auto-renewal is enabled.", Computed: true},
				}},
			},
		},
	}
}

// Read reads all pages.
func (d *domainsDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	domains, err := d.session.API.Domains(ctx)
	if err != nil {
		d.session.ErrorMessage(err, "").AddTo(&resp.Diagnostics, d.session.Language, "")
		return
	}
	m := domainsModel{Domains: make([]domainModel, len(domains))}
	for i, one := range domains {
		m.Domains[i] = domainModel{Name: one.Name, ID: one.ID, Registrar: one.Registrar, ExpirationDate: one.ExpirationDate, AutoRenew: one.AutoRenew}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}
