package provider

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// importForm is the form of the import id. The fields in brackets are needed
// only where several lines match without them.
func (k kind) importForm() string {
	if k.Raw {
		return "domain/line"
	}
	form := "domain/host"
	for i, f := range k.Type.Fields {
		if i > 0 && k.Type.Name != "srv" && k.Type.Name != "caa" {
			form += "[/" + f.Name + "]"
			continue
		}
		form += "/" + f.Name
	}
	return form
}

// importExample is an id as it might be written.
func (k kind) importExample() string {
	if k.Raw {
		return "hogehoge.com/url blog https://hogehoge.example/blog"
	}
	example := zone.Record{Type: k.Type.Name, Host: cmp.Or(k.Host, "www"), Values: make([]string, len(k.Type.Fields))}
	for i, f := range k.Type.Fields {
		example.Values[i] = cmp.Or(k.Fields[f.Name].Example, k.Fields[f.Name].Default)
	}
	return k.importID(zone.NewOrigin("hogehoge.com"), example)
}

// importID returns the id that names one record.
func (k kind) importID(o zone.Origin, r zone.Record) string {
	if k.Raw {
		return o.String() + "/" + strings.Join(r.Values, "")
	}
	return strings.Join(append([]string{o.String(), r.HostOrApex()}, r.Values...), "/")
}

// ImportState finds the line that the id names and takes it as it stands.
func (r *recordResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	s := r.session
	domain, wanted, ok := r.asked(req)
	if !ok {
		importIDMessage(req.ID, r.kind.importForm(), r.kind.importExample()).addTo(&resp.Diagnostics, s.language, "")
		return
	}
	s.ledger.Reading()
	doc, err := s.syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.reportError(&resp.Diagnostics, err, domain)
		return
	}
	found, at := r.kind.match(doc, wanted)
	if len(found) != 1 {
		importMatchMessage(r.kind, doc.Origin, req.ID, found, at).addTo(&resp.Diagnostics, s.language, "")
		return
	}
	if doc.Index().Count(found[0].Key) > 1 {
		s.warn(&resp.Diagnostics, surplusMessage(found[0].Line))
	}
	a := r.imported(domain, doc.Origin, found[0])
	resp.State.Raw = a.value(r.object)
	r.identify(resp.Identity, a)
}

// asked returns what an import asks for, by id or by identity.
func (r *recordResource) asked(req resource.ImportStateRequest) (domain string, wanted []string, ok bool) {
	if req.ID != "" || req.Identity == nil {
		return r.kind.parseID(req.ID)
	}
	a, err := attrsOf(req.Identity.Raw)
	if err != nil || a == nil {
		return "", nil, false
	}
	domain, wanted = r.kind.named(a)
	wrong := slices.ContainsFunc(wanted, func(value string) bool { return zone.CheckText(value) != nil })
	return domain, wanted, !wrong && zone.CheckDomain(domain) == nil
}

// imported returns the attributes of a line as it stands.
func (r *recordResource) imported(domain string, o zone.Origin, e zone.Entry) attrs {
	a := r.empty()
	a.setText(attrDomain, domain)
	r.kind.fill(a, e)
	r.kind.derive(a, o, e.Line)
	return a
}

// parseID takes an import id apart. What stands behind the last field's slash
// belongs to that field, since a text may hold slashes itself.
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

// match returns the lines of one host that have the wanted values, as far as
// those go, and all lines of the type at that host.
func (k kind) match(doc *zonesync.Document, wanted []string) (found, at []zone.Entry) {
	o := doc.Origin
	if k.Raw {
		key := o.LineKey(wanted[0])
		if line := doc.Index().Line(key); line != "" {
			found = append(found, zone.Entry{Line: line, Key: key})
		}
		return found, found
	}
	seen := map[string]bool{}
	for _, e := range doc.Index().OfType(o.FQDN(wanted[0]), k.Type.Name) {
		at = append(at, e)
		fits := !seen[e.Key] // Equal lines are one record.
		for i, value := range wanted[1:] {
			fits = fits && (value == "" || k.Type.Fields[i].Kind.Equal(o, e.Record.Values[i], value))
		}
		if fits {
			seen[e.Key] = true
			found = append(found, e)
		}
	}
	return found, at
}
