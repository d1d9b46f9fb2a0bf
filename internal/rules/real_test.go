package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// realZone returns one of the zones of package zone's testdata.
func realZone(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "zone", "testdata", "real", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestAnAuditOfTheZonesOfTodayFindsWhatIsTrue audits zones as people have them.
// Where a finding is an error, it is about a slip of the zone itself: a missing
// dot, or an address of documentation that has taken the place of a real one.
func TestAnAuditOfTheZonesOfTodayFindsWhatIsTrue(t *testing.T) {
	t.Parallel()
	const catchAll = "simple-dns-catch-all warning"
	for name, want := range map[string][]string{
		"1-google":    {catchAll, "dmarc-policy-none warning"},
		"2-netlify":   {catchAll, "dmarc-missing warning"},
		"3-preset":    {catchAll, "mail-host-private-address error", "shared-fate warning", "dmarc-missing warning"},
		"4-resend":    {"simple-dns-mx-host warning", "dkim-weak-key warning"},
		"5-cloud-run": {"mx-omitted warning"},
		"5-heroku":    {"mx-omitted warning"},
		"6-aws":       {"target-missing-dot error"},
		"7-google-set": {
			catchAll, "spf-missing warning", "dmarc-missing warning",
		},
		"8-unknown": {"mx-omitted warning"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := realZone(t, name)
			if got := auditOf(t, text); !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
			// With an address that the internet can reach nothing is an error.
			text = strings.ReplaceAll(text, "192.0.2.6", "219.163.200.66")
			text = strings.ReplaceAll(text, "docs.example.com\n", "docs.example.net.\n")
			for _, found := range auditOf(t, text) {
				if strings.HasSuffix(found, " error") {
					t.Errorf("a false alarm: %s", found)
				}
			}
		})
	}
}

func auditOf(t *testing.T, text string) []string {
	t.Helper()
	z := zone.Parse(text)
	return ids(defaults(t).Audit(z, zone.NewOrigin("example.com"), z.DetectService("valuedomain1").Service, 120))
}

// TestAPlanOfTheZonesOfTodayIsNotStopped writes each zone from nothing, all its
// lines in one plan, on both services.
func TestAPlanOfTheZonesOfTodayIsNotStopped(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob(filepath.Join("..", "zone", "testdata", "real", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatal(err)
	}
	p := defaults(t)
	// The key of that service has 1024 bits.
	want := map[string][]string{"4-resend": {"dkim-weak-key warning"}}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		text := strings.NewReplacer("192.0.2.6", "219.163.200.66", "docs.example.com\n", "docs.example.net.\n").Replace(realZone(t, name))
		for _, s := range []zone.Service{zone.ServiceSimple, zone.ServiceGeneral} {
			f := fixture{service: s}
			for _, r := range zone.Parse(text).Records() {
				f.add = append(f.add, r.ForService(testOrigin(), s).Line())
			}
			if got := ids(f.judge(p)); !slices.Equal(got, want[name]) {
				t.Errorf("%s on %s: found %q, want %q", name, s, got, want[name])
			}
		}
	}
}

func TestTheZonesOfTodayAreImportedAndRouted(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		imports, refused int
		route            string
	}{
		"1-google":     {6, 0, "smtp.google.com"},
		"2-netlify":    {4, 0, "e2.valueserver.jp"},
		"3-preset":     {4, 0, "example.com"},
		"4-resend":     {3, 0, ""},
		"5-cloud-run":  {8, 0, "example.com"},
		"5-heroku":     {6, 0, "example.com"},
		"6-aws":        {6, 0, ""},
		"7-google-set": {7, 0, "aspmx.l.google.com"},
		"8-unknown":    {4, 0, "example.com"},
	} {
		z := zone.Parse(realZone(t, name))
		blocks, err := importgen.Blocks(z, "example.com")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(blocks, "import {"); got != want.imports || strings.Count(blocks, "# Not imported") != want.refused {
			t.Errorf("%s: %d import blocks, want %d, in\n%s", name, got, want.imports, blocks)
		}
		r := mailroute.Find(zone.NewIndex(zone.NewOrigin("example.com"), zone.ServiceSimple, z), "user@example.com")
		server := ""
		if len(r.Servers) > 0 {
			server = r.Servers[0].Name
		}
		if server != want.route {
			t.Errorf("%s: mail goes to %q, want %q", name, server, want.route)
		}
	}
}
