package records

import (
	"os"
	"strings"
	"testing"
)

// The pages show the form that an error shows, with brackets around its parts.
func TestThePagesShowTheFormOfTheImportID(t *testing.T) {
	t.Parallel()
	for _, k := range kinds() {
		page := "../../../docs/resources/" + strings.TrimPrefix(k.resourceType(), "valuedomain_") + ".md"
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		want := "The import ID is `" + k.importShape() + "`"
		if !strings.Contains(string(text), want) {
			t.Errorf("%s does not say: %s", page, want)
		}
	}
}
