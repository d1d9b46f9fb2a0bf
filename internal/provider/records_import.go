package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// recordsID is the import id of lines of a zone. A line may hold the separator.
func recordsID(domain string, lines []string) string {
	separator := "|"
	if slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, separator) }) {
		separator = "\n"
	}
	return strings.Join(append([]string{domain}, lines...), separator)
}

// parseRecordsID takes an import id apart.
func parseRecordsID(id string) (domain string, items []string, ok bool) {
	separator := "|"
	if strings.Contains(id, "\n") {
		separator = "\n"
	}
	parts := strings.Split(strings.TrimRight(id, "\n"), separator)
	for _, item := range parts[1:] {
		items = append(items, strings.TrimSpace(item))
	}
	return parts[0], items, len(items) > 0 && !slices.Contains(items, "") && zone.CheckDomain(parts[0]) == nil
}

// ImportState finds the lines that the id names and takes them as they stand.
func (r *recordsResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	s := r.session
	domain, items, ok := r.asked(ctx, req)
	if !ok {
		recordsIDMessage(req.ID).addTo(&resp.Diagnostics, s.language, "")
		return
	}
	s.ledger.Reading()
	doc, err := s.syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.reportError(&resp.Diagnostics, err, domain)
		return
	}
	name := tftypes.NewValue(tftypes.String, domain)
	set := &recordSet{domain: domain, elements: map[string]element{}}
	for _, item := range items {
		lines := namedLines(doc, item)
		if len(lines) == 0 {
			noSuchRecordsMessage(domain, item, linesOf(doc)).addTo(&resp.Diagnostics, s.language, "")
		}
		for _, line := range lines {
			e := elementFor(doc.Origin, name, line)
			set.elements[e.entry.Key] = e
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	a := newRecordsAttrs(name)
	set.put(a)
	resp.State.Raw = a.value(recordsObject())
	r.identify(ctx, resp.Identity, a, set, &resp.Diagnostics)
}

func newRecordsAttrs(domain tftypes.Value) attrs {
	return attrs{attrDomain: domain, attrMalformed: tftypes.NewValue(tftypes.Bool, nil)}
}

// asked returns what an import asks for, by id or by identity.
func (r *recordsResource) asked(ctx context.Context, req resource.ImportStateRequest) (domain string, items []string, ok bool) {
	if req.ID != "" || req.Identity == nil {
		return parseRecordsID(req.ID)
	}
	var identity struct {
		Domain  types.String `tfsdk:"domain"`
		Records []string     `tfsdk:"records"`
	}
	if req.Identity.Get(ctx, &identity).HasError() {
		return "", nil, false
	}
	domain = identity.Domain.ValueString()
	return domain, identity.Records, len(identity.Records) > 0 && zone.CheckDomain(domain) == nil
}

// namedLines returns the lines that an item of an import names: one as it stands, or
// all of a type at a host.
func namedLines(doc *zonesync.Document, item string) (found []string) {
	if line := doc.Index().Line(doc.Origin.LineKey(item)); line != "" {
		return []string{line}
	}
	name, host, ok := strings.Cut(item, "/")
	if k := kindNamed(name); ok && k.Type.Name != "" && zone.CheckText(host) == nil {
		for _, e := range doc.Index().OfType(doc.Origin.FQDN(host), k.Type.Name) {
			found = append(found, e.Line)
		}
	}
	return found
}

// linesOf returns the lines of a zone that mean something.
func linesOf(doc *zonesync.Document) (lines []string) {
	for _, l := range doc.Zone().Lines() {
		if l.Means() {
			lines = append(lines, l.Text)
		}
	}
	return lines
}

var _ list.ListResourceWithConfigure = (*recordsList)(nil)

// recordsList gives the records of a zone as one set, for `terraform query`.
type recordsList struct{ *recordsResource }

// recordsListModel is the list block.
type recordsListModel struct {
	Domain types.String `tfsdk:"domain"`
	Type   types.String `tfsdk:"type"`
	Host   types.String `tfsdk:"host"`
}

// ListResourceConfigSchema describes the list block.
func (l *recordsList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the records of a zone as one set.",
		Attributes: map[string]schema.Attribute{
			attrDomain: schema.StringAttribute{MarkdownDescription: "The domain of the zone, such as `example.com`.", Required: true},
			attrType:   schema.StringAttribute{MarkdownDescription: "Only records of this type, such as `mx`.", Optional: true},
			attrHost:   schema.StringAttribute{MarkdownDescription: "Only records of this host.", Optional: true},
		},
	}
}

// Metadata names the list resource like the resource.
func (l *recordsList) Metadata(ctx context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	l.recordsResource.Metadata(ctx, req, resp)
}

// List gives one set.
func (l *recordsList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var m recordsListModel
	if diags := req.Config.Get(ctx, &m); diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	doc, ok := l.session.listed(ctx, m.Domain.ValueString(), stream)
	if !ok {
		return
	}
	name := tftypes.NewValue(tftypes.String, m.Domain.ValueString())
	set := &recordSet{domain: m.Domain.ValueString(), elements: map[string]element{}}
	for _, line := range linesOf(doc) {
		e := elementFor(doc.Origin, name, line)
		if wanted := strings.ToLower(m.Type.ValueString()); wanted != "" && e.kind.Type.Name != wanted {
			continue
		}
		if host := m.Host.ValueString(); host != "" && (e.kind.Raw || doc.Origin.Owner(e.entry.Record) != doc.Origin.FQDN(host)) {
			continue
		}
		set.elements[e.entry.Key] = e
	}
	l.session.give(ctx, req, stream, min(len(set.elements), 1), func(_ int, result *list.ListResult) {
		result.DisplayName = set.domain
		a := newRecordsAttrs(name)
		set.put(a)
		l.identify(ctx, result.Identity, a, set, &result.Diagnostics)
		if req.IncludeResource {
			result.Resource.Raw = a.value(recordsObject())
		}
	})
}
