package zone_test

import (
	"sync"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// The race detector judges this test.
func TestAZoneThatNobodyEditsMayBeReadByMany(t *testing.T) {
	t.Parallel()
	z := zone.Parse(largeText(200))
	var readers sync.WaitGroup
	for i := range 8 {
		readers.Go(func() {
			o := zone.NewOrigin([]string{"example.com", "example.net"}[i%2])
			equal(t, "Find", z.Find(o, o.LineKey("a h0 192.0.2.1")), 0)
			c := z.Clone()
			c.Remove(c.Find(o, o.LineKey("a h9 192.0.2.1")))
			equal(t, "lines of the copy", len(c.Lines()), len(z.Lines())-1)
			equal(t, "Exists", zone.NewIndex(o, z.DetectService("").Service, z).Exists(o.FQDN("h0")), true)
		})
	}
	readers.Wait()
}
