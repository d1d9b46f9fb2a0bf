package zone

import "strings"

// Record is the meaning of one line.
type Record struct {
	// Type is the record type in lower case, as in the table of types.
	Type string
	// Host is the owner name as written: relative to the zone, "@" for the
	// domain itself, "*" for the wildcard, or absolute with a trailing dot. It
	// is empty only for an mx line in the form of the simple DNS service.
	Host string
	// HostLast reports whether the line has its host behind the values, as the
	// mx line of a subdomain has it on the simple DNS service.
	HostLast bool
	// Values are the data fields in the order of the line, as written.
	Values []string
}

// Apex is the host that means the domain itself.
const Apex = "@"

// ParseRecord reads one line. It reports false for a line that is not a
// well-formed record of a known type: such a line is kept verbatim.
func ParseRecord(line string) (Record, bool) {
	name, rest := cutField(trimEnd(line))
	t, ok := LookupType(strings.ToLower(name))
	if !ok {
		return Record{}, false
	}
	r := Record{Type: t.Name}
	place := t.hostPlace(rest)
	r.HostLast = place == hostLast
	if place == hostFirst {
		if r.Host, rest = cutField(rest); r.Host == "" {
			return Record{}, false
		}
	}
	r.Values = make([]string, len(t.Fields))
	for i, f := range t.Fields {
		if f.Kind == KindText {
			r.Values[i], rest = strings.Trim(rest, blanks), ""
		} else {
			r.Values[i], rest = cutField(rest)
		}
		if !f.Kind.wellFormed(r.Values[i]) {
			return Record{}, false
		}
	}
	if r.HostLast {
		r.Host, rest = cutField(rest)
	}
	if strings.Trim(rest, blanks) != "" {
		return Record{}, false
	}
	return r, true
}

// blanks separate the fields of a line.
const blanks = " \t"

// trimEnd removes what ends a line without meaning anything: spaces, and a
// "\r" that is no part of a line break since no "\n" follows it, as a text
// has it whose last newline was cut off.
func trimEnd(line string) string { return strings.TrimRight(line, blanks+"\r") }

// cutField returns the next field and what follows it.
func cutField(s string) (field, rest string) {
	s = strings.TrimLeft(s, blanks)
	if end := strings.IndexAny(s, blanks); end >= 0 {
		return s[:end], s[end:]
	}
	return s, ""
}

// Line renders the record with single spaces, its fields as they are spelled
// and its host where HostLast says.
func (r Record) Line() string {
	parts := make([]string, 0, len(r.Values)+2)
	if r.Type != "" { // A record of no type is a line of its own.
		parts = append(parts, r.Type)
	}
	if r.Host != "" && !r.HostLast {
		parts = append(parts, r.Host)
	}
	parts = append(parts, r.Values...)
	if r.Host != "" && r.HostLast {
		parts = append(parts, r.Host)
	}
	return strings.Join(parts, " ")
}

// Get returns the value of the named data field, such as "target", and ""
// where the type has none of that name.
func (r Record) Get(field string) string {
	if t, ok := LookupType(r.Type); ok {
		for i, f := range t.Fields {
			if f.Name == field && i < len(r.Values) {
				return r.Values[i]
			}
		}
	}
	return ""
}

// HostOrApex returns the host, "@" where the line has none.
func (r Record) HostOrApex() string {
	if r.Host == "" {
		return Apex
	}
	return r.Host
}

// Unknown is in a Record instead of a value that a plan does not know yet. It can
// be no value of a line, since CheckText rejects it. Text behind it says
// several unknown records of one host apart.
const Unknown = "\x00"

// Knows reports whether the named fields, "host" among them, have known values.
func (r Record) Knows(fields ...string) bool {
	for _, f := range fields {
		value := r.Host
		if f != "host" {
			value = r.Get(f)
		}
		if strings.HasPrefix(value, Unknown) {
			return false
		}
	}
	return true
}
