package records

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

var _ list.ListResourceWithConfigure = (*recordList)(nil)

// recordList lists the records of one kind in a zone, for `terraform query`.
type recordList struct{ *recordResource }

// recordListModel is the list block.
type recordListModel struct {
	Domain types.String `tfsdk:"domain"`
	Host   types.String `tfsdk:"host"`
}

// ListResourceConfigSchema describes the list block.
func (l *recordList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the records of this type in a zone.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: "The domain of the zone, such as `example.com`.", Required: true},
			session.AttrHost:   schema.StringAttribute{MarkdownDescription: "Only records of this host.", Optional: true},
		},
	}
}

// List gives the lines in the order of the zone.
func (l *recordList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var m recordListModel
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
	entries := l.kind.entries(doc, m.Host.ValueString())
	l.session.GiveResults(ctx, req, stream, len(entries), func(i int, result *list.ListResult) {
		a := l.imported(domain, entries[i])
		result.DisplayName = entries[i].Line
		l.identify(result.Identity, a)
		if req.IncludeResource {
			result.Resource.Raw = a.Value(l.object)
		}
	})
}

// entries returns the zone's lines of this kind, each meaning once; with a host
// only those of that host.
func (k kind) entries(doc *zonesync.Document, host string) []zone.Entry {
	var found []zone.Entry
	seen := map[string]bool{}
	for _, line := range doc.Zone().Lines() {
		key := doc.Origin.LineKey(line.Text)
		if seen[key] || !k.isOf(line) || host != "" && lineOwner(doc.Origin, line) != doc.Origin.FQDN(host) {
			continue
		}
		seen[key] = true
		found = append(found, k.entry(line, key))
	}
	return found
}

// isOf reports whether a line is of this kind. Comments are of none.
func (k kind) isOf(line zone.Line) bool {
	if k.Raw {
		return !line.Known && !importgen.Empty(line)
	}
	return line.Known && line.Record.Type == k.Type.Name
}

func (k kind) entry(line zone.Line, key string) zone.Entry {
	if k.Raw {
		return zone.Entry{Record: zone.Record{Values: []string{line.Text}}, Line: line.Text, Key: key}
	}
	return zone.Entry{Record: line.Record, Line: line.Text, Key: key}
}

// lineOwner returns the full name that a line is at. One of an unknown type has
// its host in the second place, as all others; "" without one.
func lineOwner(o zone.Origin, line zone.Line) string {
	if line.Known {
		return o.Owner(line.Record)
	}
	if fields := strings.Fields(line.Text); len(fields) > 1 {
		return o.FQDN(fields[1])
	}
	return ""
}
