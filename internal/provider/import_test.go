package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// block declares a resource of testDomain.
func block(resourceType, name, body string) string {
	return fmt.Sprintf("resource \"valuedomain_%s\" %q {\n  domain = \"hogehoge.com\"\n%s\n}\n", resourceType, name, body)
}

// writes counts the writes that the journal shows.
func (w *world) writes() int {
	n := 0
	for _, e := range w.Journal() {
		if e.Method == "PUT" {
			n++
		}
	}
	return n
}

// expectNoWrite fails where the journal shows a write.
func (w *world) expectNoWrite(t *testing.T) {
	t.Helper()
	for _, e := range w.Journal() {
		if e.Method == "PUT" {
			t.Errorf("a write: %+v", e)
		}
	}
}

func TestAnImportIDThatNamesNothingIsAnsweredWithWhatIsThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmxe mail 219.163.200.65 10\ncname docs hogehoge.github.io.", simulator.Options{})
	z, _ := w.Zone(testDomain)
	z.Forwards = []simulator.Forward{{User: "sales", ForwardTo: "me@example.net"}}
	if err := w.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	if err := w.SetZone("empty.example", simulator.Zone{DomainID: 2, NSType: "valuedomain1", TTL: 3600}); err != nil {
		t.Fatal(err)
	}
	c := newCLI(t, w)
	c.write(`override_guards = ["empty-zone"]`, block("a_record", "a", `address = "203.0.113.10"`)+block("mxe_record", "e", `address = "219.163.200.65"`)+
		block("cname_record", "c", "host = \"docs\"\ntarget = \"x\"")+block("srv_record", "s", "host = \"_x._tcp\"\nport = 1\ntarget = \"x\"")+block("raw_record", "r", `line = "url a b"`)+
		forward("info", "me@example.net", "")+block("records", "all", `records = [{ type = "a", host = "www", address = "203.0.113.10" }]`))
	for _, tc := range []struct{ address, id, summary, part string }{
		{"a_record.a", "hogehoge.com", "Invalid import ID", "in the zone:\n\n  hogehoge.com/@/203.0.113.10\n  hogehoge.com/www/203.0.113.10\n  hogehoge.com/*/203.0.113.10\n\nWrite an ID"},
		{"a_record.a", "hogehoge.com/@/", "Invalid import ID", "at the host \"@\":\n\n  hogehoge.com/@/203.0.113.10\n\nWrite an ID"},
		{"a_record.a", "hogehoge.com/www", "Invalid import ID", "at the host \"www\":\n\n  hogehoge.com/www/203.0.113.10\n\nWrite an ID"},
		{"a_record.a", "hogehoge.com/no", "Invalid import ID", "in the zone:\n\n  hogehoge.com/@/203.0.113.10\n"},
		{"mxe_record.e", "hogehoge.com/mail", "Invalid import ID", "at the host \"mail\":\n\n  hogehoge.com/mail/219.163.200.65/10\n"},
		{"srv_record.s", "hogehoge.com/_x._tcp", "Invalid import ID", "The zone of hogehoge.com contains no SRV record."},
		{"raw_record.r", "hogehoge.com/", "Invalid import ID", "in the zone:\n\n  hogehoge.com/url blog https://hogehoge.example/blog\n\n"},
		{"raw_record.r", "hogehoge.com/url shop https://example.com/", "The record is not in the zone", "hogehoge.com/url blog https://hogehoge.example/blog"},
		{"a_record.a", "/@/203.0.113.10", "Invalid import ID", "domain/host/address"},
		{"a_record.a", "hogehoge.com/www/203.0.113.11", "The record is not in the zone", "hogehoge.com/www/203.0.113.10"},
		{"cname_record.c", "hogehoge.com/docs/other.github.io", "The record is not in the zone", "hogehoge.com/docs/hogehoge.github.io.\n"},
		{"a_record.a", "hogehoga.com/www/203.0.113.10", "Domain not found in this account", "hogehoga.com"},
		{"mxe_record.e", "hogehoge.com/mail/219.163.200.66", "The record is not in the zone", "hogehoge.com/mail/219.163.200.65/10"},
		{"mail_forwarding.info", "info", "Invalid import ID", "local_part@domain"},
		{"mail_forwarding.info", "hogehoge.com", "Invalid import ID", "These addresses are forwarded:\n\n  sales@hogehoge.com\n\nWrite an ID"},
		{"mail_forwarding.info", "hogehoge.com/sales", "Invalid import ID", "These addresses are forwarded:\n\n  sales@hogehoge.com\n\nWrite an ID"},
		{"mail_forwarding.info", "@hogehoge.com", "Invalid import ID", "These addresses are forwarded:\n\n  sales@hogehoge.com\n\nWrite an ID"},
		{"records.all", "hogehoge.com", "Invalid import ID", "The lines of the zone are:\n\n  a @ 203.0.113.10\n"},
		{"records.all", "hogehoge.com/www", "Invalid import ID", "\n  a www 203.0.113.10\n"},
		{"records.all", "hogehoge.com|a/nope", "The record to import is not in the zone", "\n  a www 203.0.113.10\n"},
		{"records.all", "empty.example|a/www", "The record to import is not in the zone", "The zone of empty.example contains no records."},
		{"records.all", "empty.example", "Invalid import ID", "The zone of empty.example contains no records."},
		{"records.all", "nonsense", "Invalid import ID", "type/host"},
		{"mail_forwarding.info", "@hogehoge.com", "Invalid import ID", "info@hogehoge.com"},
		{"mail_forwarding.info", "info@hogehoge.com", "No forwarding exists for this address", "sales@hogehoge.com"},
	} {
		o := c.run("import", "-no-color", "-input=false", "valuedomain_"+tc.address, tc.id)
		if o.code == 0 || !strings.Contains(o.out, "Error: "+tc.summary+"\n") || !strings.Contains(o.out, tc.part) {
			t.Errorf("%s %q: want %q with %q:\n%s", tc.address, tc.id, tc.summary, tc.part, o.out)
		}
	}
	c.env = append(c.env, "VALUEDOMAIN_LANGUAGE=ja")
	if o := c.run("import", "-no-color", "-input=false", "valuedomain_a_record.a", "x"); !strings.Contains(o.out, "Error: インポートIDが正しくありません") {
		t.Errorf("not in Japanese:\n%s", o.out)
	}
	w.expectNoWrite(t)
}

// The block is pasted into HCL, where "%{" and "${" begin a template: macros of
// SPF (RFC 7208 section 7) are written so.
func TestTheImportBlockOfATextWithTemplateSignsWorksAsPasted(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{
		"an SPF macro":           "v=spf1 exists:%{i}._spf.example.com -all",
		"a dollar and a quote":   `price="${cost}" 日本　語`,
		"a backslash and a sign": `a\b %%{x} $${y}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := webZone + "\ntxt spf " + value
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			body := block("txt_record", "t", "host = \"spf\"\nvalue = trimspace(file(\"value.txt\"))")
			c.file("value.txt", value)
			c.write("", body)
			o := c.plan()
			if o.summaries() != "error: Record already exists in the zone" {
				t.Fatal(o.out)
			}
			c.write("", body+pastedImport(t, o.details(), "t"))
			c.apply()
			w.expectNoWrite(t)
			c.mustBeClean()
		})
	}
}

// pastedImport cuts the import block out of a message and gives the resource
// its name.
func pastedImport(t testing.TB, detail, name string) string {
	t.Helper()
	_, text, found := strings.Cut(detail, "  import {\n")
	text, _, closed := strings.Cut(text, "\n  }\n")
	if !found || !closed {
		t.Fatalf("no import block:\n%s", detail)
	}
	return "import {\n" + strings.Replace(text, "NAME", name, 1) + "\n}\n"
}
