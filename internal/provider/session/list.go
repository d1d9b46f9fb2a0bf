package session

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// NamedZone reads the zone that a configuration names; nil where that is reported as
// an error.
func (s *Session) NamedZone(ctx context.Context, domain string, diags *diag.Diagnostics) *zonesync.Document {
	if !CheckDomain(domain, s.Language, diags) {
		return nil
	}
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.ReportError(diags, err, domain)
		return nil
	}
	return doc
}

// ListedZone is NamedZone for a list block: if it fails, the stream says why.
func (s *Session) ListedZone(ctx context.Context, domain string, stream *list.ListResultsStream) *zonesync.Document {
	var diags diag.Diagnostics
	doc := s.NamedZone(ctx, domain, &diags)
	if doc == nil {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
	}
	return doc
}

// GiveResults streams n results up to the limit of the request, each filled by the
// function. The last one that the limit allows carries a warning if there are more:
// Terraform reads nothing after it.
func (s *Session) GiveResults(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream, n int, fill func(i int, result *list.ListResult)) {
	stream.Results = func(push func(list.ListResult) bool) {
		for i := range n {
			result := req.NewListResult(ctx)
			result.Diagnostics = diag.Diagnostics{}
			fill(i, &result)
			last := int64(i+1) == req.Limit
			if last && i+1 < n {
				s.Warn(&result.Diagnostics, message.CutOff(req.Limit, n))
			}
			if !push(result) || last {
				return
			}
		}
	}
}
