package zone

import (
	"strings"
	"sync"
)

// Type describes a record type: the line is its name, the host, and the
// fields in order.
type Type struct {
	// Name is the type in lower case, as lines begin with it.
	Name string
	// Fields are the data fields behind the host.
	Fields []Field
	// HostOptional reports whether the simple DNS service writes the type
	// without a host for the domain itself, and with the host behind the
	// values for every other one.
	HostOptional bool
}

// Field is one data field of a record type.
type Field struct {
	// Name is the field's standard term: address, target, priority, ….
	Name string
	// Kind is what the field has.
	Kind Kind
}

// Types returns every known record type, in the order of documentation. A comment
// shows the line.
func Types() []Type {
	return []Type{
		// a <host> <IPv4>
		{Name: "a", Fields: []Field{{"address", KindIPv4}}},
		// aaaa <host> <IPv6>
		{Name: "aaaa", Fields: []Field{{"address", KindIPv6}}},
		// cname <host> <target>
		{Name: "cname", Fields: []Field{{"target", KindName}}},
		// mx <host> <target> <priority> on the general DNS service; on the simple
		// one mx <target> <priority> for the domain itself and
		// mx <target> <priority> <host> for a subdomain.
		{Name: "mx", Fields: []Field{{"target", KindName}, {"priority", KindUint16}}, HostOptional: true},
		// mxe <host> <IPv4> <priority>: the registrar's own type, see mail.go.
		{Name: "mxe", Fields: []Field{{"address", KindIPv4}, {"priority", KindUint16}}},
		// txt <host> <text to the end of the line>, see text.go.
		{Name: "txt", Fields: []Field{{"value", KindText}}},
		// ns <host> <name server>
		{Name: "ns", Fields: []Field{{"target", KindName}}},
		// srv <host> <priority> <weight> <port> <target> (RFC 2782)
		{Name: "srv", Fields: []Field{{"priority", KindUint16}, {"weight", KindUint16}, {"port", KindUint16}, {"target", KindName}}},
		// caa <host> <flags> <tag> <value> (RFC 8659)
		{Name: "caa", Fields: []Field{{"flags", KindUint8}, {"tag", KindWord}, {"value", KindText}}},
	}
}

// knownTypes is built once, since every line that is read asks for its type.
// Nobody changes it.
var knownTypes = sync.OnceValue(Types) //nolint:gochecknoglobals // A constant table.

// LookupType returns the type of that lower-case name. Its Fields must not be
// changed.
func LookupType(name string) (Type, bool) {
	for _, t := range knownTypes() { // A map of so few is slower.
		if t.Name == name {
			return t, true
		}
	}
	return Type{}, false
}

// hostPlace says where a line has its host.
type hostPlace int

const (
	hostFirst hostPlace = iota // In front of the values.
	hostNone                   // The domain itself, as simple DNS writes it.
	hostLast                   // Behind the values, as simple DNS writes a subdomain.
)

// hostPlace returns where rest, the line behind the type, has its host. Of the
// two forms with a host the simple one has a number, the priority, in front of
// the last field. A host may be a number and a target may not (Kind.Check), so
// a line that ends in two numbers has the simple form.
func (t Type) hostPlace(rest string) hostPlace {
	if !t.HostOptional {
		return hostFirst
	}
	fields, priority := 0, ""
	for field, rest := cutField(rest); field != ""; field, rest = cutField(rest) {
		if fields++; fields == len(t.Fields) {
			priority = field
		}
	}
	switch {
	case fields <= len(t.Fields):
		return hostNone
	case fields == len(t.Fields)+1 && t.Fields[len(t.Fields)-1].Kind.wellFormed(priority):
		return hostLast
	}
	return hostFirst
}

func isBlank(r rune) bool { return strings.ContainsRune(blanks, r) }
