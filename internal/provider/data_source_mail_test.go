package provider_test

import (
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// output reads an output of the last apply.
func (c *cli) output(name string, to any) {
	c.t.Helper()
	o := c.run("output", "-json", name)
	if err := json.Unmarshal([]byte(o.out), to); o.code != 0 || err != nil {
		c.t.Fatalf("code %d, %v:\n%s", o.code, err, o.out)
	}
}

func TestTheDomainsAreReadToTheLastPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	const domains = 205
	for i := 2; i <= domains; i++ {
		if err := w.SetZone(fmt.Sprintf("d%03d.example", i), simulator.Zone{DomainID: i}); err != nil {
			t.Fatal(err)
		}
	}
	c := newCLI(t, w)
	c.write("", "data \"valuedomain_domains\" \"all\" {}\noutput \"all\" { value = data.valuedomain_domains.all.domains }\n")
	c.apply()
	var all []struct {
		Name           string
		ID             int
		Registrar      string
		ExpirationDate string `json:"expiration_date"`
		AutoRenew      bool   `json:"auto_renew"`
	}
	c.output("all", &all)
	if len(all) != domains || all[0].Name != testDomain || all[0].ID != 1 || all[204].Name != "d205.example" || all[0].Registrar != "GMO" || all[0].ExpirationDate != "2099-12-31" || all[0].AutoRenew {
		t.Errorf("%d domains: %+v", len(all), all)
	}
}

func TestTheZoneDataSourceFiltersByTypeAndHost(t *testing.T) {
	t.Parallel()
	text := webZone + "\nmx @ mail 10\nmx web mail 10\ntxt www x\na WWW.hogehoge.com. 203.0.113.12"
	w := newWorld(t, text, simulator.Options{})
	c := newCLI(t, w)
	for filter, want := range map[string][]string{
		`type = "mx"`:                      {"mx @ mail 10", "mx web mail 10"},
		`host = "www"`:                     {"a www 203.0.113.10", "txt www x", "a WWW.hogehoge.com. 203.0.113.12"},
		"host = \"@\"\ntype = \"mx\"":      {"mx @ mail 10"},
		"host = \"nowhere\"":               nil,
		`host = "Web.hogehoge.com."`:       {"mx web mail 10"},
		"type = \"caa\"\nhost = \"web\"\n": nil,
		"type = \"MX\"\nhost = \"web\"\n":  {"mx web mail 10"},
	} {
		c.write("", strings.Replace(readZone, "domain =", filter+"\ndomain =", 1))
		c.apply()
		z := c.zoneOutput()
		var got []string
		for _, r := range z.Records {
			got = append(got, r.Line)
		}
		if !slices.Equal(got, want) || z.Text != text {
			t.Errorf("%s: %q, want %q", filter, got, want)
		}
	}
	c.write("", strings.Replace(readZone, "domain =", "host = \"www.hogehoge.com\"\ndomain =", 1))
	expectError(t, c.plan(), "Invalid value for host", "has no trailing dot")
	c.write("", strings.Replace(readZone, "domain =", "type = \"mxx\"\ndomain =", 1))
	expectError(t, c.plan(), "Invalid value for type", "Write one of these:")
}

// expectError fails unless the only error is that one.
func expectError(t *testing.T, o outcome, summary, part string) {
	t.Helper()
	if o.code != 1 || o.summaries() != "error: "+summary || !strings.Contains(o.details(), part) {
		t.Errorf("want %q with %q:\n%s", summary, part, o.out)
	}
}

const routeCheck = `data "valuedomain_mail_route" "r" {
  domain  = "hogehoge.com"
  address = %q
}
output "route" { value = data.valuedomain_mail_route.r }
check "mail" {
  assert {
    condition     = try(data.valuedomain_mail_route.r.servers[0].name, "") == "s3.xrea.com"
    error_message = "user@hogehoge.com does not go to s3.xrea.com first."
  }
}
`

func TestTheMailRouteDataSourceServesACheck(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ s3.xrea.com. 10\nmx web s4.xrea.com. 10", simulator.Options{})
	c := newCLI(t, w)
	c.write("", fmt.Sprintf(routeCheck, "user@hogehoge.com"))
	if o := c.apply(); len(o.diagnostics) > 0 {
		t.Error(o.out)
	}
	var route routeOutput
	c.output("route", &route)
	if got, want := route.String(), "hogehoge.com; 10 s3.xrea.com [] mx [mx @ s3.xrea.com. 10]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	c.mustBeClean()
	c.write("", fmt.Sprintf(routeCheck, "user@web.hogehoge.com"))
	if o := c.apply(); o.details() == "" || !strings.Contains(o.out, "does not go to s3.xrea.com first") {
		t.Errorf("the check is silent:\n%s", o.out)
	}
	c.write("", fmt.Sprintf(routeCheck, "user@example.com"))
	c.apply()
	c.output("route", &route)
	if route.Failure == nil || *route.Failure != string(mailroute.FailureNotDomain) {
		t.Errorf("%s", route)
	}
	c.write("", fmt.Sprintf(routeCheck, ""))
	expectError(t, c.plan(), "Invalid value for address", "This one is empty.")
}

const auditZone = `data "valuedomain_mail_audit" "a" {
  domain = "hogehoge.com"
}
output "findings" { value = data.valuedomain_mail_audit.a.findings }
`

func TestTheMailAuditAsksTheResolverWhereOneIsConfigured(t *testing.T) {
	t.Parallel()
	text := webZone + "\nmx @ mail.gaibu-server.com. 10\nmx @ mial.gaibu-server.com. 20\nmx @ alias.gaibu-server.com. 30\ntxt @ v=spf1 mx -all\ntxt _dmarc v=DMARC1; p=quarantine; rua=mailto:dmarc@gaibu-server.com"
	w := newWorld(t, text, simulator.Options{})
	c := newCLI(t, w)
	settings := `dns_service = "general"` + "\nrule_severity = { priority-step = \"off\" }\n"
	c.write(settings, auditZone)
	if o := c.apply(); len(o.diagnostics) > 0 {
		t.Error(o.out)
	}
	var found []findingOutput
	c.output("findings", &found)
	if len(found) != 0 {
		t.Errorf("%+v", found)
	}
	address := dnsServer(t)
	c.write(settings+"resolver = \""+address+"\"\n", auditZone)
	if o := c.apply(); len(o.diagnostics) > 0 {
		t.Error(o.out)
	}
	c.output("findings", &found)
	if got := ruleIDs(found); got != "warning mx-target-unresolved, warning mx-target-unresolved, warning dmarc-report-elsewhere" || *found[0].Line != "mx @ mial.gaibu-server.com. 20" || *found[1].Line != "mx @ alias.gaibu-server.com. 30" {
		t.Errorf("%s: %+v", got, found)
	}
	broken := w.text(t) + "\nmx web broken.gaibu-server.com. 10"
	if err := w.SetZone(testDomain, simulator.Zone{DomainID: 1, Records: broken}); err != nil {
		t.Fatal(err)
	}
	o := c.apply()
	if o.summaries() == "" || !strings.Contains(o.details(), "answers with code 2") {
		t.Errorf("the resolver's failure is not told:\n%s", o.out)
	}
	c.write(settings+"resolver = \"192.0.2.53\"\n", auditZone)
	expectError(t, c.plan(), "Invalid value for resolver", `"192.0.2.53" is not of the form host:port.`)
}

func TestTheMailAuditFollowsIncludesByTheResolver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ mail.gaibu-server.com. 10\ntxt @ v=spf1 mx include:many.gaibu-server.com -all\ntxt _dmarc v=DMARC1; p=quarantine", simulator.Options{})
	c := newCLI(t, w)
	for resolver, want := range map[string]string{"": "", "resolver = \"" + dnsServer(t) + "\"\n": "error spf-too-many-lookups, error spf-too-many-lookups"} {
		c.write("dns_service = \"general\"\n"+resolver, auditZone)
		if o := c.apply(); len(o.diagnostics) > 0 {
			t.Error(o.out)
		}
		var found []findingOutput
		c.output("findings", &found)
		if got := ruleIDs(found); got != want {
			t.Errorf("got %s, want %s: %+v", got, want, found)
		}
		if want != "" && (!strings.Contains(found[0].Message, "needs 12 DNS lookups") || !strings.Contains(found[1].Message, "leads to 3 names")) {
			t.Errorf("%+v", found)
		}
	}
}

func TestTheMailAuditKeepsToTheSeveritiesOfTheProviderBlock(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "mx @ s1.xrea.com. 10\nmx @ s2.xrea.com. 20", simulator.Options{})
	c := newCLI(t, w)
	c.write("rule_severity = { xrea-secondary = \"warning\", spf-missing = \"off\", foreign-mail-host = \"off\" }\nlanguage = \"ja\"", auditZone)
	c.apply()
	var found []findingOutput
	c.output("findings", &found)
	if got := ruleIDs(found); got != "warning xrea-secondary, warning dmarc-missing" || !strings.Contains(found[0].Message, "XREAのサーバー") {
		t.Errorf("%s: %+v", got, found)
	}
	w.expectNoWrite(t)
}

// dnsServer answers for gaibu-server.com: mail has an address, alias is a
// CNAME, broken is a failure of the server, and nothing else exists.
func dnsServer(t *testing.T) string {
	t.Helper()
	connection, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	go func() {
		buffer := make([]byte, 512)
		for {
			n, from, err := connection.ReadFrom(buffer)
			if err != nil {
				return
			}
			if reply, err := dnsReply(buffer[:n]); err == nil {
				_, _ = connection.WriteTo(reply, from)
			}
		}
	}()
	return connection.LocalAddr().String()
}

func dnsReply(packed []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(packed); err != nil {
		return nil, err
	}
	m.Response = true
	q := m.Questions[0]
	header := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class}
	switch label, _, _ := strings.Cut(q.Name.String(), "."); {
	case label == "mail" && q.Type == dnsmessage.TypeA:
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: [4]byte{192, 0, 2, 25}}}}
	case label == "mail":
	case label == "many" && q.Type == dnsmessage.TypeTXT:
		text := "v=spf1 a:mail.example.net a:a.example.net mx:b.example.net include:c.example.net" + strings.Repeat(" a:mail.example.net", 6) + " -all"
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.TXTResource{TXT: []string{text[:100], text[100:]}}}}
	case label == "alias":
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.CNAMEResource{CNAME: q.Name}}}
	case label == "broken":
		m.RCode = dnsmessage.RCodeServerFailure
	default:
		m.RCode = dnsmessage.RCodeNameError
	}
	return m.Pack()
}
