package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// TestEveryRuleFiresInTheCLIAndItsCorrectedTwinIsClean takes the configurations
// of the guide to the rules through the real CLI, in both languages.
func TestEveryRuleFiresInTheCLIAndItsCorrectedTwinIsClean(t *testing.T) {
	t.Parallel()
	// Two rules name the type of the record, which is a CNAME in their examples.
	ofType := strings.NewReplacer("Target of a CNAME, NS or SRV record", "CNAME target", "CNAME、NS、SRVレコードのターゲット", "CNAMEレコードのターゲット")
	for _, rule := range rules.Catalogue() {
		if rule.Scope == rules.ScopeAudit || rule.Scope == rules.ScopeNetwork {
			continue
		}
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			example := rule.Example()
			start := example.Zone
			if start == "" {
				start = "a www 203.0.113.10\ntxt @ something"
			}
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			settings := `dns_service = "` + string(example.Service) + `"`
			if example.Service == "" {
				settings = ""
			}
			if example.Before != "" {
				c.write(settings, example.Before)
				c.apply()
			}
			for _, language := range []rules.Language{rules.English, rules.Japanese} {
				c.write(settings+"\nlanguage = \""+string(language)+"\"", example.Failing)
				o := c.plan()
				found := false
				for _, d := range o.diagnostics {
					if rule.ID == "forwarding-with-mail-server" && strings.Contains(d.Detail, "forwarding-record-overridden") {
						found = true // The other resource came second.
					} else if strings.Contains(d.Detail, rule.ID) {
						found = true
						if d.Summary != ofType.Replace(rule.Title.In(language)) || d.Severity != string(rule.Severity) {
							t.Errorf("%s: %s: %s", language, d.Severity, d.Summary)
						}
					}
				}
				if !found {
					t.Errorf("%s: the rule did not fire (code %d):\n%s", language, o.code, o.out)
				}
			}
			c.write(settings, example.Corrected)
			o := c.apply()
			for _, d := range o.diagnostics {
				if strings.Contains(d.Detail, rule.ID) {
					t.Errorf("the corrected twin trips the rule: %s", d.Detail)
				}
			}
			c.mustBeClean()
			c.destroy()
		})
	}
}

func TestConflictsWithTheWebServerAreRefusedAtPlan(t *testing.T) {
	t.Parallel()
	start := webZone + "\ncname shop shops.example.net."
	for name, tc := range map[string]struct{ config, live string }{
		"another address of the domain": {record("a", "x", `address = "192.0.2.1"`), "a @ 203.0.113.10"},
		"an mxe on the web host":        {record("mxe", "x", "host = \"www\"\naddress = \"192.0.2.1\""), "a www 203.0.113.10"},
		"a mail host on the shop":       {record("a", "x", "host = \"shop\"\naddress = \"192.0.2.1\""), "cname shop shops.example.net."},
		"an mx to the shop":             {record("mx", "x", `target = "shop"`), "cname shop shops.example.net."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "general"`, tc.config)
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.details(), tc.live) || !strings.Contains(o.details(), "(in the zone)") {
				t.Errorf("code %d:\n%s", o.code, o.details())
			}
			if w.text(t) != start {
				t.Error("the zone has changed")
			}
		})
	}
	t.Run("a mail host next to the wildcard is fine", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, start, simulator.Options{})
		c := newCLI(t, w)
		c.write(`dns_service = "general"`, oneRecord)
		if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
			t.Errorf("%s", o.out)
		}
	})
}

func TestTwoResourcesThatContradictEachOtherAreRefusedInAnyOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	for range runsOf(3, 50) {
		c.write(`dns_service = "general"`, record("mxe", "a", `address = "192.0.2.1"`)+record("mx", "b", `target = "s1.xrea.com."`))
		o := c.plan()
		if o.code != 1 || !strings.Contains(o.details(), "mxe mail 192.0.2.1 10") || !strings.Contains(o.details(), "mx @ s1.xrea.com. 10") {
			t.Fatalf("%s", o.out)
		}
		c.write(`dns_service = "general"`, record("a", "a", "host = \"mail\"\naddress = \"192.0.2.1\"")+record("mx", "b", `target = "s1.xrea.com."`))
		if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
			t.Fatalf("%s", o.out)
		}
	}
}

// Whichever is planned last finds that a mail server has two addresses.
func TestTwoAddressesOfAMailServerAreRefusedInAnyOrder(t *testing.T) {
	t.Parallel()
	kinds := map[string][2]string{
		"a": {"a", "host = \"mail\"\naddress = \"219.163.200.70\""},
		"b": {"a", "host = \"mail\"\naddress = \"219.163.200.71\""},
		"m": {"mx", "target = \"mail\""},
	}
	for _, order := range []string{"abm", "amb", "mab"} {
		t.Run(order, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, newWorld(t, "a @ 203.0.113.10", simulator.Options{}))
			body, before := "", ""
			for _, name := range strings.Split(order, "") {
				kind := kinds[name]
				body += record(kind[0], name, kind[1]+before)
				before = "\ndepends_on = [valuedomain_" + kind[0] + "_record." + name + "]"
			}
			c.write("", body)
			if o := c.plan("-parallelism=1"); o.code != 1 || !strings.Contains(o.summaries(), "error: Host already points to another server") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
		})
	}
}

func TestPublishedMailSetsAreNoError(t *testing.T) {
	t.Parallel()
	google := record("mx", "g1", "target = \"aspmx.l.google.com.\"\npriority = 1") +
		record("mx", "g2", "target = \"alt1.aspmx.l.google.com.\"\npriority = 5") +
		record("mx", "g3", "target = \"alt2.aspmx.l.google.com.\"\npriority = 5") +
		record("mx", "g4", "target = \"alt3.aspmx.l.google.com.\"\npriority = 10") +
		record("mx", "g5", "target = \"alt4.aspmx.l.google.com.\"\npriority = 10")
	microsoft := record("mx", "m", "target = \"hogehoge-com.mail.protection.outlook.com.\"\npriority = 0")
	for _, service := range []string{"general", "simple"} {
		for name, set := range map[string]string{"google": google, "microsoft": microsoft} {
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "`+service+`"`, set)
			if o := c.plan(); o.code != 2 {
				t.Errorf("%s on %s:\n%s", name, service, o.out)
			}
			c.apply()
			c.mustBeClean()
		}
	}
}

func TestRuleSeverityIsSetAndItsMistakesAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	wild := record("mx", "w", "host = \"*\"\ntarget = \"s1.xrea.com.\"")
	for severity, code := range map[string]int{"off": 2, "warning": 2, "error": 1} {
		c.write("dns_service = \"general\"\nrule_severity = { mx-wildcard-all = \""+severity+"\" }", wild)
		o := c.plan()
		if o.code != code || strings.Contains(o.details(), "mx-wildcard-all") != (severity != "off") {
			t.Errorf("%s: code %d:\n%s", severity, o.code, o.out)
		}
	}
	for setting, part := range map[string]string{
		`{ mx-wildcard-al = "off" }`:    `mx-wildcard-all`,
		`{ cname-coexists = "off" }`:    "can't be configured",
		`{ mx-wildcard-all = "never" }`: `"never"`,
	} {
		c.write("dns_service = \"general\"\nrule_severity = "+setting, wild)
		if o := c.plan(); o.code != 1 || o.summaries() != "error: Invalid value for rule_severity" || !strings.Contains(o.details(), part) {
			t.Errorf("%s:\n%s", setting, o.out)
		}
	}
}

// A message shows an mx as it would be written: on simple DNS its host is the last field.
func TestALineOfAMessageHasTheFormOfTheService(t *testing.T) {
	t.Parallel()
	for service, want := range map[string]string{"auto": "`mx x.example.net. 10 send`", "simple": "`mx x.example.net. 10 send`"} {
		c := newCLI(t, newWorld(t, webZone, simulator.Options{}))
		c.write("dns_service = \""+service+"\"\nrule_severity = { simple-dns-mx-host = \"warning\" }", record("mx", "m", "host = \"send\"\ntarget = \"x.example.net.\""))
		if o := c.plan(); o.code != 2 || !strings.Contains(o.details(), want) {
			t.Errorf("%s: want %s:\n%s", service, want, o.details())
		}
	}
}
