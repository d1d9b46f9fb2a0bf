package records

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// exampleDomain is the domain of the examples.
const exampleDomain = "example.com"

// record returns the record of the line; one of no type for a raw line.
func (e example) record() zone.Record {
	if r, ok := zone.ParseRecord(e.Line); ok {
		return r
	}
	return zone.Record{Values: []string{e.Line}}
}

// id is the import id of the line in a zone.
func (e example) id(domain string) string {
	return importgen.ID(zone.NewOrigin(domain), e.record())
}

// ExampleFiles returns the files of the directory examples that show how the record
// resources are written, imported and listed, by their name there.
func ExampleFiles() map[string]string {
	files := map[string]string{}
	for _, k := range kinds() {
		first := k.Examples[0]
		address, id := k.resourceType()+"."+first.Name, first.id(exampleDomain)
		identity := k.arguments(first, "    ", func(i int) bool { return k.names()[i] == session.AttrHost && k.isDefault(first, i) })
		dir := "resources/" + k.resourceType() + "/"
		files[dir+"resource.tf"] = k.blocks()
		files[dir+"import-by-string-id.tf"] = fmt.Sprintf("import {\n  to = %s\n  id = %s\n}\n", address, importgen.Quote(id))
		files[dir+"import-by-identity.tf"] = fmt.Sprintf("import {\n  to = %s\n  identity = {\n%s  }\n}\n", address, identity)
		files[dir+"import.sh"] = fmt.Sprintf("terraform import %s '%s'\n", address, id)
		files["list-"+dir+"list-resource.tfquery.hcl"] = fmt.Sprintf("list %q \"all\" {\n  provider = valuedomain\n\n  config {\n    domain = %q\n  }\n}\n", k.resourceType(), exampleDomain)
	}
	return files
}

// blocks writes the examples as resources. An argument is omitted where all of them
// have its default.
func (k kind) blocks() string {
	omit := func(i int) bool {
		return !slices.ContainsFunc(k.Examples, func(e example) bool { return !k.isDefault(e, i) })
	}
	all := make([]string, 0, len(k.Examples))
	for _, e := range k.Examples {
		comment := ""
		if e.Comment != "" {
			comment = "# " + strings.ReplaceAll(e.Comment, "\n", "\n# ") + "\n"
		}
		all = append(all, fmt.Sprintf("%sresource %q %q {\n%s}\n", comment, k.resourceType(), e.Name, k.arguments(e, "  ", omit)))
	}
	return strings.Join(all, "\n")
}

// arguments writes the values of an example that are not omitted, by their place in
// names, and its domain.
func (k kind) arguments(e example, indent string, omit func(i int) bool) string {
	rows := [][2]string{{session.AttrDomain, importgen.Quote(exampleDomain)}}
	for i, value := range k.values(e) {
		if omit(i) {
			continue
		}
		if i == 0 || k.Type.Fields[i-1].Kind.Max() == 0 {
			value = importgen.Quote(value)
		}
		rows = append(rows, [2]string{k.names()[i], value})
	}
	width := 0
	for _, row := range rows {
		width = max(width, len(row[0]))
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "%s%-*s = %s\n", indent, width, row[0], row[1])
	}
	return b.String()
}

// values returns the values of an example in the order of names.
func (k kind) values(e example) []string {
	r := e.record()
	if k.Raw {
		return r.Values
	}
	return append([]string{r.HostOrApex()}, r.Values...)
}

// isDefault reports whether a value of an example is the one that it has without an
// argument.
func (k kind) isDefault(e example, i int) bool {
	name := k.names()[i]
	return k.values(e)[i] == k.Fields[name].Default || name == session.AttrHost && k.values(e)[i] == k.Host
}

// Filled returns a page with the tables in place of their marks, each on a line of
// its own: the resources by their line in the control panel for "<!-- lines -->", and
// their import ids in a domain for "<!-- import IDs: example.com -->".
func Filled(page string) string {
	lines := strings.SplitAfter(page, "\n")
	for i, line := range lines {
		domain, isIDs := strings.CutPrefix(strings.TrimSuffix(line, " -->\n"), "<!-- import IDs: ")
		switch {
		case isIDs:
			lines[i] = idRows(domain)
		case line == "<!-- lines -->\n":
			lines[i] = lineRows()
		}
	}
	return strings.Join(lines, "")
}

func lineRows() string {
	var b strings.Builder
	for _, k := range kinds() {
		if !k.Raw { // The guides say more of those.
			line := k.Examples[0].record().LineFor(zone.NewOrigin(exampleDomain), zone.ServiceSimple)
			fmt.Fprintf(&b, "| `%s` | [`%s`](../resources/%s_record.md) |\n", line, k.resourceType(), k.Type.Name)
		}
	}
	return b.String()
}

func idRows(domain string) string {
	var b strings.Builder
	for _, k := range kinds() {
		fmt.Fprintf(&b, "| `%s` | `%s` | `%s` |\n", k.resourceType(), k.importShape(), k.Examples[0].id(domain))
	}
	return b.String()
}
