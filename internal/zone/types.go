package zone

import "strings"

// Type describes a record type: the line is its name, the host, and the
// fields in order.
type Type struct {
	// Name is the type in lower case, as lines begin with it.
	Name string
	// Fields are the data fields behind the host.
	Fields []Field
	// HostOptional tells that the simple DNS service writes the type
	// without a host.
	HostOptional bool
	// SingleValued tells that a host can hold one record of the type only,
	// so that another value at the same host is the same record changed.
	SingleValued bool
	// SameRecord names the fields that, beside the host, tell a changed
	// record from another one. Without any, and where the type is not
	// SingleValued, a changed record can't be told from a new one.
	SameRecord []string
}

// Field is one data field of a record type.
type Field struct {
	// Name is the field's standard term: address, target, priority, ….
	Name string
	// Kind tells what the field holds.
	Kind Kind
}

// Types returns every known record type, in the order of documentation.
func Types() []Type {
	return []Type{typeA(), typeAAAA(), typeCNAME(), typeMX(), typeMXE(), typeTXT(), typeNS(), typeSRV(), typeCAA()}
}

// LookupType returns the type of that lower-case name.
func LookupType(name string) (Type, bool) {
	switch name {
	case "a":
		return typeA(), true
	case "aaaa":
		return typeAAAA(), true
	case "cname":
		return typeCNAME(), true
	case "mx":
		return typeMX(), true
	case "mxe":
		return typeMXE(), true
	case "txt":
		return typeTXT(), true
	case "ns":
		return typeNS(), true
	case "srv":
		return typeSRV(), true
	case "caa":
		return typeCAA(), true
	}
	return Type{}, false
}

// hostless tells whether rest, the line behind the type, has no host field.
func (t Type) hostless(rest string) bool {
	return t.HostOptional && len(strings.FieldsFunc(rest, isBlank)) == len(t.Fields)
}

func isBlank(r rune) bool { return strings.ContainsRune(blanks, r) }
