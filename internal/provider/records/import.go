package records

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// importForm is the form of the import ID. The fields in brackets, numbers behind
// the field that matters, are needed only where several lines match without them.
func (k kind) importForm() string {
	if k.Raw {
		return "domain/line"
	}
	form, numbers := "domain/host", true
	for _, f := range k.Type.Fields {
		if number := f.Kind.Max() > 0; number && !numbers {
			form += "[/" + f.Name + "]"
			continue
		} else if !number {
			numbers = false
		}
		form += "/" + f.Name
	}
	return form
}

// importShape is the form of the import ID with its parts in angle brackets.
func (k kind) importShape() string {
	return regexp.MustCompile(`[a-z_]+`).ReplaceAllString(k.importForm(), "<$0>")
}

// importExample is an ID as it might be written.
func (k kind) importExample() string { return k.Examples[0].id("hogehoge.com") }

// ImportState finds the line that the ID names and takes it as it is. An ID
// or identity that names no line, or several, is answered with those that are there.
func (r *recordResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	s := r.session
	q, ok := r.asked(req)
	if !ok {
		message.ImportID(q.text, r.kind.importForm(), r.kind.importExample()).AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	s.Ledger.Reading()
	doc, err := s.Syncer.Zone(q.domain).Read(ctx)
	if m, ok := message.ImportHost(err, q.domain, r.kind.importForm()); ok {
		m.AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	if err != nil {
		s.ReportError(&resp.Diagnostics, err, q.domain)
		return
	}
	found := r.kind.match(doc, q.wanted)
	if len(found) != 1 {
		r.kind.importAnswer(doc, q, found).AddTo(&resp.Diagnostics, s.Language, "")
		return
	}
	if doc.Index().Count(found[0].Key) > 1 {
		s.Warn(&resp.Diagnostics, message.Surplus(found[0].Line))
	}
	a := r.imported(q.domain, found[0])
	resp.State.Raw = a.Value(r.object)
	r.identify(resp.Identity, a)
}

// importAnswer answers a query that names no record, or several.
func (k kind) importAnswer(doc *zonesync.Document, q importQuery, found []zone.Entry) message.Message {
	switch there := k.importable(doc, q.host); {
	case len(found) > 1:
		return message.SeveralRecords(q.text, k.importIDs(doc.Origin, found))
	case len(q.wanted) == 0:
		return message.ImportForm(there, q.text, k.importForm(), k.importExample())
	default:
		return message.NoRecord(there, k.typeName(), q.text)
	}
}

// importable lists the ids of what is there: the records of the type at the host,
// else those in the zone.
func (k kind) importable(doc *zonesync.Document, host string) rules.Text {
	if at := k.entries(doc, host); host != "" && !k.Raw && len(at) > 0 {
		return message.AtHostText(k.typeName(), host, k.importIDs(doc.Origin, at))
	}
	return message.InZoneText(k.typeName(), doc.Origin.String(), k.importIDs(doc.Origin, k.entries(doc, "")))
}

// typeName is the record type as a message names it.
func (k kind) typeName() string {
	if k.Raw {
		return "raw"
	}
	return k.Type.Name
}

func (k kind) importIDs(o zone.Origin, entries []zone.Entry) []string {
	ids := make([]string, 0, len(entries))
	for _, e := range entries {
		ids = append(ids, importgen.ID(o, e.Record))
	}
	return ids
}

// importQuery is what an import asks for.
type importQuery struct {
	// text is the id as it was written, or the values of the identity.
	text string
	// domain is that of the zone, host the host as far as one is named.
	domain, host string
	// wanted has a value for each part of the record, "" where it may be any. It
	// is empty where the id does not name a record.
	wanted []string
}

// asked returns what an import asks for, by ID or by identity, and whether that
// names a zone at least.
func (r *recordResource) asked(req resource.ImportStateRequest) (q importQuery, ok bool) {
	if req.ID != "" || req.Identity == nil {
		return r.kind.queryOf(req.ID)
	}
	a, err := session.AttrsOf(req.Identity.Raw)
	if err != nil || a == nil {
		return importQuery{}, false
	}
	q.text = r.kind.identityText(a)
	q.domain, q.wanted = r.kind.named(a)
	q.host = q.wanted[0]
	wrong := slices.ContainsFunc(q.wanted, func(value string) bool { return zone.CheckText(value) != nil })
	return q, !wrong && zone.CheckDomain(q.domain) == nil
}

// queryOf reads an ID. One that is too short to name a record may name a host, or
// only the zone.
func (k kind) queryOf(id string) (q importQuery, ok bool) {
	q.text = strconv.Quote(id)
	if q.domain, q.wanted, ok = k.parseID(id); ok {
		q.host = q.wanted[0]
		return q, true
	}
	domain, host, _ := strings.Cut(id, "/")
	if host = strings.TrimSuffix(host, "/"); strings.Contains(host, "/") || k.Raw || zone.CheckText(host) != nil {
		host = ""
	}
	q.domain, q.host = domain, host
	return q, zone.CheckDomain(domain) == nil
}

// imported returns the attributes of a line as it is.
func (r *recordResource) imported(domain string, e zone.Entry) session.Attrs {
	a := r.empty()
	a.SetText(session.AttrDomain, domain)
	r.kind.fill(a, e)
	r.kind.derive(a, e.Line)
	return a
}

// parseID takes an import ID apart. What is behind the last field's slash
// belongs to that field, since a text may contain slashes itself.
func (k kind) parseID(id string) (domain string, wanted []string, ok bool) {
	parts := strings.SplitN(id, "/", len(k.Type.Fields)+2)
	if k.Raw {
		parts = strings.SplitN(id, "/", 2)
	}
	if len(parts) < 3 && !k.Raw || len(parts) < 2 || zone.CheckDomain(parts[0]) != nil {
		return "", nil, false
	}
	for _, part := range parts[1:] {
		if part == "" || zone.CheckText(part) != nil {
			return "", nil, false
		}
	}
	return parts[0], parts[1:], true
}

// match returns the lines that have the wanted values, as far as those go. If there
// are none, a name may mean the one with a trailing dot.
func (k kind) match(doc *zonesync.Document, wanted []string) []zone.Entry {
	if len(wanted) == 0 {
		return nil
	}
	if k.Raw {
		key := doc.Origin.LineKey(wanted[0])
		if line := doc.Index().Line(key); line != "" {
			return []zone.Entry{{Line: line, Key: key}}
		}
		return nil
	}
	found := k.matchExactly(doc, wanted)
	if len(found) > 0 {
		return found
	}
	dotted := slices.Clone(wanted)
	if full := wanted[0] + "."; doc.Origin.Contains(doc.Origin.FQDN(full)) {
		dotted[0] = full // www.hogehoge.com is hardly meant as a host of hogehoge.com.
	}
	for i, value := range wanted[1:] {
		if k.Type.Fields[i].Kind == zone.KindName && strings.Contains(value, ".") && !strings.HasSuffix(value, ".") {
			dotted[i+1] = value + "."
		}
	}
	return k.matchExactly(doc, dotted)
}

func (k kind) matchExactly(doc *zonesync.Document, wanted []string) (found []zone.Entry) {
	seen := map[string]bool{}
	for _, e := range doc.Index().OfType(doc.Origin.FQDN(wanted[0]), k.Type.Name) {
		fits := !seen[e.Key] // Equal lines are one record.
		for i, value := range wanted[1:] {
			fits = fits && (value == "" || k.Type.Fields[i].Kind.Equal(doc.Origin, e.Record.Values[i], value))
		}
		if fits {
			seen[e.Key] = true
			found = append(found, e)
		}
	}
	return found
}
