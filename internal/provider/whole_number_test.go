package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestANumberThatIsNotWholeIsOneClearError(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{
		"ttl":                 block("zone_settings", "m", "ttl = 3600.5"),
		"ttl of a zone":       block("zone", "m", "content = \"a @ 192.0.2.1\"\nttl = 3600.5"),
		"requests_per_minute": "",
	}
	for _, row := range everyType() {
		for _, m := range argument.FindAllStringSubmatch(row.then, -1) {
			if m[3] != "" {
				bodies[row.kind+" "+m[1]] = block(row.kind+"_record", "m", strings.Replace(row.then, m[0], m[1]+" = 10.5", 1))
			}
		}
	}
	if len(bodies) < 9 {
		t.Fatalf("only %d numbers: the rows are not read as they are written", len(bodies))
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			settings, number := "", "10.5"
			wants := map[string]string{"en": "a whole number from", "ja": "までの整数"}
			if strings.HasPrefix(name, "ttl") {
				number, wants = "3600.5", map[string]string{"en": "a whole number of seconds", "ja": "秒数を整数で"}
			}
			if body == "" {
				settings, body = "requests_per_minute = 10.5", oneRecord
			}
			for language, want := range wants {
				c.env = append(c.env, "VALUEDOMAIN_LANGUAGE="+language)
				c.write(settings, body)
				o := c.run("validate", "-json")
				if o.code != 1 || strings.Count(o.out, `"severity": "error"`) != 1 || !strings.Contains(o.out, want) || !strings.Contains(o.out, number) || strings.Contains(o.out, "report") {
					t.Errorf("%s: want %q:\n%s", language, want, o.out)
				}
			}
		})
	}
}
