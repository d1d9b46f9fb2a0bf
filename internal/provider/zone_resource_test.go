package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// summaries returns the summaries of the diagnostics, one a line.
func (o outcome) summaries() string {
	var all []string
	for _, d := range o.diagnostics {
		all = append(all, d.Severity+": "+d.Summary)
	}
	return strings.Join(all, "\n")
}

// details returns all that the diagnostics say.
func (o outcome) details() string {
	var all []string
	for _, d := range o.diagnostics {
		all = append(all, d.Detail)
	}
	return strings.Join(all, "\n\n")
}

func zoneConfig(content, more string) string {
	return "resource \"valuedomain_zone\" \"all\" {\n  domain  = \"hogehoge.com\"\n  content = <<-EOT\n" + content + "\nEOT\n" + more + "\n}\n"
}

func TestZoneResourceRefusesToDeleteWhatItDoesNotManage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	without := strings.Join(strings.Split(webZone, "\n")[:4], "\n")
	c.write(``, zoneConfig(without, ""))
	o := c.plan()
	if o.code != 1 || o.summaries() != "error: Unmanaged lines would be deleted" {
		t.Fatalf("code %d:\n%s", o.code, o.out)
	}
	if !strings.Contains(o.details(), "url blog https://hogehoge.example/blog") || strings.Contains(o.details(), "a www") {
		t.Errorf("the detail does not name exactly the line that goes:\n%s", o.details())
	}
	c.write(``, zoneConfig(without, "allow_delete_unmanaged = true"))
	if o := c.plan(); o.code != 2 || o.summaries() != "warning: Lines of the zone are deleted" {
		t.Errorf("code %d:\n%s", o.code, o.summaries())
	}
	c.apply()
	if w.text(t) != without {
		t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), without)
	}
	c.mustBeClean()
}

func TestZoneResourceTakesOtherSpellingsForTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, zoneConfig("A  @   203.0.113.10\na * 203.0.113.10\ntxt @ google-site-verification=example\nurl blog https://hogehoge.example/blog\n\na WWW.hogehoge.com. 203.0.113.10", ""))
	w.ResetJournal()
	c.apply()
	if w.text(t) != webZone {
		t.Errorf("the same in another spelling was written:\n%s", w.text(t))
	}
	for _, e := range w.Journal() {
		if e.Method == "PUT" {
			t.Errorf("a write: %+v", e)
		}
	}
	c.mustBeClean()
	c.destroy()
	if strings.TrimSpace(w.text(t)) != "" {
		t.Errorf("destroy left:\n%s", w.text(t))
	}
}

func TestZoneResourceNeedsLeaveForALargeDelete(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, zoneConfig(webZone, ""))
	c.apply()
	first := strings.Split(webZone, "\n")
	c.write(``, zoneConfig(first[0]+"\n"+first[1], ""))
	if o := c.plan(); o.code != 1 || o.summaries() != "error: More than a third of the zone would be deleted" {
		t.Fatalf("code %d:\n%s", o.code, o.summaries())
	}
	c.write(``, zoneConfig(first[0]+"\n"+first[1], "allow_large_delete = true"))
	c.apply()
	if want := first[0] + "\n" + first[1]; w.text(t) != want {
		t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), want)
	}
}

func TestZoneResourceJudgesNewLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, zoneConfig(webZone, ""))
	c.apply()
	if _, err := w.Edit(testDomain, func(text string) string { return text + "\na new 192.0.2.1" }); err != nil {
		t.Fatal(err)
	}
	c.write(`dns_service = "general"`, zoneConfig(webZone+"\na new 192.0.2.1\nmx @ 192.0.2.9 10", ""))
	o := c.plan()
	if o.code != 1 || !strings.Contains(o.details(), "mx-target-is-address") {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
}

func TestThousandLinesCostThreeRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	var b strings.Builder
	b.WriteString(webZone)
	for i := range 1000 {
		b.WriteString("\na h" + itoa(i) + " 192.0.2.1")
	}
	c.write(``, zoneConfig(b.String(), ""))
	if o := c.run("plan", "-out=p", "-input=false"); o.code != 0 {
		t.Fatal(o.out)
	}
	w.ResetJournal()
	if o := c.run("apply", "-input=false", "p"); o.code != 0 {
		t.Fatal(o.out)
	}
	// The plan in the apply reads, and the write begins with that text: on a machine so
	// slow that it is older than a second by then, the zone is read once more.
	journal := w.Journal()
	most := 3
	if len(journal) > 2 && journal[2].Time.Sub(journal[0].Time) > 500*time.Millisecond {
		most++
	}
	if len(journal) > most {
		t.Errorf("%d requests: %+v", len(journal), journal)
	}
	c.mustBeClean()
}

func TestZoneSettingsChangeNoRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	settings := func(body string) string {
		return "resource \"valuedomain_zone_settings\" \"s\" {\n domain = \"hogehoge.com\"\n" + body + "\n}\n"
	}
	c.write(``, settings("ttl = 60"))
	if o := c.run("validate", "-json"); o.code == 0 || !strings.Contains(o.out, "ttl-below-minimum") {
		t.Errorf("validate: %d\n%s", o.code, o.out)
	}
	c.write(``, settings("ttl = 300\nns_type = \"valuedomain11\""))
	c.apply()
	z, _ := w.Zone(testDomain)
	if z.TTL != 300 || z.NSType != "valuedomain11" || z.Records != webZone {
		t.Errorf("%+v", z)
	}
	c.mustBeClean()
	if err := w.SetZone(testDomain, simulator.Zone{DomainID: 1, NSType: "valuedomain11", TTL: 900, Records: webZone}); err != nil {
		t.Fatal(err)
	}
	c.apply()
	if z, _ := w.Zone(testDomain); z.TTL != 300 {
		t.Errorf("drift was not put right: %+v", z)
	}
	c.destroy()
	if z, _ := w.Zone(testDomain); z.TTL != 300 || z.Records != webZone {
		t.Errorf("destroy changed the zone: %+v", z)
	}
}

func TestZoneResourceMissesTheLastMailServer(t *testing.T) {
	t.Parallel()
	start := webZone + "\nmx @ s1.xrea.com. 10\nmx @ mail.gaibu-server.com. 20"
	w := newWorld(t, start, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(start, ""))
	c.apply()
	c.write("", zoneConfig(webZone+"\nmx @ s1.xrea.com. 10", ""))
	if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
		t.Errorf("one server stays, code %d:\n%s", o.code, o.out)
	}
	c.write("", zoneConfig(webZone+"\nmx @ s2.xrea.com. 10", ""))
	if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
		t.Errorf("another server comes, code %d:\n%s", o.code, o.out)
	}
	c.write("", zoneConfig(webZone, ""))
	if o := c.plan(); o.code != 2 || !strings.Contains(o.details(), "mail-outage") || strings.Contains(o.summaries(), "error") {
		t.Errorf("none is left, code %d:\n%s", o.code, o.out)
	}
}

// The findings about a zone name the later of two lines that don't go together,
// which need not be the one that is new.
func TestANewLineInFrontOfALiveOneIsJudgedToo(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ live, added, rule string }{
		"a cname":                     {"a shop 203.0.113.10", "cname shop shops.example.net.", "cname-coexists"},
		"an address next to a cname":  {"cname shop shops.example.net.", "a shop 203.0.113.10", "cname-coexists"},
		"an mx to a cname":            {"cname shop shops.example.net.", "mx shop 10", "mx-target-is-cname"},
		"an mx to several addresses":  {"a mail 219.163.200.70\na mail 219.163.200.71", "mx mail 10", "host-address-conflict"},
		"a second SPF text":           {"txt @ v=spf1 mx ~all", "txt @ v=spf1 a ~all", "spf-multiple"},
		"a second mx of one priority": {"mx s1.example.net. 10", "mx s2.example.net. 10", "secondary-same-priority"},
		"a second name of one server": {
			"a mail 219.163.200.70\nmx mail 10\nmx mail2 20", "a mail2 219.163.200.70", "secondary-same-server",
		},
		"a mail server next to nobody": {"mx . 0", "mx s1.example.net. 10", "null-mx-with-others"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tc.live, simulator.Options{})
			c := newCLI(t, w)
			c.write(``, zoneConfig(tc.added+"\n"+tc.live, "")+"import {\n to = valuedomain_zone.all\n id = \"hogehoge.com\"\n}\n")
			o := c.plan()
			if !strings.Contains(o.details(), "Rule "+tc.rule) || !strings.Contains(o.details(), "(in `content`)") ||
				strings.Contains(o.details(), "(in the zone)") || strings.Contains(o.details(), "If another resource gives that line up") {
				t.Errorf("code %d: %s", o.code, o.out)
			}
			// What was there before stays silent.
			both := newWorld(t, tc.added+"\n"+tc.live, simulator.Options{})
			d := newCLI(t, both)
			d.write(``, zoneConfig(tc.added+"\n"+tc.live+"\na new 203.0.113.77", "")+"import {\n to = valuedomain_zone.all\n id = \"hogehoge.com\"\n}\n")
			if o := d.plan(); o.code != 2 || strings.Contains(o.details(), tc.rule) {
				t.Errorf("code %d: %s", o.code, o.out)
			}
		})
	}
}
