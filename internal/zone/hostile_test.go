package zone_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// TestHostileTextsCostLittleTime holds texts whose cost would grow with the
// square of their length if nothing bounded it: far above any limit a test
// could meet by a slow machine.
func TestHostileTextsCostLittleTime(t *testing.T) {
	t.Parallel()
	distinct := make([]rune, 60_000)
	for i := range distinct {
		distinct[i] = rune(0x20000 + i%40_000)
	}
	for name, text := range map[string]string{
		"a host of very many labels": "a " + strings.Repeat("a.", 400_000) + "a 192.0.2.1\n",
		"a host of one huge IDN":     "a " + string(distinct) + " 192.0.2.1\n",
		"an mx of very many fields":  "mx" + strings.Repeat(" a", 400_000) + "\n",
		"blanks alone":               strings.Repeat(" ", 1_000_000),
		"very many blank lines":      strings.Repeat("\r\n", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			z, o := zone.Parse(largeText(100)+text), zone.NewOrigin("example.com")
			x := zone.NewIndex(o, z.DetectService("").Service, z)
			x.Matching(strings.Repeat("a.", 800_000) + "example.com")
			z.Add(o, "a www 192.0.2.1")
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}
