package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// Zones of domains registered elsewhere are served under another path, and
// their answers have no type of name servers.
func TestAZoneOfADomainRegisteredElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	defer w.Inject(simulator.Fault{Path: "/domains", Status: 404})() // Nothing else is asked.
	c := newCLI(t, w)
	settings := "dns_backend = \"freedns\"\ndns_service = \"general\""
	const ttl = "resource \"valuedomain_zone_settings\" \"this\" {\n  domain = \"hogehoge.com\"\n  ttl = 600\n}\n"
	data := "data \"valuedomain_zone\" \"all\" {\n  domain = \"hogehoge.com\"\n}\noutput \"ttl\" {\n  value = data.valuedomain_zone.all.ttl\n}\n"
	config := oneRecord + "\n" + mx("m", `target = "mail"`) + record("txt", "spf", `value = "v=spf1 mx ~all"`)
	c.write(settings, config+ttl)
	c.apply()
	w.expectLines(t, webZone, oneLine, "mx @ mail 10", "txt @ v=spf1 mx ~all")
	c.mustBeClean()
	c.write(settings, config+ttl+data)
	c.apply()
	if o := c.run("output", "-raw", "ttl"); o.out != "600" {
		t.Errorf("the zone's ttl: %q", o.out)
	}
	c.write(settings, strings.Replace(config, "219.163.200.70", "219.163.200.71", 1)+ttl+data)
	c.apply()
	w.expectLines(t, webZone, "a mail 219.163.200.71", "mx @ mail 10", "txt @ v=spf1 mx ~all")
	for _, r := range []string{"a_record.mail", "mx_record.m"} {
		if o := c.run("state", "rm", "valuedomain_"+r); o.code != 0 {
			t.Fatal(o.out)
		}
	}
	for to, id := range map[string]string{"a_record.mail": "hogehoge.com/mail/219.163.200.71", "mx_record.m": "hogehoge.com/@/mail"} {
		if o := c.run("import", "-input=false", "valuedomain_"+to, id); o.code != 0 {
			t.Fatalf("%s:\n%s", id, o.out)
		}
	}
	c.mustBeClean()
	c.destroy()
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestTheWholeZoneOfADomainRegisteredElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	defer w.Inject(simulator.Fault{Path: "/domains", Status: 404})()
	c := newCLI(t, w)
	c.write(`dns_backend = "freedns"`, zoneConfig(webZone+"\na mail 219.163.200.70", ""))
	c.apply()
	w.expectLines(t, webZone, oneLine)
	c.mustBeClean()
}

func TestWhatAZoneOfADomainRegisteredElsewhereLacksIsSaid(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ config, en, ja string }{
		"mail forwarding": {
			forward("info", "me@example.net", ""),
			"error: No mail forwarding for a domain registered elsewhere", "error: 他社で登録したドメインではメール転送を使えません",
		},
		"the type of name servers": {
			"resource \"valuedomain_zone_settings\" \"this\" {\n  domain = \"hogehoge.com\"\n  ns_type = \"valuedomain1\"\n}\n",
			"error: No choice of name servers for a domain registered elsewhere", "error: 他社で登録したドメインではネームサーバーの種類を選べません",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			for language, want := range map[string]string{"en": tc.en, "ja": tc.ja} {
				c.write("dns_backend = \"freedns\"\nlanguage = \""+language+"\"", tc.config)
				if o := c.plan(); o.code != 1 || o.summaries() != want {
					t.Errorf("code %d:\n%s", o.code, o.out)
				}
			}
		})
	}
}
