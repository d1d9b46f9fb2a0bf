package provider_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

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
		{"txt", `host = "s1._domainkey"
value = "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A  two blanks 日本語"`, "txt s1._domainkey v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A  two blanks 日本語", `host = "_dmarc"
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

func TestEveryTypeComesChangesIsImportedAndGoes(t *testing.T) {
	t.Parallel()
	for _, tc := range everyType() {
		t.Run(tc.kind, func(t *testing.T) {
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
			c.apply()
			holds(tc.thenLine)
			c.mustBeClean()
			if o := c.run("state", "rm", "valuedomain_"+tc.kind+"_record.r"); o.code != 0 {
				t.Fatal(o.out)
			}
			if o := c.plan(); o.code != 1 || !strings.Contains(o.summaries(), "The record is in the zone already") {
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
