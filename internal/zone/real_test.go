package zone_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// TestZonesOfTodayReadAndRoundTrip reads zones as people have them. Only the
// lines of one are none that the project knows.
func TestZonesOfTodayReadAndRoundTrip(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/real/*.txt")
	if err != nil || len(paths) != 9 {
		t.Fatalf("%d zones, %v", len(paths), err)
	}
	o := zone.NewOrigin("example.com")
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(data), strings.ReplaceAll(string(data), "\n", "\r\n")} {
			z := zone.Parse(text)
			equal(t, path, z.String(), text)
			equal(t, path+" service", z.DetectService("valuedomain1").Service, zone.ServiceSimple)
			for _, l := range z.Lines() {
				wellFormed := l.Known || !l.Means() || strings.Contains(path, "8-unknown")
				equal(t, path+": "+l.Text+" is known", wellFormed, true)
				if !l.Known {
					continue
				}
				equal(t, path+": "+l.Text+" on simple", l.Record.ForService(o, zone.ServiceSimple).Line(), l.Text)
				equal(t, path+": "+l.Text+" on general", o.LineKey(l.Record.ForService(o, zone.ServiceGeneral).Line()), o.LineKey(l.Text))
				equal(t, path+": "+l.Text+" is well written", zone.CheckLine(l.Text), nil)
			}
			emptied := z.Clone()
			for range z.Lines() { // Each line goes and comes back at its place.
				l := emptied.Lines()[0]
				emptied.Remove(0)
				if l.Text != "" {
					emptied.Add(o, l.Text)
				}
			}
			equal(t, path+" in another order", emptied.Bag(o).Equal(z.Bag(o)), true)
		}
	}
}
