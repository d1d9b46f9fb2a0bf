package forwarding

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
)

var _ list.ListResourceWithConfigure = (*forwardingList)(nil)

// forwardingList lists the mail forwards of a domain, for `terraform query`.
type forwardingList struct{ *forwardingResource }

// ListResourceConfigSchema describes the list block.
func (l *forwardingList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the forwarded mail addresses of a domain.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: "The domain, such as `example.com`.", Required: true},
		},
	}
}

// List gives the forwards in the order of the API.
func (l *forwardingList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var m struct {
		Domain types.String `tfsdk:"domain"`
	}
	diags := req.Config.Get(ctx, &m)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	domain := m.Domain.ValueString()
	doc := l.session.ListedZone(ctx, domain, stream)
	if doc == nil {
		return
	}
	forwards, err := l.forwardsOf(ctx, domain)
	if err != nil {
		l.reportForwarding(&diags, err, domain)
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	l.session.GiveResults(ctx, req, stream, len(forwards), func(i int, result *list.ListResult) {
		f := forwardingModel{
			Domain: m.Domain, LocalPart: types.StringValue(forwards[i].User), Destination: types.StringValue(forwards[i].ForwardTo),
			Manage: types.StringValue(manageForwarding),
		}
		f.Line = types.StringValue(doc.Index().Line(f.entry().Key))
		result.DisplayName = f.address()
		f.identify(ctx, result.Identity, &result.Diagnostics)
		if req.IncludeResource {
			result.Diagnostics.Append(result.Resource.Set(ctx, f)...)
		}
	})
}
