package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestAnEmptyHostIsRefusedWithTheWordForTheDomainItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	var body strings.Builder
	bodies := map[string]string{
		"a":     `address = "192.0.2.1"`,
		"aaaa":  `address = "2001:db8::1"`,
		"mx":    `target = "mail"`,
		"mxe":   `address = "192.0.2.1"`,
		"txt":   `value = "x"`,
		"ns":    `target = "ns1.example.net."`,
		"srv":   "port = 1\ntarget = \"x.example.net.\"",
		"caa":   "tag = \"issue\"\nvalue = \"x\"",
		"cname": `target = "x.example.net."`, // Which can't be the domain itself.
	}
	for kind, attributes := range bodies {
		body.WriteString(block(kind+"_record", "r", "host = \"\"\n"+attributes))
	}
	c.write("", body.String())
	for language, want := range map[string]string{
		"en": `Write \\"@\\" for the domain itself|Use an A record, or another host`, "ja": `ドメイン名そのものなら \\"@\\" |Aレコードを使うか`,
	} {
		c.env = append(c.env, "VALUEDOMAIN_LANGUAGE="+language)
		o := c.run("validate", "-json")
		if n := len(regexp.MustCompile(want).FindAllString(o.out, -1)); n != len(bodies) || strings.Count(o.out, `"severity": "error"`) != len(bodies) {
			t.Errorf("%s: %d of %d:\n%s", language, n, len(bodies), o.out)
		}
	}
}
