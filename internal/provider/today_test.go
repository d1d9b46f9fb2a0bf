package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// shortZone is a zone from a time when the API kept a short ttl.
func shortZone(t *testing.T, text string, ttl int) *world {
	t.Helper()
	w := newWorld(t, text, simulator.Options{})
	if err := w.SetZone(testDomain, simulator.Zone{DomainID: 1, NSType: "valuedomain1", TTL: ttl, Records: text}); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestATTLThatTheAPIDoesNotKeepIsSaidAndNeverRaisedToAnHour(t *testing.T) {
	t.Parallel()
	records := record("txt", "a", `host = "x"
 value = "1"`) + record("txt", "b", `host = "x"
 value = "2"`)
	for name, tc := range map[string]struct {
		config string
		warns  bool
		ttl    int
	}{
		"two records":                {records, true, 120},
		"the zone as a text":         {zoneConfig(webZone+"\ntxt x 1", ""), true, 120},
		"the zone with its own ttl":  {zoneConfig(webZone+"\ntxt x 1", "ttl = 600"), false, 600},
		"the name servers alone":     {"resource \"valuedomain_zone_settings\" \"s\" {\n domain = \"hogehoge.com\"\n ns_type = \"valuedomain11\"\n}\n", true, 120},
		"another ttl in the setting": {"resource \"valuedomain_zone_settings\" \"s\" {\n domain = \"hogehoge.com\"\n ttl = 300\n}\n", false, 300},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := shortZone(t, webZone, 60)
			c := newCLI(t, w)
			c.write(``, tc.config)
			o := c.plan()
			if got := strings.Count(o.summaries(), "warning: The zone's TTL becomes 120 seconds"); got != map[bool]int{true: 1}[tc.warns] {
				t.Errorf("%d warnings: %s", got, o.out)
			}
			if tc.warns && (!strings.Contains(o.details(), "60 seconds") || !strings.Contains(o.details(), "sends 120")) {
				t.Errorf("%s", o.details())
			}
			c.apply()
			if z, _ := w.Zone(testDomain); z.TTL != tc.ttl {
				t.Errorf("ttl %d, want %d", z.TTL, tc.ttl)
			}
			c.mustBeClean()
		})
	}
}

func TestMalformedLinesAreErrorsUnlessTheyAreMeant(t *testing.T) {
	t.Parallel()
	raw := func(line, more string) string {
		return "resource \"valuedomain_raw_record\" \"r\" {\n domain = \"hogehoge.com\"\n line = " + importgen.Quote(line) + "\n" + more + "}\n"
	}
	for line, says := range map[string]string{
		"a bad 192.0.2.300":   `its address "192.0.2.300" is not an IPv4 address`,
		"txt lonely":          "its value is missing",
		"mx @ mail ten":       "type MX",
		"aaaa @ 2001:db8::zz": `its address "2001:db8::zz" is not an IPv6 address`,
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			for what, config := range map[string]func(more string) string{
				"raw record": func(more string) string { return raw(line, more) },
				"zone":       func(more string) string { return zoneConfig(webZone+"\n"+line, more) },
			} {
				w := newWorld(t, webZone, simulator.Options{})
				c := newCLI(t, w)
				c.write(``, config(""))
				o := c.plan()
				if o.code != 1 || !strings.Contains(o.details(), says) || !strings.Contains(o.details(), "allow_malformed = true") || !strings.Contains(o.details()+"\n", "\n  "+line+"\n") {
					t.Errorf("%s: %s", what, o.out)
				}
				c.write(``, config("allow_malformed = true\n"))
				c.apply()
				w.expectLines(t, webZone, line)
				c.mustBeClean()
			}
		})
	}
}

func TestAnUnseenCharacterInATextIsWarnedOf(t *testing.T) {
	t.Parallel()
	for what, config := range map[string]string{
		"record": record("txt", "a", "host = \"x\"\n value = \"hello\u200bworld\""),
		"zone":   zoneConfig(webZone+"\ntxt x hello\u200bworld", ""),
	} {
		c := newCLI(t, newWorld(t, webZone, simulator.Options{}))
		c.write(``, config)
		o := c.plan()
		if o.code != 2 || !strings.Contains(o.summaries(), "warning: A text contains an invisible character") || !strings.Contains(o.details(), "U+200B") {
			t.Errorf("%s: %s", what, o.out)
		}
		c.apply()
		c.mustBeClean()
	}
}

// Quotes around the whole text mean the same as none, for the rules too; any other
// stays in the text, and no mail server finds the setting.
func TestQuotesAroundAMailText(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		`"v=spf1 include:_spf.google.com ~all"`:    "",
		`"v=spf1 include:_spf.google.com" " ~all"`: "",
		`"v=spf1 +all"`:                             "spf-pass-all",
		`"v=spf1 include:_spf.google.com ~all`:      `"v=spf1 include:_spf.google.com ~all"`,
		`'v=spf1 include:_spf.google.com ~all'`:     `"v=spf1 include:_spf.google.com ~all"`,
		`\"v=spf1 include:_spf.google.com ~all\"`:   `"v=spf1 include:_spf.google.com ~all"`,
		`""v=spf1 include:_spf.google.com ~all""`:   `"v=spf1 include:_spf.google.com ~all"`,
		"`v=DMARC1; p=reject; adkim=s; aspf=s`":     `"v=DMARC1; p=reject; adkim=s; aspf=s"`,
		"\"v=DKIM1; k=rsa; p=" + wholeKey + " \" x": `"v=DKIM1; k=rsa; p=`,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			for what, config := range map[string]string{
				"record": record("txt", "a", "host = \"news\"\n value = "+importgen.Quote(text)),
				"set":    set("s", `{ type = "txt", host = "news", value = `+importgen.Quote(text)+` }`),
				"zone":   zoneConfig(webZone+"\ntxt news "+text, ""),
			} {
				w := newWorld(t, webZone, simulator.Options{})
				c := newCLI(t, w)
				for language, title := range map[string]string{"en": "begins with a quotation mark", "ja": "の先頭の引用符"} {
					c.write(`language = "`+language+`"`, config)
					o := c.plan()
					switch {
					case says == "" && (o.code != 2 || len(o.diagnostics) > 0),
						says != "" && (o.code != 1 || len(o.diagnostics) != 1 || !strings.Contains(o.details(), says)),
						strings.HasPrefix(says, `"`) && !strings.Contains(o.details(), title):
						t.Errorf("%s: code %d: %s", what, o.code, o.out)
					}
				}
				if says == "" {
					c.apply()
					w.expectLines(t, webZone, "txt news "+text)
					c.mustBeClean()
				}
			}
		})
	}
}

func TestAGeneralOnlyFeatureSaysWhyTheZoneIsTakenForSimple(t *testing.T) {
	t.Parallel()
	mxe := "resource \"valuedomain_mxe_record\" \"all\" {\n domain = \"hogehoge.com\"\n address = \"219.163.200.65\"\n}\n"
	for name, tc := range map[string]struct{ zone, settings, config, says string }{
		"mxe, by the name servers":        {"a @ 192.0.2.1", "", mxe, "Simple DNS is detected by the name servers, valuedomain1"},
		"mxe, by a line":                  {"a @ 192.0.2.1\nmx s1.example.net. 10", "", mxe, "Simple DNS is detected by the zone's line `mx s1.example.net. 10`"},
		"forwarding, by the name servers": {"a @ 192.0.2.1", "", forward("info", "me@example.net", ""), "Simple DNS is detected by the name servers, valuedomain1"},
		"mxe, as the user says":           {"a @ 192.0.2.1", `dns_service = "simple"`, mxe, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, newWorld(t, tc.zone, simulator.Options{}))
			c.write(tc.settings, tc.config)
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.details(), tc.says) || strings.Contains(o.details(), "Simple DNS is detected") != (tc.says != "") {
				t.Errorf("%s", o.out)
			}
		})
	}
}

func TestAnAddressWhoseDomainOrHostIsNotKnownYetMayBeTheServers(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]string{
		"domain": "resource \"terraform_data\" \"d\" {\n input = \"hogehoge.com\"\n}\nresource \"valuedomain_a_record\" \"m\" {\n domain = terraform_data.d.output\n host = \"mail\"\n address = \"219.163.200.70\"\n}\n",
		"host":   "resource \"terraform_data\" \"d\" {\n input = \"mail\"\n}\nresource \"valuedomain_a_record\" \"m\" {\n domain = \"hogehoge.com\"\n host = terraform_data.d.output\n address = \"219.163.200.70\"\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "general"`, address+"resource \"valuedomain_mx_record\" \"m\" {\n domain = \"hogehoge.com\"\n target = \"mail\"\n}\n")
			if o := c.plan(); o.code != 2 || strings.Contains(o.summaries(), "warning") {
				t.Errorf("%s", o.out)
			}
			c.apply()
			c.mustBeClean()
		})
	}
}

// realZones are zones of today, by their names.
func realZones(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "zone", "testdata", "real", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(path), ".txt")] = string(text)
	}
	return all
}

func TestAZoneOfTodayIsImportedWithAnEmptyPlan(t *testing.T) {
	t.Parallel()
	for name, text := range realZones(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, text, simulator.Options{})
			c := newCLI(t, w)
			blocks, err := importgen.Blocks(zone.Parse(text), testDomain)
			if err != nil {
				t.Fatal(err)
			}
			c.write(``, blocks)
			if o := c.apply(); strings.Contains(o.summaries(), "warning") {
				t.Errorf("%s", o.out)
			}
			w.expectNoWrite(t)
			c.mustBeClean()
		})
	}
}

// Names and addresses of the fixtures are made up: what would be a mistake in a new
// record is replaced by what was there.
var asTheyWere = strings.NewReplacer("192.0.2.6", "219.163.200.66", "docs.example.com", "docs.example.net.") //nolint:gochecknoglobals // A constant.

// weakKey is a DKIM key of 1024 bits, of which a new record is warned.
var weakKey = regexp.MustCompile(`p=MIGf\S+`)

func TestTheLinesOfAZoneOfTodayAreCreatedAndDestroyed(t *testing.T) {
	t.Parallel()
	for name, text := range realZones(t) {
		text = weakKey.ReplaceAllString(asTheyWere.Replace(text), "p="+wholeKey)
		createdAndDestroyed(t, name, text, "")
	}
}

// What a rule refuses in a new record is written as it is once the rule is off.
func TestTheOriginalLinesOfAZoneOfTodayAreCreatedWhereTheirRuleIsOff(t *testing.T) {
	t.Parallel()
	zones := realZones(t)
	for name, rule := range map[string]string{
		"3-preset": "mail-host-private-address",
		"4-resend": "dkim-weak-key",
		"6-aws":    "target-missing-dot",
	} {
		createdAndDestroyed(t, name, zones[name], "rule_severity = {\n "+importgen.Quote(rule)+" = \"off\"\n}\n")
		for _, service := range services {
			t.Run(name+" "+service+" with the rule", func(t *testing.T) {
				t.Parallel()
				c := newCLI(t, newWorld(t, "a keep 203.0.113.99", simulator.Options{}))
				c.write(service, resourcesOf(t, zones[name]))
				if o := c.plan(); !strings.Contains(o.details(), rule) {
					t.Errorf("%s", o.out)
				}
			})
		}
	}
}

// services are settings of the provider block: simple DNS, which is detected, and general DNS.
var services = []string{"", "dns_service = \"general\"\n"} //nolint:gochecknoglobals // A constant.

var importBlock = regexp.MustCompile(`(?ms)^import \{.*?^\}\n`)

// resourcesOf writes the lines of a zone as resources that are still to be created.
func resourcesOf(t *testing.T, text string) string {
	t.Helper()
	blocks, err := importgen.Blocks(zone.Parse(text), testDomain)
	if err != nil {
		t.Fatal(err)
	}
	return importBlock.ReplaceAllString(blocks, "")
}

// createdAndDestroyed creates the lines of a zone from nothing on both services, finds
// the next plan empty, and destroys them.
func createdAndDestroyed(t *testing.T, name, text, settings string) {
	t.Helper()
	for _, service := range services {
		t.Run(name+" "+service, func(t *testing.T) {
			t.Parallel()
			const before = "# kept\na keep 203.0.113.99\n"
			w := newWorld(t, before, simulator.Options{})
			c := newCLI(t, w)
			c.write(service+settings, resourcesOf(t, text))
			if o := c.apply(); strings.Contains(o.summaries(), "warning") {
				t.Errorf("%s", o.out)
			}
			c.mustBeClean()
			want := zone.Parse(before + text).Bag(zone.NewOrigin(testDomain))
			if got := zone.Parse(w.text(t)).Bag(zone.NewOrigin(testDomain)); !got.Equal(want) {
				t.Errorf("the zone is\n%s", w.text(t))
			}
			c.destroy()
			if w.text(t) != before {
				t.Errorf("the zone after destroy is\n%s", w.text(t))
			}
		})
	}
}
