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
