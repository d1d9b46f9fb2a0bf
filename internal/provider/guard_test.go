package provider_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const (
	looksDamaged    = "error: The zone looks damaged, so nothing was written"
	storedElse      = "error: The API stored something other than what was sent"
	forwardsDamaged = "error: The mail forwarding looks damaged, so nothing was written"
)

// TestEveryReadIsGuarded asks for a zone in all the ways there are, while it
// reads empty and while another one answers.
func TestEveryReadIsGuarded(t *testing.T) {
	t.Parallel()
	whole := fmt.Sprintf("resource \"valuedomain_zone\" \"z\" {\n domain = \"hogehoge.com\"\n content = %q\n}", webZone)
	settings := "resource \"valuedomain_zone_settings\" \"s\" {\n domain = \"hogehoge.com\"\n ttl = 600\n}"
	for name, test := range map[string]struct {
		prepared string // Applied before; "" for nothing.
		body     string
		args     []string // Of the import; none for a plan.
	}{
		"the plan of a record":        {"", oneRecord, nil},
		"the refresh of a record":     {oneRecord, oneRecord, nil},
		"the import of a record":      {"", oneRecord, []string{"valuedomain_a_record.mail", "hogehoge.com/mail/219.163.200.70"}},
		"the plan of a zone":          {"", whole, nil},
		"the refresh of a zone":       {whole, whole, nil},
		"the import of a zone":        {"", whole, []string{"valuedomain_zone.z", "hogehoge.com"}},
		"the refresh of settings":     {settings, settings, nil},
		"the import of settings":      {"", settings, []string{"valuedomain_zone_settings.s", "hogehoge.com"}},
		"the plan of a forwarding":    {"", forward("info", "me@example.net", ""), nil},
		"the refresh of a forwarding": {forward("info", "me@example.net", ""), forward("info", "me@example.net", ""), nil},
		"the zone's data source":      {"", "data \"valuedomain_zone\" \"z\" {\n domain = \"hogehoge.com\"\n}", nil},
		"the audit's data source":     {"", "data \"valuedomain_mail_audit\" \"a\" {\n domain = \"hogehoge.com\"\n}", nil},
		"the route's data source":     {"", "data \"valuedomain_mail_route\" \"r\" {\n domain = \"hogehoge.com\"\n address = \"a@hogehoge.com\"\n}", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			const general = `dns_service = "general"`
			if test.prepared != "" {
				c.write(general, test.prepared)
				c.apply()
			}
			before := w.text(t)
			c.write(general, test.body)
			for guard, fault := range map[string]simulator.Fault{
				"empty-zone":   {Method: http.MethodGet, Wrong: simulator.Wrong{Empty: true}},
				"wrong-domain": {Method: http.MethodGet, Path: "/dns", Wrong: simulator.Wrong{Domain: "example.net"}},
			} {
				stop := w.Inject(fault)
				c.file("log", "")
				log := filepath.Join(c.dir, "log")
				c.env = append(c.env, "TF_LOG_PROVIDER=DEBUG", "TF_LOG_PATH="+log)
				var o outcome
				if test.args == nil {
					o = c.plan()
				} else {
					o = c.run(append([]string{"import", "-input=false", "-no-color"}, test.args...)...)
				}
				stop()
				said := strings.Join(strings.Fields(strings.ReplaceAll(o.out, "│", "")), " ")
				if o.code != 1 || !strings.Contains(said, strings.TrimPrefix(looksDamaged, "error: ")) || !strings.Contains(said, guard) || !strings.Contains(said, "override_guards") {
					t.Errorf("%s: code %d:\n%s", guard, o.code, o.out)
				}
				text, err := os.ReadFile(log)
				if err != nil || !strings.Contains(string(text), "a guard rejects the zone") || !strings.Contains(string(text), "found=") {
					t.Errorf("%s: %v, nothing in the log", guard, err)
				}
			}
			if w.text(t) != before {
				t.Errorf("the zone has changed:\n%s", w.text(t))
			}
		})
	}
}

// planned returns a CLI with a plan "p" of one record, and settings.
func planned(t *testing.T, w *world, settings, body string) *cli {
	t.Helper()
	c := newCLI(t, w)
	c.write(settings+"\ndns_service = \"general\"", body)
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	return c
}

// TestEveryGuardRefusesAndCanBeOverriddenByItsNameAlone sees each guard in an
// apply: in force, with all other guards overridden, and overridden itself.
func TestEveryGuardRefusesAndCanBeOverriddenByItsNameAlone(t *testing.T) {
	t.Parallel()
	guards := map[string]struct {
		fault   simulator.Fault
		summary string
	}{
		"empty-zone":    {simulator.Fault{Method: http.MethodGet, Wrong: simulator.Wrong{Empty: true}, Times: 1}, looksDamaged},
		"shrunk-zone":   {simulator.Fault{Method: http.MethodGet, Skip: 1, Times: 4, Wrong: simulator.Wrong{Text: "a other 192.0.2.1"}}, "error: The zone looks damaged after a write"}, // The reads that verify it, until they can't be old.
		"wrong-domain":  {simulator.Fault{Method: http.MethodGet, Wrong: simulator.Wrong{Domain: "example.net"}}, looksDamaged},
		"altered-write": {simulator.Fault{Method: http.MethodPut, Wrong: simulator.Wrong{Text: webZone + "\n" + oneLine + "\na more 192.0.2.9"}, Times: 1}, storedElse},
	}
	for guard, test := range guards {
		others := make([]string, 0, len(guards))
		for other := range guards {
			if other != guard {
				others = append(others, fmt.Sprintf("%q", other))
			}
		}
		for settings, refused := range map[string]bool{
			"": true,
			"override_guards = [" + strings.Join(others, ", ") + "]": true,
			fmt.Sprintf("override_guards = [%q]", guard):             false,
		} {
			t.Run(guard+" with "+settings, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, webZone, simulator.Options{})
				c := planned(t, w, settings, oneRecord)
				stop := w.Inject(test.fault)
				o := c.run("apply", "-json", "-input=false", "p")
				stop()
				switch {
				case refused && (o.code != 1 || o.summaries() != test.summary || !strings.Contains(o.details(), guard)):
					t.Errorf("code %d:\n%s", o.code, o.out)
				case !refused && (o.code != 0 || !strings.Contains(w.text(t), oneLine)):
					t.Errorf("code %d:\n%s\nzone:\n%s", o.code, o.out, w.text(t))
				}
			})
		}
	}
}

func TestTheMailForwardingIsGuarded(t *testing.T) {
	t.Parallel()
	const others = 6
	for name, test := range map[string]struct {
		fault          simulator.Fault
		summary, guard string
	}{
		"another domain answers a read":  {simulator.Fault{Method: http.MethodGet, Path: "/mailforward", Wrong: simulator.Wrong{Domain: "example.net"}}, forwardsDamaged, "wrong-domain"},
		"another domain answers a write": {simulator.Fault{Method: http.MethodPut, Path: "/mailforward", Wrong: simulator.Wrong{Domain: "example.net"}}, storedElse, "wrong-domain"},
		"the list loses most of its entries": {simulator.Fault{
			Method: http.MethodGet, Path: "/mailforward", Skip: 1, Status: 200,
			Body: `{"results":{"domainid":1,"domainname":"hogehoge.com","forwards":[]}}`,
		}, "error: The mail forwarding looks damaged after a write", "shrunk-zone"},
		"the answer to a write lacks entries": {simulator.Fault{
			Method: http.MethodPut, Path: "/mailforward", AfterEffect: true, Status: 200,
			Body: `{"results":{"domainid":1,"domainname":"hogehoge.com","forwards":[]}}`,
		}, storedElse, "altered-write"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			z, _ := w.Zone(testDomain)
			for i := range others {
				z.Forwards = append(z.Forwards, simulator.Forward{User: fmt.Sprintf("user%d", i), ForwardTo: "x@example.net"})
			}
			z.Records += "\n" + forwardLine
			if err := w.SetZone(testDomain, z); err != nil {
				t.Fatal(err)
			}
			c := planned(t, w, "", forward("info", "me@example.net", ""))
			stop := w.Inject(test.fault)
			o := c.run("apply", "-json", "-input=false", "p")
			stop()
			if o.code != 1 || o.summaries() != "error: "+strings.TrimPrefix(test.summary, "error: ") || !strings.Contains(o.details(), test.guard) {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			if z, _ := w.Zone(testDomain); len(z.Forwards) < others {
				t.Errorf("forwards are lost: %v", z.Forwards)
			}
		})
	}
}
