package rules

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// textf fills the same values into both languages. The formats use indexed
// verbs (%[1]s), since the languages want them in different order.
func textf(en, ja string, values ...any) Text {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = Shown(s)
		}
	}
	return Text{EN: toFillIn(English, fmt.Sprintf(en, values...)), JA: toFillIn(Japanese, fmt.Sprintf(ja, values...))}
}

// unknownShown is what a line shows for a value that the plan does not know yet,
// in Terraform's own words, which it does not translate either.
const unknownShown = "(known after apply)"

// Shown makes a line that may have unknown values readable.
func Shown(s string) string {
	if !strings.Contains(s, zone.Unknown) {
		return s
	}
	fields := strings.Split(s, " ")
	for i, f := range fields {
		if strings.HasPrefix(f, zone.Unknown) {
			fields[i] = unknownShown
		}
	}
	return strings.Join(fields, " ")
}

// lineOf returns the line of an entry as a reader is to see it.
func lineOf(e zone.Entry) string {
	if e.Line != "" {
		return Shown(e.Line)
	}
	return Shown(e.Record.Line())
}
