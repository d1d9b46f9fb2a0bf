package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// general is the service of every test here.
const general = `dns_service = "general"`

func TestARenamedForwardingSurvives(t *testing.T) {
	t.Parallel()
	for range runsOf(3, 20) {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		c.write(general, forward("info", "me@example.net", "")+forward("sales", "you@example.net", ""))
		c.apply()
		c.write(general, strings.Replace(forward("info", "me@example.net", ""), `"info" {`, `"renamed" {`, 1)+forward("sales", "you@example.net", ""))
		c.apply()
		if z, _ := w.Zone(testDomain); len(z.Forwards) != 2 || z.Records != webZone+"\n"+forwardLine {
			t.Fatalf("%+v", z)
		}
		c.mustBeClean()
	}
}

func TestTwoForwardsExchangeTheirAddressesInPlace(t *testing.T) {
	t.Parallel()
	for range runsOf(2, 20) {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		pair := func(first, second string) string {
			return block("mail_forwarding", "one", "local_part = \""+first+"\"\ndestination = \"me@example.net\"") +
				block("mail_forwarding", "two", "local_part = \""+second+"\"\ndestination = \"you@example.net\"")
		}
		c.write(general, pair("info", "sales"))
		c.apply()
		c.write(general, pair("sales", "info"))
		if o := c.apply(); !strings.Contains(o.out, "0 added, 2 changed, 0 destroyed") {
			t.Errorf("%s", o.out)
		}
		z, _ := w.Zone(testDomain)
		got := map[string]string{}
		for _, f := range z.Forwards {
			got[f.User] = f.ForwardTo
		}
		if len(z.Forwards) != 2 || got["sales"] != "me@example.net" || got["info"] != "you@example.net" || z.Records != webZone+"\n"+forwardLine {
			t.Fatalf("%+v", z)
		}
		c.mustBeClean()
	}
}
