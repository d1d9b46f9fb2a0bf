package mailroute_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// BenchmarkFind asks in a zone of 10,000 lines, where an answer must not cost
// more than in a small one.
func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&text, "a h%d 192.0.2.1\nmx h%d h%d 10\n", i, i, i)
	}
	x := zone.NewIndex(zone.NewOrigin("hogehoge.com"), zone.ServiceGeneral, zone.Parse(text.String()))
	b.ReportAllocs()
	for b.Loop() {
		if r := mailroute.Find(x, "user@h4000.hogehoge.com"); r.Failure != "" {
			b.Fatal(r.Failure)
		}
	}
}
