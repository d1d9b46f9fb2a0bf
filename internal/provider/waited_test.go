package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// The plan takes one of the three requests of a minute, so that the write, which
// reserves three, waits for the next minute.
func TestARunSaysWhatTheLimitHasCostIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("requests_per_minute = 3", record("txt", "a", "host = \"a\"\nvalue = \"x\"")+record("txt", "b", "host = \"b\"\nvalue = \"x\""))
	o := c.apply()
	if said := o.summaries(); strings.Count(said, "warning: The run waited ") != 1 || len(o.diagnostics) != 1 || !strings.Contains(o.details(), "valuedomain_records") {
		t.Errorf("%s", o.out)
	}
	w.expectLines(t, webZone, "txt a x", "txt b x")
}
