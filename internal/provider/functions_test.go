package provider_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// function makes an expression the configuration, without a provider block:
// OpenTofu configures the provider for its functions where there is one.
func (c *cli) function(expression string) {
	c.t.Helper()
	c.file("main.tf", `terraform {
  required_providers {
    valuedomain = { source = "terraform-valuedomain/valuedomain" }
  }
}
output "x" { value = `+expression+" }\n")
}

// call evaluates an expression, without an account or a token, into to.
func call(t *testing.T, expression string, to any) {
	t.Helper()
	c := newCLI(t, nil)
	c.function(expression)
	c.apply()
	o := c.run("output", "-json", "x")
	if err := json.Unmarshal([]byte(o.out), to); o.code != 0 || err != nil {
		t.Fatalf("code %d, %v:\n%s", o.code, err, o.out)
	}
}

func TestParseZoneTakesATextApart(t *testing.T) {
	t.Parallel()
	var lines []struct {
		Type   *string           `json:"type"`
		Host   *string           `json:"host"`
		Line   string            `json:"line"`
		Known  bool              `json:"known"`
		Values map[string]string `json:"values"`
	}
	call(t, `provider::valuedomain::parse_zone("A WWW 203.0.113.10\r\n\n; note\nmx  s1.xrea.com. 10\nurl blog https://x.example/")`, &lines)
	var got []string
	for _, l := range lines {
		text := fmt.Sprintf("%v %q", l.Known, l.Line)
		if l.Known {
			text += fmt.Sprintf(" %s %s %v", *l.Type, *l.Host, l.Values)
		} else if l.Type != nil || l.Host != nil || len(l.Values) > 0 {
			t.Errorf("an unknown line has parts: %+v", l)
		}
		got = append(got, text)
	}
	want := []string{
		`true "A WWW 203.0.113.10" a WWW map[address:203.0.113.10]`,
		`false "; note"`,
		`true "mx  s1.xrea.com. 10" mx @ map[priority:10 target:s1.xrea.com.]`,
		`false "url blog https://x.example/"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// routeOutput is a route as an output shows it.
type routeOutput struct {
	MailDomain string   `json:"mail_domain"`
	Failure    *string  `json:"failure"`
	Aliases    []string `json:"aliases"`
	Servers    []struct {
		Priority  int      `json:"priority"`
		Name      string   `json:"name"`
		Addresses []string `json:"addresses"`
		Reason    string   `json:"reason"`
		Line      string   `json:"line"`
	} `json:"servers"`
}

func (r routeOutput) String() string {
	text := r.MailDomain
	for _, s := range r.Servers {
		text += fmt.Sprintf("; %d %s %v %s [%s]", s.Priority, s.Name, s.Addresses, s.Reason, s.Line)
	}
	if r.Failure != nil {
		text += "; " + *r.Failure
	}
	return text
}

func TestMailRouteTellsTheServersOrTheFailure(t *testing.T) {
	t.Parallel()
	var routes []routeOutput
	const z = `"mx @ s7.xrea.com. 10\nmx @ mail 20\na mail 192.0.2.1\n"`
	route := func(text, address, service string) string {
		return fmt.Sprintf("provider::valuedomain::mail_route(%s, %q, \"hogehoge.com\", %q)", text, address, service)
	}
	call(t, "["+strings.Join([]string{
		route(z, "user@HogeHoge.com", "auto"), route(z, "user@web.hogehoge.com", "auto"), route(z, "user@web.hogehoge.com", "simple"), route(`"mxe mail 209.19.56.20 10"`, "web.hogehoge.com", "general"),
	}, ",\n")+"]", &routes)
	for i, want := range []string{
		"hogehoge.com; 10 s7.xrea.com [] mx [mx @ s7.xrea.com. 10]; 20 mail.hogehoge.com [192.0.2.1] mx [mx @ mail 20]",
		"web.hogehoge.com; " + string(mailroute.FailureNoRecord),
		"web.hogehoge.com; 10 s7.xrea.com [] mx [mx @ s7.xrea.com. 10]; 20 mail.hogehoge.com [192.0.2.1] mx [mx @ mail 20]",
		"web.hogehoge.com; 10 mail.hogehoge.com [209.19.56.20] forwarding [mxe mail 209.19.56.20 10]",
	} {
		if got := routes[i].String(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// findingOutput is a finding as an output shows it.
type findingOutput struct {
	Rule, Severity, Message, Suggestion, Reference string
	Line                                           *string
}

func ruleIDs(found []findingOutput) string {
	var ids []string
	for _, f := range found {
		ids = append(ids, f.Severity+" "+f.Rule)
	}
	return strings.Join(ids, ", ")
}

func TestMailAuditFindsMistakesInAWholeZone(t *testing.T) {
	t.Parallel()
	var found []findingOutput
	call(t, `provider::valuedomain::mail_audit("mx @ s1.xrea.com 10", "hogehoge.com", "auto")`, &found)
	if got, want := ruleIDs(found), "error mx-target-missing-dot, warning spf-missing, warning dmarc-missing"; got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
	first := found[0]
	if first.Line == nil || *first.Line != "mx @ s1.xrea.com 10" || !strings.Contains(first.Suggestion, "s1.xrea.com.") || !strings.Contains(first.Reference, "FAQ Q12") || !strings.HasSuffix(first.Reference, "/docs/guides/mail-rules#mx-target-missing-dot") || first.Message == "" {
		t.Errorf("%+v", first)
	}
	if found[1].Line != nil {
		t.Errorf("a missing line is %q", *found[1].Line)
	}
}

func TestMailRecordsAreReadyForForEach(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, `
locals {
  mail = provider::valuedomain::mail_records("hogehoge.com", "general", [
    { servers = ["219.163.200.70", "mail.gaibu-server.com"], for = "@" },
    { "for" = "web", servers = ["s4.xrea.com"] },
  ])
}
resource "valuedomain_mx_record" "mail" {
  for_each = { for key, r in local.mail : key => r if r.type == "mx" }
  domain   = "hogehoge.com"
  host     = each.value.host
  target   = each.value.target
  priority = each.value.priority
}
resource "valuedomain_a_record" "mail" {
  for_each = { for key, r in local.mail : key => r if r.type == "a" }
  domain   = "hogehoge.com"
  host     = each.value.host
  address  = each.value.address
}
output "questions" { value = { for key, r in local.mail : r.line => r.question } }
`)
	c.apply()
	c.mustBeClean()
	var questions map[string]string
	if err := json.Unmarshal([]byte(c.run("output", "-json", "questions").out), &questions); err != nil {
		t.Fatal(err)
	}
	z := zone.Parse(w.text(t))
	for line, question := range map[string]string{"a mail 219.163.200.70": "Q16", "mx @ mail 10": "Q19", "mx @ mail.gaibu-server.com. 20": "Q19", "mx web s4.xrea.com. 10": "Q14"} {
		if z.Find(zone.NewOrigin(testDomain), zone.NewOrigin(testDomain).LineKey(line)) < 0 || questions[line] != question {
			t.Errorf("%s (%s) in %v and\n%s", line, question, questions, z)
		}
	}
}

func TestZoneFileReportsWhatItCannotSay(t *testing.T) {
	t.Parallel()
	var file struct {
		Text    string
		Omitted []struct{ Line, Reason string }
	}
	call(t, `provider::valuedomain::zone_file("mxe mail 192.0.2.25 10\nmx s* s5.xrea.com. 10", "hogehoge.com", 600)`, &file)
	if !strings.HasPrefix(file.Text, "$TTL 600\nhogehoge.com. IN SOA ns1.value-domain.com. ") || !strings.Contains(file.Text, "\n*.hogehoge.com. IN MX 10 mail.hogehoge.com.\n") {
		t.Error(file.Text)
	}
	if len(file.Omitted) != 1 || file.Omitted[0].Line != "mx s* s5.xrea.com. 10" || file.Omitted[0].Reason != `the DNS has no pattern but "*"` {
		t.Errorf("%+v", file.Omitted)
	}
}

func TestAWrongArgumentIsNamed(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ call, argument, en, ja string }{
		{`parse_zone(join("", [for i in range(1024) : format("%1025s", "x")]))`, "text", "The zone text has 1049600 bytes. The maximum is 1048576 bytes.", "上限の1048576バイト"},
		{`mail_route("", "u@x.example", "not a domain", "auto")`, "domain", `"not a domain"`, "ドメイン"},
		{`mail_route("", "", "hogehoge.com", "auto")`, "address", "This one is empty.", "アドレスが空です"},
		{`mail_route("", "u\u0085@x", "hogehoge.com", "auto")`, "address", "line break", "改行"},
		{`mail_audit("", "hogehoge.com", "automatic")`, "dns_service", `"automatic" is no DNS service.`, `"automatic" というDNSサービスはありません`},
		{`mail_records("hogehoge.com", "auto", [])`, "dns_service", "The records differ between the DNS services", "レコードはDNSサービスによって異なります。"},
		{`mail_records("hogehoge.com", "simple", [{ servers = ["192.0.2.1"], for = "web" }, { servers = ["s2.xrea.com"], for = "@" }])`, "intents", `Intent 2, for "@" is not possible with simple DNS: `, "2番目の指定（for = \"@\"）は簡易DNSではできません。"},
		{`mail_records("hogehoge.com", "general", [{ servers = ["192.0.2.1"], for = "@" }, { server = ["192.0.2.1"], for = "web" }])`, "intents", `Intent 2: Did you mean "servers"? There is no attribute "server". The attributes are for, servers.`, `2番目の指定: "servers" のことですか？"server" という属性はありません。`},
		{`mail_records("hogehoge.com", "general", [{ servers = ["192.0.2.1"], fro = "@" }])`, "intents", `Intent 1: Did you mean "for"? There is no attribute "fro".`, `1番目の指定: "for" のことですか？`},
		{`mail_records("hogehoge.com", "general", [{ servers = ["192.0.2.1"] }])`, "intents", `Intent 1: for is missing. Write for example { servers = ["mx1.example.net"], for = "@" }.`, `1番目の指定: for がありません。`},
		{`mail_records("hogehoge.com", "general", [{ servers = [1], for = "@" }])`, "intents", `Intent 1: for is a text, and servers is a list of texts`, `servers にはテキストのリスト`},
		{`mail_records("hogehoge.com", "general", { servers = ["192.0.2.1"], for = "@" })`, "intents", `intents is a list, such as [{ servers`, `のようなリストです`},
		{`mail_records("hogehoge.com", "general", ["@"])`, "intents", `Intent 1: intent is an object, such as { servers = … }.`, `のようなオブジェクトです`},
		{`mail_records("hogehoge.com", "general", [{ servers = ["a\nb"], for = "@" }])`, "intents", `"a\nb" contains a line break`, "改行"},
		{`import_blocks("", "com")`, "domain", `"com" is not a domain name`, "ドメイン名ではありません"},
		{`zone_file("", "hogehoge.com", 3600.5)`, "ttl", "The TTL must be a whole number from 1 to 2147483647, in seconds.", "TTLは1から2147483647"},
		{`zone_file("", "hogehoge.com", 0)`, "ttl", "The TTL must be a whole number from 1 to 2147483647, in seconds.", "TTLは1から2147483647"},
	} {
		t.Run(tc.call[:12]+" "+tc.argument, func(t *testing.T) {
			t.Parallel()
			mustRefuse(t, tc.call, tc.argument, tc.en, tc.ja)
		})
	}
}

// mustRefuse calls a function, which names the argument and what is wrong in both
// languages.
func mustRefuse(t *testing.T, call, argument, en, ja string) {
	t.Helper()
	c := newCLI(t, nil)
	c.function("provider::valuedomain::" + call)
	for language, want := range map[string]string{"en": en, "ja": ja} {
		c.env = []string{"VALUEDOMAIN_LANGUAGE=" + language}
		o := c.plan()
		if o.code != 1 || !strings.Contains(flat(o.details()), want) || !strings.Contains(flat(o.details()), `"`+argument+`"`) {
			t.Errorf("want %q at %q:\n%s", want, argument, o.out)
		}
		if end := strings.TrimSpace(o.details()); strings.HasSuffix(end, "..") || strings.HasSuffix(end, "。.") {
			t.Errorf("two full stops:\n%s", end)
		}
	}
}

// flat undoes the line breaks of a message.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestValuesOfMailPolicyAreWritten(t *testing.T) {
	t.Parallel()
	var values []string
	call(t, `[
  provider::valuedomain::dmarc_value("none", []),
  provider::valuedomain::dmarc_value("quarantine", ["postmaster@hogehoge.com", "mailto:r@example.net!10m"], { pct = 50, sp = "none" }),
  provider::valuedomain::dkim_value("`+wholeKey[:64]+`\n`+wholeKey[64:]+`\n"),
  provider::valuedomain::dkim_value("-----BEGIN PUBLIC KEY-----\n`+wholeKey[:64]+`\n`+wholeKey[64:]+`\n-----END PUBLIC KEY-----\n"),
  provider::valuedomain::mta_sts_value("20260101"),
  provider::valuedomain::tls_rpt_value(["postmaster@hogehoge.com", "https://example.net/v1"]),
]`, &values)
	want := []string{
		"v=DMARC1; p=none",
		"v=DMARC1; p=quarantine; rua=mailto:postmaster@hogehoge.com,mailto:r@example.net!10m; sp=none; pct=50",
		"v=DKIM1; k=rsa; p=" + wholeKey,
		"v=DKIM1; k=rsa; p=" + wholeKey,
		"v=STSv1; id=20260101",
		"v=TLSRPTv1; rua=mailto:postmaster@hogehoge.com,https://example.net/v1",
	}
	if !slices.Equal(values, want) {
		t.Errorf("got  %q\nwant %q", values, want)
	}
}

func TestValuesOfMailPolicyThatReceiversWouldIgnoreAreRefused(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		`dmarc_value("block", [])`:                  "`p=block` is not a value that this tag can have. Write one of these: p=none p=quarantine p=reject",
		`dmarc_value("none", ["hogehoge.com"])`:     "`mailto:hogehoge.com` in `rua` is no address that reports can go to.",
		`dmarc_value("none", [], { percent = 50 })`: "There is no tag `percent`. The tags are sp, np, adkim, aspf, pct, fo, rf, ri, psd, t, ruf.",
		`dmarc_value("none", [], {}, {})`:           "Write all tags in one map.",
		`dkim_value("` + wholeKey[:200] + `")`:      "The key after `p=` is cut off: it ends after 200 characters",
		`dkim_value("-----BEGIN PRIVATE KEY-----")`: "This is a private key, which must stay secret.",
		`dkim_value("MC4CAQAwBQYDK2VwBCIEIA==")`:    "This is a private key, which must stay secret.",
		`dkim_value("")`:                            "The tag `p` is missing. Copy the whole text that the mail service shows, with the key after `p=`.",
		`mta_sts_value("2026-01-01")`:               "`id=2026-01-01` is not a value that this tag can have.",
		`tls_rpt_value([])`:                         "The tag `rua` is missing.",
	} {
		t.Run(expression, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, nil)
			c.function("provider::valuedomain::" + expression)
			if o := c.run("plan", "-no-color"); o.code != 1 || !strings.Contains(strings.Join(strings.Fields(strings.ReplaceAll(o.out, "│", "")), " "), want) {
				t.Errorf("code %d, want %q in:\n%s", o.code, want, o.out)
			}
		})
	}
}

func TestMailDiagramDrawsAFlowchart(t *testing.T) {
	t.Parallel()
	var text string
	call(t, `provider::valuedomain::mail_diagram("mx s1.xrea.com. 10", "hogehoge.com", "simple")`, &text)
	want := "flowchart LR\n  n0[\"user@hogehoge.com\"]\n  n1[\"s1.xrea.com\"]\n  n0 -->|10| n1\n  n2[\"user@….hogehoge.com\"]\n  n2 -->|10| n1\n  classDef broken fill:#fee,stroke:#c00\n"
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}
