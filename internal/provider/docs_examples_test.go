package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// besideDomain is the second domain of the example with several.
const besideDomain = "fugafuga.com"

// TestEveryExampleHoldsWhatItsTestsSay runs `terraform test` in each folder of
// examples/ that is a whole configuration. The tests destroy what they made, so
// the zones are the first ones again.
func TestEveryExampleHoldsWhatItsTestsSay(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Glob("../../examples/*/main.tf")
	modules, errModules := filepath.Glob("../../examples/modules/*/main.tf")
	if err != nil || errModules != nil || len(examples) < 8 || len(modules) == 0 {
		t.Fatalf("not all examples are found: %v, %v", err, errModules)
	}
	for _, example := range append(examples, modules...) {
		folder := filepath.Dir(example)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			proves(t, folder)
			w := newWorld(t, besideWeb, simulator.Options{})
			if err := w.SetZone(besideDomain, simulator.Zone{DomainID: 2, Records: besideWeb}); err != nil {
				t.Fatal(err)
			}
			c := newCLI(t, w)
			if err := os.CopyFS(c.dir, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			if o := c.run("test", "-no-color"); o.code != 0 {
				t.Error(o.out)
			}
			if z, _ := w.Zone(besideDomain); w.text(t) != besideWeb || z.Records != besideWeb {
				t.Errorf("zones afterwards:\n%q\n%q", w.text(t), z.Records)
			}
		})
	}
}

// proves fails unless the example has tests with assertions, and shows where
// its mail goes and what the audit says of it.
func proves(t *testing.T, folder string) {
	t.Helper()
	for name, words := range map[string][]string{
		"main.tftest.hcl": {"assert {"},
		"main.tf":         {"::mail_route(", "::mail_audit("},
	} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			if !strings.Contains(string(text), word) {
				t.Errorf("%s has no %q", name, word)
			}
		}
	}
}
