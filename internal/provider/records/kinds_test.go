package records

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

// everyExample runs a test for each line that the documentation shows.
func everyExample(t *testing.T, test func(t *testing.T, k kind, line string)) {
	t.Helper()
	for _, k := range kinds() {
		for _, e := range k.Examples {
			t.Run(e.Line, func(t *testing.T) { test(t, k, e.Line) })
		}
	}
}

func TestEveryRecordTypeHasAKind(t *testing.T) {
	t.Parallel()
	for _, typ := range zone.Types() {
		if !slices.Contains(kindNames(), typ.Name) {
			t.Errorf("no kind has the type %s", typ.Name)
		}
	}
}

func TestEveryKindHasAnExampleOfItsType(t *testing.T) {
	t.Parallel()
	for _, k := range kinds() {
		if len(k.Examples) == 0 {
			t.Errorf("%s has no example", k.typeName())
		}
		for _, e := range k.Examples {
			if got := kindOf(e.record()); got.typeName() != k.typeName() {
				t.Errorf("%q is of the kind %s, not %s", e.Line, got.typeName(), k.typeName())
			}
		}
	}
}

func TestTheExamplesAreThoseOfTheKinds(t *testing.T) {
	t.Parallel()
	for name, want := range ExampleFiles() {
		if got, err := os.ReadFile("../../../examples/" + name); err != nil || string(got) != want {
			t.Errorf("examples/%s is not what `make docs` writes: %v", name, err)
		}
	}
}

func TestAPageGetsItsTables(t *testing.T) {
	t.Parallel()
	got := strings.Split(Filled("| Line |\n<!-- lines -->\n| ID |\n<!-- import IDs: hogehoge.com -->\n<!-- other -->\n"), "\n")
	for _, want := range []string{
		"| `mx mx1.example.net. 10` | [`valuedomain_mx_record`](../resources/mx_record.md) |",
		"| `valuedomain_mx_record` | `<domain>/<host>/<target>[/<priority>]` | `hogehoge.com/@/mx1.example.net./10` |",
		"| `valuedomain_raw_record` | `<domain>/<line>` | `hogehoge.com/url blog https://example.net/blog` |",
		"<!-- other -->",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no line is %s in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if want := 2 + len(kindNames()) + len(kinds()) + 2; len(got) != want {
		t.Errorf("%d lines, want %d", len(got), want)
	}
}

func TestAnElementOfASetSaysWhatTheLineSays(t *testing.T) {
	t.Parallel()
	set := session.Attrs{session.AttrDomain: tftypes.NewValue(tftypes.String, exampleDomain)}
	everyExample(t, func(t *testing.T, k kind, line string) {
		var diags diag.Diagnostics
		from := elementFor(zone.NewOrigin(exampleDomain), set[session.AttrDomain], line)
		e, ok := elementOf(set, from.value, 0, zone.ServiceGeneral, &session.Static{Configured: true}, &diags)
		if !ok || len(diags) > 0 || e.kind.typeName() != k.typeName() || e.entry.Line != line {
			t.Errorf("the element is of %s with the line %q: %v", e.kind.typeName(), e.entry.Line, diags)
		}
	})
}

func TestAnImportIDNamesTheLineThatItIsMadeOf(t *testing.T) {
	t.Parallel()
	everyExample(t, func(t *testing.T, k kind, line string) {
		e := example{Line: line}
		domain, wanted, ok := k.parseID(e.id(exampleDomain))
		if !ok || domain != exampleDomain || !slices.Equal(wanted, k.values(e)) {
			t.Errorf("%s is read as %q of %s", e.id(exampleDomain), wanted, domain)
		}
		blocks, err := importgen.Blocks(zone.Parse(line), exampleDomain)
		if want := "  id = " + importgen.Quote(e.id(exampleDomain)); err != nil || !strings.Contains(blocks, k.resourceType()) || !strings.Contains(blocks, want) {
			t.Errorf("no import block has%s: %v\n%s", want, err, blocks)
		}
	})
}

func TestAZoneFileHasTheRecord(t *testing.T) {
	t.Parallel()
	everyExample(t, func(t *testing.T, k kind, line string) {
		if k.Raw || k.Type.Name == "mxe" {
			t.Skip("The registrar's own.")
		}
		file, err := zonefile.Render(zone.Parse(line), exampleDomain, 300)
		if err != nil || len(file.Omitted) > 0 || !strings.Contains(file.Text, " IN "+strings.ToUpper(k.Type.Name)+" ") {
			t.Errorf("%v, omitted %v:\n%s", err, file.Omitted, file.Text)
		}
	})
}
