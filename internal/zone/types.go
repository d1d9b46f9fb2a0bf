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
	// HostOptional tells that the simple DNS service writes the type
	// without a host.
	HostOptional bool
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

// typesByName is built once, since every line that is read asks for its type.
// Nobody changes it.
var typesByName = sync.OnceValue(func() map[string]Type { //nolint:gochecknoglobals // A constant table.
	table := make(map[string]Type)
	for _, t := range Types() {
		table[t.Name] = t
	}
	return table
})

// LookupType returns the type of that lower-case name. Its Fields must not be
// changed.
func LookupType(name string) (Type, bool) {
	t, ok := typesByName()[name]
	return t, ok
}

// hostless tells whether rest, the line behind the type, has no host field.
func (t Type) hostless(rest string) bool {
	if !t.HostOptional {
		return false
	}
	fields := 0
	for field, rest := cutField(rest); field != ""; field, rest = cutField(rest) {
		fields++
	}
	return fields == len(t.Fields)
}

func isBlank(r rune) bool { return strings.ContainsRune(blanks, r) }
