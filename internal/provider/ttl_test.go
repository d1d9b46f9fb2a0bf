package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestWhatIsNoTTLIsRefused(t *testing.T) {
	t.Parallel()
	for _, ttl := range []string{"0", "-1", "2147483648"} {
		for kind, config := range map[string]string{
			"zone_settings": "resource \"valuedomain_zone_settings\" \"s\" {\n domain = \"hogehoge.com\"\n ttl = " + ttl + "\n}\n",
			"zone":          zoneConfig(webZone, "ttl = "+ttl),
		} {
			t.Run(kind+" "+ttl, func(t *testing.T) {
				t.Parallel()
				c := newCLI(t, newWorld(t, webZone, simulator.Options{}))
				c.write(``, config)
				o := c.plan()
				if o.code != 1 || o.summaries() != "error: Invalid TTL" || !strings.Contains(o.details(), "it is "+ttl+".") || !strings.Contains(o.details(), "120") {
					t.Errorf("%s", o.out)
				}
			})
		}
	}
}
