package provider_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// wholeKey is a DKIM key of 2048 bits, which makes a text longer than one string
// of the DNS (255 bytes). Nobody signs with it.
const wholeKey = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"

func itoa(n int) string { return strconv.Itoa(n) }

// everyType lists a resource of each type: how it comes, how all its values
// change, and the lines that both make.
func everyType() []struct{ kind, first, firstLine, then, thenLine, id string } {
	return []struct{ kind, first, firstLine, then, thenLine, id string }{
		{"a", `host = "x"
address = "192.0.2.1"`, "a x 192.0.2.1", `host = "y"
address = "192.0.2.2"`, "a y 192.0.2.2", "y/192.0.2.2"},
		{"aaaa", `host = "x6"
address = "2001:db8::1"`, "aaaa x6 2001:db8::1", `host = "y6"
address = "2001:DB8:0::2"`, "aaaa y6 2001:DB8:0::2", "y6/2001:db8::2"},
		{"cname", `host = "docs"
target = "hogehoge.github.io."`, "cname docs hogehoge.github.io.", `host = "pages"
target = "www"`, "cname pages www", "pages/www.hogehoge.com."},
		{"mx", `target = "s3.xrea.com."`, "mx @ s3.xrea.com. 10", `host = "web"
target = "s4.xrea.com."
priority = 20`, "mx web s4.xrea.com. 20", "web/s4.xrea.com./20"},
		{"mxe", `address = "219.163.200.65"`, "mxe mail 219.163.200.65 10", `host = "post"
address = "219.163.200.66"
priority = 0`, "mxe post 219.163.200.66 0", "post/219.163.200.66/0"},
		{"txt", `host = "long._domainkey"
value = "v=DKIM1; k=rsa; p=` + wholeKey + `"`, "txt long._domainkey v=DKIM1; k=rsa; p=" + wholeKey, `host = "say"
value = "say \"a;b\"; 日本　語 'x'"`, `txt say say "a;b"; 日本　語 'x'`, `say/say "a;b"; 日本　語 'x'`},
		{"txt", `host = "s1._domainkey"
value = "v=DKIM1; k=rsa;  n=two blanks; p=` + wholeKey + `"`, "txt s1._domainkey v=DKIM1; k=rsa;  n=two blanks; p=" + wholeKey, `host = "_dmarc"
value = "\"v=DMARC1; p=none; rua=mailto:a/b@hogehoge.com\""`, `txt _dmarc "v=DMARC1; p=none; rua=mailto:a/b@hogehoge.com"`, "_dmarc/v=DMARC1; p=none; rua=mailto:a/b@hogehoge.com"},
		{"ns", `host = "sub"
target = "ns1.example.net."`, "ns sub ns1.example.net.", `host = "sub2"
target = "ns2.example.net."`, "ns sub2 ns2.example.net.", "sub2/ns2.example.net."},
		{"srv", `host = "_imaps._tcp"
port = 993
target = "www"`, "srv _imaps._tcp 10 0 993 www", `host = "_imap._tcp"
priority = 20
weight = 5
port = 143
target = "www.hogehoge.com."`, "srv _imap._tcp 20 5 143 www.hogehoge.com.", "_imap._tcp/20/5/143/www"},
		{"caa", `tag = "issue"
value = "letsencrypt.org"`, "caa @ 0 issue letsencrypt.org", `host = "ca"
flags = 128
tag = "issuewild"
value = "example.org"`, "caa ca 128 issuewild example.org", "ca/128/issuewild/example.org"},
		{"raw", `line = "url  shop   https://hogehoge.example/shop"`, "url  shop   https://hogehoge.example/shop", `line = "url shop2 https://hogehoge.example/shop2"`, "url shop2 https://hogehoge.example/shop2", "url shop2 https://hogehoge.example/shop2"},
	}
}

// argument is one of a resource: its name, and its value if that is a string, else its
// number.
var argument = regexp.MustCompile(`(?m)^(\w+) = (?:"(.*)"|(\d+))$`)

func typeNames() (names []string) {
	for _, row := range everyType() {
		if !slices.Contains(names, row.kind) {
			names = append(names, row.kind)
		}
	}
	return names
}

func TestEveryTypeComesChangesIsImportedAndGoes(t *testing.T) {
	t.Parallel()
	for _, tc := range everyType() {
		t.Run(tc.kind+" "+tc.id, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			block := func(body string) string {
				return "resource \"valuedomain_" + tc.kind + "_record\" \"r\" {\ndomain = \"hogehoge.com\"\n" + body + "\n}\n"
			}
			holds := func(line string) {
				t.Helper()
				if want := webZone + "\n" + line; w.text(t) != want {
					t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), want)
				}
			}
			c.write(`dns_service = "general"`, block(tc.first))
			c.apply()
			holds(tc.firstLine)
			c.mustBeClean()
			c.write(`dns_service = "general"`, block(tc.then))
			w.ResetJournal()
			if o := c.apply(); !strings.Contains(o.out, "0 added, 1 changed, 0 destroyed") {
				t.Errorf("not one change in place:\n%s", o.out)
			}
			if n := w.writes(); n != 1 {
				t.Errorf("%d writes for one change", n)
			}
			holds(tc.thenLine)
			c.mustBeClean()
			if o := c.run("state", "rm", "valuedomain_"+tc.kind+"_record.r"); o.code != 0 {
				t.Fatal(o.out)
			}
			if o := c.plan(); o.code != 1 || !strings.Contains(o.summaries(), "Record already exists in the zone") {
				t.Errorf("an identical line must be an error:\n%s", o.out)
			}
			if o := c.run("import", "-input=false", "valuedomain_"+tc.kind+"_record.r", "hogehoge.com/"+tc.id); o.code != 0 {
				t.Fatal(o.out)
			}
			c.mustBeClean()
			if _, err := w.Edit(testDomain, func(string) string { return webZone }); err != nil {
				t.Fatal(err)
			}
			c.apply() // A line that vanished comes back.
			holds(tc.thenLine)
			c.destroy()
			if w.text(t) != webZone {
				t.Errorf("zone after destroy:\n%s", w.text(t))
			}
		})
	}
}

// Values that no zone takes are refused before anything is read, with the reason.
func TestWhatNoZoneTakesIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 64)
	for _, tc := range []struct{ name, kind, body, en, ja string }{
		{"apex", "cname", "host = \"@\"\ntarget = \"www\"", "The domain itself (`@`) can't be a CNAME", "ドメイン名そのもの（`@`）をCNAMEにすることはできません"},
		{"apex_in_full", "cname", "host = \"hogehoge.com.\"\ntarget = \"www\"", "RFC 1912", "RFC 1912"},
		{"label", "a", "host = \"" + long + "\"\naddress = \"192.0.2.1\"", long, long},
		{"name", "mx", "target = \"" + strings.Repeat("abcdefghi.", 26) + "\"", "253", "253"},
		{"character", "ns", "host = \"su b\"\ntarget = \"ns1.example.net.\"", "contains a space", "空白"},
		{"sign", "srv", "host = \"_a._tcp\"\nport = 1\ntarget = \"ma!l\"", "\"!\"", "\"!\""},
		{"line_break", "txt", "value = \"v=spf1 -all\\na evil 192.0.2.66\"", "line break", "改行"},
		{"separator", "txt", "value = \"a\\u2028b\"", "line break", "改行"},
		{"port", "srv", "host = \"_a._tcp\"\nport = 65536\ntarget = \"mail\"", "65535", "65535"},
		{"flags", "caa", "flags = 256\ntag = \"issue\"\nvalue = \"x\"", "255", "255"},
		{"ipv6", "aaaa", "address = \"192.0.2.1\"", "IPv6", "IPv6"},
		{"known", "raw", "line = \"mx @ mail 10\"", "valuedomain_mx_record", "valuedomain_mx_record"},
		{"two_lines", "raw", "line = \"url a b\\nurl c d\"", "line break", "改行"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, nil)
			for language, want := range map[string]string{"en": tc.en, "ja": tc.ja} {
				c.write("language = \""+language+"\"", block(tc.kind+"_record", tc.name, tc.body))
				o := c.run("validate", "-json")
				var v struct{ Diagnostics []diagnostic }
				if err := json.Unmarshal([]byte(o.out), &v); err != nil {
					t.Fatal(err)
				}
				errors := 0
				for _, d := range v.Diagnostics {
					if d.Severity == "error" {
						errors++
						if !strings.Contains(d.Detail, want) {
							t.Errorf("want %q: %s", want, d.Detail)
						}
					}
				}
				if errors != 1 {
					t.Errorf("%d errors:\n%s", errors, o.out)
				}
			}
		})
	}
}
