package rules

import (
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// maxImports is how many import blocks one message shows.
const maxImports = 5

// unmanaged returns the live lines among these that no resource of the configuration
// manages; none where nobody knows.
func (c Case) unmanaged(entries []zone.Entry) (found []zone.Entry) {
	for _, e := range entries {
		if c.Unmanaged != nil && !e.Planned && c.Unmanaged(e) {
			found = append(found, e)
		}
	}
	return found
}

// imports writes the import blocks of live lines, on lines of their own.
func (c Case) imports(entries []zone.Entry) string {
	var blocks strings.Builder
	for i, e := range entries[:min(len(entries), maxImports)] {
		name := "existing"
		if i > 0 {
			name += "_" + strconv.Itoa(i+1)
		}
		kind, id := "raw", []string{c.Origin.String(), e.Line}
		if !e.Foreign() {
			kind, id = e.Record.Type, append([]string{c.Origin.String(), e.Record.HostOrApex()}, e.Record.Values...)
		}
		blocks.WriteString(ownLines("import {", "  to = "+recordType(kind)+"."+name, "  id = "+quote(strings.Join(id, "/")), "}"))
	}
	return blocks.String()
}
