package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestANumberThatIsNotWholeIsOneClearError(t *testing.T) {
	t.Parallel()
	const srv = "host = \"_x._tcp\"\ntarget = \"x.example.\"\n"
	for name, body := range map[string]string{
		"priority":            block("mx_record", "m", "target = \"mail\"\npriority = 10.5"),
		"priority of an mxe":  block("mxe_record", "m", "address = \"192.0.2.1\"\npriority = 10.5"),
		"priority of an srv":  block("srv_record", "m", srv+"port = 1\npriority = 10.5"),
		"weight":              block("srv_record", "m", srv+"port = 1\nweight = 10.5"),
		"port":                block("srv_record", "m", srv+"port = 10.5"),
		"flags":               block("caa_record", "m", "tag = \"issue\"\nvalue = \"x\"\nflags = 10.5"),
		"ttl":                 block("zone_settings", "m", "ttl = 3600.5"),
		"ttl of a zone":       block("zone", "m", "content = \"a @ 192.0.2.1\"\nttl = 3600.5"),
		"requests_per_minute": "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			settings, number := "", "10.5"
			if strings.HasPrefix(name, "ttl") {
				number = "3600.5"
			}
			if body == "" {
				settings, body = "requests_per_minute = 10.5", oneRecord
			}
			for language, want := range map[string]string{"en": "a whole number from", "ja": "までの整数"} {
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
