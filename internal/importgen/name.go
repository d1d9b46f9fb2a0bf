package importgen

import (
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// namer gives each resource a name that no other of its type has.
type namer map[string]bool

// name returns the label, with a number behind it where the label is taken.
func (n namer) name(kind, label string) string {
	name := label
	for i := 2; n[kind+"."+name]; i++ {
		name = label + "_" + strconv.Itoa(i)
	}
	n[kind+"."+name] = true
	return name
}

// label makes a resource name of the host of a record: "www", "apex" for the
// domain itself, "wildcard" for "*".
func (g generator) label(r zone.Record) string {
	name := g.origin.Relative(g.origin.Owner(r))
	switch name {
	case zone.Apex:
		return "apex"
	case "*":
		return "wildcard"
	}
	return identifier(strings.ReplaceAll(name, "*", "any"))
}

// foreignLabel makes a resource name of the type and the host of a line that
// has no resource of its own: "url_blog".
func foreignLabel(line string) string {
	fields := append(strings.Fields(line), "")
	switch host := fields[1]; host {
	case zone.Apex:
		return identifier(fields[0] + "_apex")
	case "*":
		return identifier(fields[0] + "_wildcard")
	default:
		return identifier(strings.TrimSuffix(fields[0]+"_"+host, "_"))
	}
}

// maxLabel bounds the length of a resource name.
const maxLabel = 80

// identifier makes a text a resource name: letters, digits and underscores,
// and no digit in front.
func identifier(text string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(text) {
		if isLetter(c) || isDigit(c) {
			b.WriteRune(c)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "_") {
			b.WriteByte('_')
		}
		if b.Len() >= maxLabel {
			break
		}
	}
	name := strings.TrimRight(b.String(), "_")
	switch {
	case name == "":
		return "record"
	case isDigit(rune(name[0])):
		return "_" + name
	}
	return name
}

func isLetter(c rune) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c rune) bool { return c >= '0' && c <= '9' }
