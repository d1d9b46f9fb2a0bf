package provider_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// besideDomain is the second domain of the example with several.
const besideDomain = "fugafuga.com"

// besideMail is a zone whose web server is not set yet.
const besideMail = "mx e2.valueserver.jp. 10\ntxt @ v=spf1 +mx include:_spf.vdone.jp ~all"

// ofTheWeb reports whether an example sets the web server of a zone that has
// none, and no mail.
func ofTheWeb(example string) bool {
	return slices.Contains([]string{"github-pages", "netlify", "vercel"}, example)
}

// TestEveryExampleHoldsWhatItsTestsSay runs `terraform test` in each folder of
// examples/ that is a whole configuration. The tests destroy what they made, so
// the zones are the first ones again. A plan of an example says nothing: it
// follows every rule.
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
			name, text := filepath.Base(folder), besideWeb
			if ofTheWeb(name) {
				text = besideMail
			}
			proves(t, folder)
			w := newWorld(t, text, simulator.Options{})
			if err := w.SetZone(besideDomain, simulator.Zone{DomainID: 2, Records: text}); err != nil {
				t.Fatal(err)
			}
			c := newCLI(t, w)
			if err := os.CopyFS(c.dir, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			if o := c.run("test", "-no-color"); o.code != 0 {
				t.Error(o.out)
			}
			if z, _ := w.Zone(besideDomain); w.text(t) != text || z.Records != text {
				t.Errorf("zones afterwards:\n%q\n%q", w.text(t), z.Records)
			}
			if slices.Contains(modules, example) {
				return // It needs variables.
			}
			if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
				t.Errorf("the plan is not silent (code %d):\n%s", o.code, o.out)
			}
		})
	}
}

// proves fails unless the example has tests with assertions, and one about mail
// shows where its mail goes and what the audit says of it.
func proves(t *testing.T, folder string) {
	t.Helper()
	shows := []string{"::mail_route(", "::mail_audit("}
	if ofTheWeb(filepath.Base(folder)) {
		shows = nil
	}
	for name, words := range map[string][]string{"main.tftest.hcl": {"assert {"}, "main.tf": shows} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		// Forwarding is of the general service; nobody else has to name one.
		if strings.Contains(string(text), "  dns_service = ") && name == "main.tf" && filepath.Base(folder) != "forwarding" {
			t.Error("main.tf sets dns_service")
		}
		for _, word := range words {
			if !strings.Contains(string(text), word) {
				t.Errorf("%s has no %q", name, word)
			}
		}
	}
}
