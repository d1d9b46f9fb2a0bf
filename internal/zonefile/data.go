package zonefile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// refuse says why a record can't be in a master file, and "" where it can.
func (w *writer) refuse(r zone.Record) string {
	owner := w.origin.Owner(r)
	label, _, _ := strings.Cut(owner, ".")
	switch {
	case w.origin.CheckHost(r.HostOrApex()) != nil:
		return "its host is no name of the zone"
	case strings.Contains(label, "*") && label != "*":
		return "the DNS has no pattern but \"*\""
	case label == "*" && r.Type == "mxe":
		return "a wildcard is no mail server"
	case r.Type == "cname" && owner == w.origin.String():
		return "the domain itself can't be a cname"
	case r.Type == "ns" && label == "*":
		return "a wildcard can't be delegated (RFC 4592 section 4.2)"
	}
	t, _ := zone.LookupType(r.Type)
	for i, f := range t.Fields {
		if f.Kind == zone.KindText {
			if len(r.Values[i]) > maxText {
				return "its text is longer than a record can be"
			}
			continue
		}
		// A number is a good name in a file, where the priority is in front.
		var wrong *zone.FieldError
		if errors.As(f.Kind.Check(w.origin, r.Values[i]), &wrong) && wrong.Problem != zone.ProblemNumber {
			return "its " + f.Name + " is not valid"
		}
	}
	return w.refuseUnderscore(r)
}

// refuseUnderscore says why a name server refuses the names of a record by its
// default: an underscore is for the names of services and texts (RFC 8552), and
// no part of a host's name (RFC 1123 section 2.1). One such record would keep
// the whole zone from being served.
func (w *writer) refuseUnderscore(r zone.Record) string {
	switch r.Type {
	case "a", "aaaa", "mx", "mxe":
		if strings.Contains(w.origin.Owner(r), "_") {
			return "name servers reject an underscore in the host of such a record"
		}
	}
	switch r.Type {
	case "mx", "ns", "srv":
		if strings.Contains(w.origin.FQDN(r.Get("target")), "_") {
			return "name servers reject an underscore in its target"
		}
	}
	return ""
}

// data writes the fields of a record in the order of its RFC. Only the MX has
// another order than the line.
func (w *writer) data(r zone.Record) string {
	if r.Type == "mx" {
		return w.priority(r) + " " + w.origin.FQDN(r.Get("target")) + "."
	}
	t, _ := zone.LookupType(r.Type)
	fields := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		fields[i] = w.field(r.Type, f.Kind, r.Values[i])
	}
	return strings.Join(fields, " ")
}

func (w *writer) field(recordType string, k zone.Kind, value string) string {
	switch {
	case k == zone.KindName:
		return w.origin.FQDN(value) + "."
	case k == zone.KindText && recordType == "caa":
		return quoted(zone.Unquote(value)) // One string of any length (RFC 8659).
	case k == zone.KindText:
		return characterStrings(value)
	}
	return k.Canonical(w.origin, value) // A tag in lower case, as RFC 8659 section 4.1 wants it.
}

func (w *writer) priority(r zone.Record) string {
	return zone.KindUint16.Canonical(w.origin, r.Get("priority"))
}

const (
	// maxString is the length of a character string in bytes (RFC 1035
	// section 3.3).
	maxString = 255
	// maxText leaves room for the length bytes in 65535 bytes of data.
	maxText = 65000
)

// characterStrings writes a text as the strings of a TXT record. A text that
// consists of quoted strings is those strings; any other is split.
func characterStrings(text string) string {
	parts, ok := zone.Strings(text)
	if !ok {
		parts = []string{zone.Unquote(text)}
	}
	var written []string
	for _, part := range parts {
		for len(part) > maxString {
			written = append(written, quoted(part[:maxString]))
			part = part[maxString:]
		}
		written = append(written, quoted(part))
	}
	return strings.Join(written, " ")
}

// quoted writes one character string, as RFC 1035 section 5.1 escapes it.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(s) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\%03d`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// labels returns the labels of a name from the top downwards.
func labels(name string) []string {
	parts := strings.Split(name, ".")
	slices.Reverse(parts)
	return parts
}
