package importgen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Blocks returns the blocks for the lines of a zone, in their order. Lines of
// one meaning are one resource. The error is a *zone.FieldError for a domain
// that is none.
func Blocks(z *zone.Zone, domain string) (string, error) {
	if err := zone.CheckDomain(domain); err != nil {
		return "", err
	}
	g := generator{origin: zone.NewOrigin(domain), names: namer{}}
	seen := map[string]bool{}
	var blocks []string
	for i, key := range z.Keys(g.origin) {
		l := z.Lines()[i]
		if Empty(l) || seen[key] {
			continue
		}
		seen[key] = true
		blocks = append(blocks, g.line(l))
	}
	return strings.Join(blocks, "\n"), nil
}

// generator writes the blocks of one zone.
type generator struct {
	origin zone.Origin
	names  namer
}

// Empty reports whether a line has no data: a comment begins with something
// else than a record type. One that nobody can see in front of a type, such as
// a byte-order mark, makes no comment.
func Empty(l zone.Line) bool {
	if l.Known || zone.CheckLine(l.Text) != nil {
		return false
	}
	text := strings.TrimSpace(l.Text)
	return text == "" || !isLetter(rune(text[0]))
}

func (g generator) line(l zone.Line) string {
	if !l.Known {
		return g.raw(l)
	}
	r := g.declared(l.Record)
	if err := g.check(r); err != nil {
		return refused(l, err)
	}
	kind := ResourceType(r)
	r.Host = g.host(r)
	attributes := []attribute{{"domain", Quote(g.origin.String())}, {"host", Quote(r.Host)}}
	t, _ := zone.LookupType(r.Type)
	for i, f := range t.Fields {
		value := r.Values[i]
		if f.Kind.Max() > 0 {
			value = number(value)
		} else {
			value = Quote(value)
		}
		attributes = append(attributes, attribute{f.Name, value})
	}
	return pair(kind, g.names.name(kind, g.label(r)), ID(g.origin, r), attributes)
}

// host returns the host as a resource takes it. One that has the domain
// without a trailing dot, which is almost always a slip, is accepted by its full
// name only.
func (g generator) host(r zone.Record) string {
	host := r.HostOrApex()
	if full := zone.NewOrigin(host).String(); host != zone.Apex && !strings.HasSuffix(host, ".") && g.origin.Contains(full) {
		return g.origin.Owner(r) + "."
	}
	return host
}

// declared returns the record as a resource takes it: a target that is a number
// only, which would read as a priority, by its full name.
func (g generator) declared(r zone.Record) zone.Record {
	t, _ := zone.LookupType(r.Type)
	r.Values = slices.Clone(r.Values)
	for i, f := range t.Fields {
		if f.Kind == zone.KindName && strings.Trim(r.Values[i], "0123456789") == "" {
			r.Values[i] = g.origin.FQDN(r.Values[i]) + "."
		}
	}
	return r
}

// check returns what a resource would refuse.
func (g generator) check(r zone.Record) error {
	if err := g.origin.CheckHost(r.HostOrApex()); err != nil {
		return fmt.Errorf("host %w", err)
	}
	if r.Type == "cname" && g.origin.Owner(r) == g.origin.String() {
		return errApexAlias
	}
	t, _ := zone.LookupType(r.Type)
	for i, f := range t.Fields {
		if err := f.Kind.Check(g.origin, r.Values[i]); err != nil {
			return fmt.Errorf("%s %w", f.Name, err)
		}
	}
	return nil
}

// raw declares a line of a type that has no resource of its own.
func (g generator) raw(l zone.Line) string {
	line := strings.TrimSpace(l.Text)
	if err := zone.KindText.Check(g.origin, line); err != nil {
		return refused(l, err)
	}
	kind := ResourceType(zone.Record{})
	attributes := []attribute{{"domain", Quote(g.origin.String())}, {"line", Quote(line)}}
	switch err := zone.CheckLine(l.Text); {
	case strings.HasPrefix(line, "\ufeff"):
		return refused(l, err) // A byte-order mark, which nobody wants to keep.
	case err != nil: // It begins like a record, and is none.
		attributes = append(attributes, attribute{"allow_malformed", "true"})
	}
	return pair(kind, g.names.name(kind, foreignLabel(line)), g.origin.String()+"/"+line, attributes)
}

// ResourceType is the type of the resource for a record: that of raw lines for a
// record without a type.
func ResourceType(r zone.Record) string {
	return "valuedomain_" + cmp.Or(r.Type, "raw") + "_record"
}

// ID is the import ID that names one record: the domain, the host and all values,
// or the domain and the line of a record without a type, which is its only value.
func ID(o zone.Origin, r zone.Record) string {
	parts := []string{o.String()}
	if r.Type != "" {
		parts = append(parts, r.HostOrApex())
	}
	return strings.Join(append(parts, r.Values...), "/")
}
