package functions

import (
	"context"
	"net"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/dnscheck"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

var _ datasource.DataSourceWithConfigure = (*dnsCheckDataSource)(nil)

// dnsCheckDataSource asks the name servers of a zone what they answer.
type dnsCheckDataSource struct{ source }

// dnsCheckModel is what the data source is asked and returns.
type dnsCheckModel struct {
	Domain      types.String      `tfsdk:"domain"`
	Servers     []types.String    `tfsdk:"servers"`
	Wait        types.String      `tfsdk:"wait"`
	InSync      types.Bool        `tfsdk:"in_sync"`
	Differences []differenceModel `tfsdk:"differences"`
}

// differenceModel is one difference.
type differenceModel struct {
	Kind   string `tfsdk:"kind"`
	Server string `tfsdk:"server"`
	Name   string `tfsdk:"name"`
	Type   string `tfsdk:"type"`
	Data   string `tfsdk:"data"`
	Line   string `tfsdk:"line"`
}

const (
	attrServers = "servers"
	attrWait    = "wait"
	// pollEvery is the time between two looks with wait.
	pollEvery = 15 * time.Second
	// maxWait bounds wait: changes show within half an hour.
	maxWait = 2 * time.Hour
)

// Metadata names the data source.
func (d *dnsCheckDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "valuedomain_dns_check"
}

// Schema describes the data source.
func (d *dnsCheckDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(help string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: help, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Asks the name servers of a domain whether they answer what its zone says. A change appears there 5 to 30 minutes after it was written. With `wait`, the data source waits for it; `in_sync` is `false` when the time is over, so that a `postcondition` stops a pipeline.\n\n" +
			"Each name and type that the zone has is asked for, at each server. Records at other names, and answers of a catch-all, are not detected. " +
			"Apart from `valuedomain_mail_audit` with the setting `resolver`, this is the only data source that uses the network beyond Value-Domain's API.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: "The domain, such as `example.com`.", Required: true},
			attrServers: schema.ListAttribute{
				MarkdownDescription: "The servers to ask, which must be authoritative for the domain: each a name or an address, with or without a port, such as `ns1.value-domain.com`, `192.0.2.53:5353` or `[2001:db8::53]:53`. " +
					"Defaults to those in the domain's NS records, which the system's resolver finds; addresses of IPv6 are omitted on a machine without it.",
				Optional: true, ElementType: types.StringType,
			},
			attrWait: schema.StringAttribute{
				MarkdownDescription: "How long to wait until the servers are in sync, such as `30m` (at most `2h`). If omitted, they are asked once.",
				Optional:            true,
			},
			"in_sync": schema.BoolAttribute{MarkdownDescription: "Whether all servers answer what the zone says.", Computed: true},
			"differences": schema.ListNestedAttribute{
				MarkdownDescription: "What they answer otherwise.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"kind":   text("`missing` (no server has the record), `not yet` (another server has it), `extra` (the zone does not have it), `other ttl` or `no answer`."),
					"server": text("The server, as `address:port`."),
					"name":   text("The full name, in lower case without a trailing dot; empty if a server gives no answer."),
					"type":   text("The record type, such as `MX`."),
					"data":   text("What the record says, or what went wrong."),
					"line":   text("The line of the zone; empty for an extra record."),
				}},
			},
		},
	}
}

// Read looks, until the servers are in sync or the time is over.
func (d *dnsCheckDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m dnsCheckModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := d.session
	wait, ok := waitOf(m.Wait)
	if !ok {
		message.Wait(m.Wait.ValueString()).AddTo(&resp.Diagnostics, s.Language, attrWait)
		return
	}
	doc := s.NamedZone(ctx, m.Domain.ValueString(), &resp.Diagnostics)
	if doc == nil {
		return
	}
	servers := m.addresses(ctx, doc.Origin.String(), s.Language, &resp.Diagnostics)
	if servers == nil {
		return
	}
	var (
		found []dnscheck.Difference
		err   error
	)
	for until := time.Now().Add(wait); ; {
		if found, err = dnscheck.Check(ctx, doc.Zone(), doc.Origin.String(), doc.TTL, servers); err != nil {
			message.NoServers(err).AddTo(&resp.Diagnostics, s.Language, "")
			return
		}
		left := time.Until(until)
		if len(found) == 0 || left <= 0 {
			break
		}
		if err := session.Pause(ctx, min(pollEvery, left)); err != nil {
			message.NoServers(err).AddTo(&resp.Diagnostics, s.Language, "")
			return
		}
	}
	m.InSync, m.Differences = types.BoolValue(len(found) == 0), []differenceModel{}
	for _, f := range found {
		m.Differences = append(m.Differences, differenceModel{string(f.Kind), f.Server, f.Name, f.Type, f.Data, f.Line})
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// waitOf returns how long to wait; 0 where that is omitted.
func waitOf(v types.String) (time.Duration, bool) {
	if v.ValueString() == "" {
		return 0, true
	}
	d, err := time.ParseDuration(v.ValueString())
	return d, err == nil && d >= 0 && d <= maxWait
}

// addresses are the servers to ask; none where that is reported as an error.
func (m dnsCheckModel) addresses(ctx context.Context, domain string, l rules.Language, diags *diag.Diagnostics) []string {
	if len(m.Servers) == 0 {
		found, err := dnscheck.Servers(ctx, net.DefaultResolver, domain)
		if err != nil {
			message.NoServers(err).AddTo(diags, l, attrServers)
		}
		return found
	}
	var all []string
	for _, v := range m.Servers {
		address, err := dnscheck.Address(v.ValueString())
		if err != nil {
			message.WrongServer(v.ValueString()).AddTo(diags, l, attrServers)
			return nil
		}
		all = append(all, address)
	}
	return all
}
