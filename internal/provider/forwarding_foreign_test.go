package provider_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A forward that somebody sets in the control panel between a write and its
// verification is theirs: it fails nothing, and it stays.
func TestAForwardThatComesDuringAWriteStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", ""))
	theirs := simulator.Forward{User: "theirs", ForwardTo: "you@example.net"}
	remove := w.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", Times: 1, After: func() {
		z, _ := w.Zone(testDomain)
		z.Forwards = append(z.Forwards, theirs)
		if err := w.SetZone(testDomain, z); err != nil {
			t.Error(err)
		}
	}})
	if o := c.apply(); len(o.diagnostics) > 0 {
		t.Errorf("%s\n%s", o.summaries(), o.details())
	}
	remove()
	z, _ := w.Zone(testDomain)
	if !slices.Contains(z.Forwards, theirs) || len(z.Forwards) != 2 {
		t.Errorf("forwards: %+v", z.Forwards)
	}
	c.mustBeClean()
	c.destroy()
	if z, _ := w.Zone(testDomain); !slices.Equal(z.Forwards, []simulator.Forward{theirs}) {
		t.Errorf("forwards after destroy: %+v", z.Forwards)
	}
}
