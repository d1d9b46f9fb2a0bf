package records

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// setID is the import ID of lines of a zone. A line may contain the separator.
func setID(domain string, lines []string) string {
	separator := "|"
	if slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, separator) }) {
		separator = "\n"
	}
	return strings.Join(append([]string{domain}, lines...), separator)
}

// parseSetID takes an import ID apart.
func parseSetID(id string) (domain string, items []string, ok bool) {
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

// ImportState finds the lines that the id names and takes them as they are.
func (r *setResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	s := r.session
	domain, items, ok := r.asked(ctx, req)
	if !ok {
		message.RecordsID(req.ID, r.linesAt(ctx, domain)).AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	s.Ledger.Reading()
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.ReportError(&resp.Diagnostics, err, domain)
		return
	}
	name := tftypes.NewValue(tftypes.String, domain)
	set := &recordSet{domain: domain, elements: map[string]element{}}
	for _, item := range items {
		lines := namedLines(doc, item)
		if len(lines) == 0 {
			message.NoSuchRecords(domain, item, linesOf(doc)).AddTo(&resp.Diagnostics, s.Language, "")
		}
		for _, line := range lines {
			e := elementFor(doc.Origin, name, line)
			set.elements[e.entry.Key] = e
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	a := newSetAttrs(name)
	set.put(a)
	resp.State.Raw = a.Value(setObject())
	r.identify(resp.Identity, a, set)
}

func newSetAttrs(domain tftypes.Value) session.Attrs {
	return session.Attrs{session.AttrDomain: domain, session.AttrMalformed: tftypes.NewValue(tftypes.Bool, nil)}
}

// asked returns what an import asks for, by ID or by identity.
func (r *setResource) asked(ctx context.Context, req resource.ImportStateRequest) (domain string, items []string, ok bool) {
	if req.ID != "" || req.Identity == nil {
		return parseSetID(req.ID)
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

// namedLines returns the lines that an item of an import names: one as it is, or
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

// linesAt lists the lines of the zone that a wrong id begins with, as far as that can
// be known.
func (r *setResource) linesAt(ctx context.Context, id string) rules.Text {
	domain, _, _ := strings.Cut(id, "/")
	if zone.CheckDomain(domain) != nil {
		return rules.Text{}
	}
	doc, err := r.session.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		return rules.Text{}
	}
	return message.LinesText(domain, linesOf(doc))
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

var _ list.ListResourceWithConfigure = (*setList)(nil)

// setList gives the records of a zone as one set, for `terraform query`.
type setList struct{ *setResource }

// setListModel is the list block.
type setListModel struct {
	Domain types.String `tfsdk:"domain"`
	Type   types.String `tfsdk:"type"`
	Host   types.String `tfsdk:"host"`
}

// ListResourceConfigSchema describes the list block.
func (l *setList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the records of a zone as one set.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: "The domain of the zone, such as `example.com`.", Required: true},
			attrType:           schema.StringAttribute{MarkdownDescription: "Only records of this type, such as `mx`.", Optional: true},
			session.AttrHost:   schema.StringAttribute{MarkdownDescription: "Only records of this host.", Optional: true},
		},
	}
}

// List gives one set.
func (l *setList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var m setListModel
	if diags := req.Config.Get(ctx, &m); diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	doc := l.session.ListedZone(ctx, m.Domain.ValueString(), stream)
	if doc == nil {
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
	l.session.GiveResults(ctx, req, stream, min(len(set.elements), 1), func(_ int, result *list.ListResult) {
		result.DisplayName = set.domain
		a := newSetAttrs(name)
		set.put(a)
		l.identify(result.Identity, a, set)
		if req.IncludeResource {
			result.Resource.Raw = a.Value(setObject())
		}
	})
}
