package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// removedWithoutDestroy lets a resource go as the messages say.
const removedWithoutDestroy = "removed {\n  from = %s\n  lifecycle {\n    destroy = false\n  }\n}\n"

func removed(address string) string { return strings.Replace(removedWithoutDestroy, "%s", address, 1) }

func TestZoneResourceBesideOthersOfItsZoneIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	const twice, under = "error: The zone is managed twice", "error: Destroying the zone would delete a managed record"
	www := block("a_record", "www", "host = \"www\"\naddress = \"203.0.113.10\"")
	imported := "import {\n  to = valuedomain_a_record.www\n  id = \"hogehoge.com/www/203.0.113.10\"\n}\n"
	all := zoneConfig(webZone, "")
	other := strings.Replace(all, `"all"`, `"other"`, 1)
	for name, tc := range map[string]struct{ before, then, want string }{
		"a new record":                             {"", all + block("a_record", "x", "host = \"x\"\naddress = \"192.0.2.1\""), twice},
		"a record of the state":                    {www + imported, www + all, twice},
		"a record that goes":                       {www + imported, all, twice},
		"a new record next to a zone of the state": {all, all + www + imported, twice},
		"the zone goes and a record of it stays":   {all, www + imported, under},
		"two of one zone":                          {"", all + other, twice},
		"another name without a word":              {all, other, twice},
		"a mail forwarding":                        {"", all + forward("info", "me@example.net", ""), twice},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			if tc.before != "" {
				c.write(`dns_service = "general"`, tc.before)
				c.apply()
			}
			c.write(`dns_service = "general"`, tc.then)
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.summaries(), tc.want) {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			if tc.want == under { // What the message says helps.
				c.write(`dns_service = "general"`, tc.then+removed("valuedomain_zone.all"))
				c.apply()
				c.mustBeClean()
			}
			if w.text(t) != webZone {
				t.Errorf("zone:\n%s", w.text(t))
			}
		})
	}
}

func TestTwoValuesForOneSettingOfAZoneAreRefused(t *testing.T) {
	t.Parallel()
	settings := func(name, body string) string { return block("zone_settings", name, body) }
	for name, tc := range map[string]struct {
		config string
		code   int
	}{
		"a zone and settings that differ":       {zoneConfig(webZone, "ttl = 300") + settings("s", "ttl = 600"), 1},
		"two settings that differ":              {settings("s", `ns_type = "valuedomain1"`) + settings("r", `ns_type = "valuedomain11"`), 1},
		"a zone and settings that agree":        {zoneConfig(webZone, "ttl = 300") + settings("s", "ttl = 300"), 2},
		"settings next to a zone without a ttl": {zoneConfig(webZone, "") + settings("s", "ttl = 300"), 2},
		"settings of different kinds":           {settings("s", "ttl = 300") + settings("r", `ns_type = "valuedomain11"`), 2},
		"settings next to records":              {settings("s", "ttl = 300") + oneRecord, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write("", tc.config)
			o := c.plan()
			if o.code != tc.code || tc.code == 1 && o.summaries() != "error: Conflicting values for a zone setting" {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			if tc.code == 2 {
				c.apply()
				c.mustBeClean()
			}
		})
	}
}
