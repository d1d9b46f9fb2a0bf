package wholezone

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ list.ListResourceWithConfigure = (*zoneList)(nil)

// zoneList lists the zones of the account, for `terraform query`.
type zoneList struct{ *zoneResource }

// ListResourceConfigSchema describes the list block, which says nothing.
func (l *zoneList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: "Lists the zones of the account, one for each domain."}
}

// List gives the zones in the order of the API. The zones themselves are read only
// if Terraform asks for the resources.
func (l *zoneList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	s := l.session
	domains, err := s.API.Domains(ctx)
	if err != nil {
		var diags diag.Diagnostics
		s.ErrorMessage(err, "").AddTo(&diags, s.Language, "")
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	s.GiveResults(ctx, req, stream, len(domains), func(i int, result *list.ListResult) {
		domain := domains[i].Name
		result.DisplayName = domain
		identifyDomain(ctx, result.Identity, types.StringValue(domain), &result.Diagnostics)
		if !req.IncludeResource {
			return
		}
		doc, err := s.Syncer.Zone(domain).Read(ctx)
		if err != nil {
			s.ReportError(&result.Diagnostics, err, domain)
			return
		}
		result.Diagnostics.Append(result.Resource.Set(ctx, importedZone(domain, doc))...)
	})
}
