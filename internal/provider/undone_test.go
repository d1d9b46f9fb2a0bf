package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// What another program undid, and the run made again, is said by every kind of resource.
func TestAWriteThatSomebodyUndidIsSaid(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		resource string
		destroys bool
	}{
		"a record of a forwarding that comes": {forward("info", "me@example.net", `manage = "dns_only"`), false},
		"a record of a forwarding that goes":  {forward("info", "me@example.net", `manage = "dns_only"`), true},
		"a zone that goes":                    {block("zone", "all", "content = <<-EOT\n"+webZone+"\na mail 203.0.113.11\nEOT\n"), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, tc.resource)
			if tc.destroys {
				c.apply()
			}
			before := w.text(t)
			remove := w.Inject(simulator.Fault{Method: http.MethodPut, Path: "/dns", Times: 1, After: func() {
				if _, err := w.Edit(testDomain, func(string) string { return before + "\na theirs 203.0.113.12" }); err != nil {
					t.Error(err)
				}
			}})
			var o outcome
			if tc.destroys {
				o = c.run("destroy", "-json", "-input=false", "-auto-approve")
			} else {
				o = c.run("apply", "-json", "-input=false", "-auto-approve")
			}
			remove()
			if o.code != 0 || !strings.Contains(o.summaries(), "warning: Another program changed the zone during this run") {
				t.Errorf("code %d: %s\n%s", o.code, o.summaries(), w.text(t))
			}
		})
	}
}
