package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A write that the API refuses for a moment is built again on what is there then,
// which may hold a line that the plan has not shown.
func TestAZoneResourceSparesALineThatComesWhileItsWriteIsRefused(t *testing.T) {
	t.Parallel()
	const theirs = "txt _acme-challenge something"
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, zoneConfig(webZone, ""))
	c.apply()
	c.write(``, zoneConfig(webZone+"\na new 192.0.2.1", ""))
	w.Inject(simulator.Fault{Method: "PUT", Status: 429, Times: 1})
	w.ResetJournal()
	added := make(chan struct{})
	go func() {
		defer close(added)
		for range 2000 {
			for _, e := range w.Journal() {
				if e.Status == 429 {
					z, _ := w.Zone(testDomain)
					z.Records += "\n" + theirs
					_ = w.SetZone(testDomain, z)
					return
				}
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	o := c.tryApply()
	<-added
	if o.code != 1 || o.summaries() != "error: Unmanaged lines would be deleted" || !strings.Contains(o.details(), theirs) {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	if want := webZone + "\n" + theirs; w.text(t) != want {
		t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), want)
	}
}
