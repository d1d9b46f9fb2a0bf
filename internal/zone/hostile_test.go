package zone_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// TestHostileTextsCostLittleTime has texts whose cost would grow with the square of
// their length if nothing bounded it, which would be thousands of times that of an
// ordinary text. The clock of a busy machine may be off by far less.
func TestHostileTextsCostLittleTime(t *testing.T) {
	distinct := make([]rune, 60_000)
	for i := range distinct {
		distinct[i] = rune(0x20000 + i%40_000)
	}
	ordinary := timed(largeText(20_000))
	for name, text := range map[string]string{
		"a host of very many labels": "a " + strings.Repeat("a.", 400_000) + "a 192.0.2.1\n",
		"a host of one huge IDN":     "a " + string(distinct) + " 192.0.2.1\n",
		"an mx of very many fields":  "mx" + strings.Repeat(" a", 400_000) + "\n",
		"spaces only":                strings.Repeat(" ", 1_000_000),
		"very many empty lines":      strings.Repeat("\r\n", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			took := timed(largeText(100) + text)
			if ordinary = max(ordinary, timed(largeText(20_000))); took > 50*ordinary {
				t.Errorf("took %s, an ordinary text %s", took, ordinary)
			}
		})
	}
}

// timed returns how long a text takes to be read, indexed, asked and changed.
func timed(text string) time.Duration {
	start := time.Now()
	z, o := zone.Parse(text), zone.NewOrigin("example.com")
	x := zone.NewIndex(o, z.DetectService("").Service, z)
	x.Matching(strings.Repeat("a.", 800_000) + "example.com")
	z.Add(o, "a www 192.0.2.1")
	return time.Since(start)
}
