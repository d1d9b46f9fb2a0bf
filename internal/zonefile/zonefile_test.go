package zonefile_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

const domain = "hogehoge.com"

// render returns the file of a text, without its head.
func render(t *testing.T, text string) (body string, omitted []zonefile.Omission) {
	t.Helper()
	f, err := zonefile.Render(zone.Parse(text), domain, 600)
	if err != nil {
		t.Fatal(err)
	}
	body, found := strings.CutPrefix(f.Text, head)
	if !found {
		t.Fatalf("the head is another one:\n%s", f.Text)
	}
	return body, f.Omitted
}

const head = `$TTL 600
hogehoge.com. IN SOA ns1.value-domain.com. hostmaster.hogehoge.com. 1 10800 3600 604800 600
hogehoge.com. IN NS ns1.value-domain.com.
hogehoge.com. IN NS ns2.value-domain.com.
hogehoge.com. IN NS ns3.value-domain.com.
hogehoge.com. IN NS ns4.value-domain.com.
hogehoge.com. IN NS ns5.value-domain.com.
`

func TestLinesBecomeRecordsWithAbsoluteNames(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"an address":                {"A  WWW 192.0.2.1 ", "www.hogehoge.com. IN A 192.0.2.1\n"},
		"an IPv6 address":           {"aaaa @ 2001:DB8:0::1", "hogehoge.com. IN AAAA 2001:db8::1\n"},
		"an IDN":                    {"a 日本 192.0.2.1", "xn--wgv71a.hogehoge.com. IN A 192.0.2.1\n"},
		"a cname":                   {"cname docs docs.example.", "docs.hogehoge.com. IN CNAME docs.example.\n"},
		"an mx":                     {"mx @ mail 010", "hogehoge.com. IN MX 10 mail.hogehoge.com.\n"},
		"the null mx":               {"mx @ . 0", "hogehoge.com. IN MX 0 .\n"},
		"a delegation":              {"ns sub ns1.example.net.", "sub.hogehoge.com. IN NS ns1.example.net.\n"},
		"a service":                 {"srv _imaps._tcp 10 0 993 mail", "_imaps._tcp.hogehoge.com. IN SRV 10 0 993 mail.hogehoge.com.\n"},
		"a caa":                     {`caa @ 0 issue "letsencrypt.org; x=1"`, "hogehoge.com. IN CAA 0 issue \"letsencrypt.org; x=1\"\n"},
		"a caa in upper case":       {"caa @ 0 ISSUE letsencrypt.org", "hogehoge.com. IN CAA 0 issue \"letsencrypt.org\"\n"},
		"an mx with its host last":  {"mx mail 10 Send", "send.hogehoge.com. IN MX 10 mail.hogehoge.com.\n"},
		"a number as target":        {"mx 10 20 send", "send.hogehoge.com. IN MX 20 10.hogehoge.com.\n"},
		"a cname twice":             {"cname docs docs.example.\nCNAME Docs DOCS.example.", "docs.hogehoge.com. IN CNAME docs.example.\n"},
		"names with underscores":    {"txt _dmarc x\ncname a._domainkey b._domainkey.example.\nsrv _sip._tcp 1 2 3 sip", "_dmarc.hogehoge.com. IN TXT \"x\"\na._domainkey.hogehoge.com. IN CNAME b._domainkey.example.\n_sip._tcp.hogehoge.com. IN SRV 1 2 3 sip.hogehoge.com.\n"},
		"a text":                    {"txt @ v=spf1 mx -all", "hogehoge.com. IN TXT \"v=spf1 mx -all\"\n"},
		"a text in quotes":          {`txt @ "a; b"`, "hogehoge.com. IN TXT \"a; b\"\n"},
		"quotes and backslashes":    {`txt @ say "a\b"`, `hogehoge.com. IN TXT "say \"a\\b\""` + "\n"},
		"Japanese":                  {"txt @ 日", `hogehoge.com. IN TXT "\230\151\165"` + "\n"},
		"several strings":           {`txt @ "ab" "cd"`, `hogehoge.com. IN TXT "ab" "cd"` + "\n"},
		"a long text":               {"txt @ " + strings.Repeat("x", 600), `hogehoge.com. IN TXT "` + strings.Repeat("x", 255) + `" "` + strings.Repeat("x", 255) + `" "` + strings.Repeat("x", 90) + "\"\n"},
		"equal lines stand once":    {"a www 192.0.2.1\nA WWW 192.0.2.1", "www.hogehoge.com. IN A 192.0.2.1\n"},
		"a comment stays":           {"; hello\n# x\n\n", "; hello\n; # x\n"},
		"a long comment is wrapped": {"; " + strings.Repeat("x", 399) + "ドット;;", "; " + strings.Repeat("x", 399) + "\n; ドット;;\n"},
		"a comment can't break out": {"; a\vb\u2028c\rd", "; a b c d\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, omitted := render(t, c.text); got != c.want || omitted != nil {
				t.Errorf("got\n%s%v\nwant\n%s", got, omitted, c.want)
			}
		})
	}
}

func TestWhatTheFileCannotSayIsACommentAndReported(t *testing.T) {
	t.Parallel()
	for text, reason := range map[string]string{
		"mx s* s5.xrea.com. 10":                "the DNS has no pattern but \"*\"",
		"url blog https://hogehoge.example/":   "it is no record of a type that is known here",
		"a www 300.0.2.1":                      "its address is not an IPv4 address",
		"a @ 1.2.3":                            "its address is not an IPv4 address",
		"txt lonely":                           "its value is missing",
		"mx @ mail 10 20":                      "it has a field more than its type",
		"\ufeffa www 192.0.2.1":                "it contains a character that nobody can see: U+FEFF",
		"a w\u200bw 192.0.2.1":                 "its host is no name of the zone",
		"a _x 192.0.2.1":                       "name servers reject an underscore in the host of such a record",
		"aaaa a_b 2001:db8::1":                 "name servers reject an underscore in the host of such a record",
		"mx under_score mail 10":               "name servers reject an underscore in the host of such a record",
		"mx mail 10 under_score":               "name servers reject an underscore in the host of such a record",
		"mxe under_score 192.0.2.1 10":         "name servers reject an underscore in the host of such a record",
		"mx @ mail_1 10":                       "name servers reject an underscore in its target",
		"ns sub ns_1.example.":                 "name servers reject an underscore in its target",
		"srv _sip._tcp 1 2 3 sip_1":            "name servers reject an underscore in its target",
		"a -x 192.0.2.1":                       "its host is no name of the zone",
		"cname @ www":                          "the domain itself can't be a cname",
		"mx @ a..b. 10":                        "its target is not valid",
		"mxe * 192.0.2.1 10":                   "a wildcard is no mail server",
		"ns * ns1.example.net.":                "a wildcard can't be delegated (RFC 4592 section 4.2)",
		"txt @ " + strings.Repeat("x", 65_001): "its text is longer than a record can be",
	} {
		body, omitted := render(t, text)
		body = strings.ReplaceAll(body, "\n; ", "") // A long line is wrapped.
		if want := "; not in this file, since " + reason + ": " + text + "\n"; body != want {
			t.Errorf("got %s, want %s", body, want)
		}
		if want := []zonefile.Omission{{Line: text, Reason: reason}}; !reflect.DeepEqual(omitted, want) {
			t.Errorf("reported %v, want %v", omitted, want)
		}
	}
	body, omitted := render(t, "a www 192.0.2.1\ncname www docs.example.\ncname www other.example.")
	want := "; not in this file, since a cname is at the same host and hides it: a www 192.0.2.1\n" +
		"www.hogehoge.com. IN CNAME docs.example.\n" +
		"; not in this file, since another cname is at the same host: cname www other.example.\n"
	if body != want || len(omitted) != 2 {
		t.Errorf("at the host of a cname: got\n%s", body)
	}
	body, omitted = render(t, "cname mail docs.example.\nmxe mail 192.0.2.1 10")
	want = "mail.hogehoge.com. IN CNAME docs.example.\n" +
		"; not in this file, since a cname is at the same host and hides its address; its MX is in the file: mxe mail 192.0.2.1 10\n" +
		"; the mail of every name:\nhogehoge.com. IN MX 10 mail.hogehoge.com.\n*.hogehoge.com. IN MX 10 mail.hogehoge.com.\n*.mail.hogehoge.com. IN MX 10 mail.hogehoge.com.\n"
	if body != want || len(omitted) != 1 {
		t.Errorf("an mxe at the host of a cname: got\n%s", body)
	}
}

func TestARecordForAllMailStandsAtEveryNameWithoutAnMX(t *testing.T) {
	t.Parallel()
	body, omitted := render(t, "mxe mail 192.0.2.25 10\na www.deep 192.0.2.1\nmx own s9.xrea.com. 10\ncname docs docs.example.\nns sub ns1.example.net.\ntxt _dmarc v=DMARC1\na * 192.0.2.2")
	want := `mail.hogehoge.com. IN A 192.0.2.25
www.deep.hogehoge.com. IN A 192.0.2.1
own.hogehoge.com. IN MX 10 s9.xrea.com.
docs.hogehoge.com. IN CNAME docs.example.
sub.hogehoge.com. IN NS ns1.example.net.
_dmarc.hogehoge.com. IN TXT "v=DMARC1"
*.hogehoge.com. IN A 192.0.2.2
; the mail of every name:
hogehoge.com. IN MX 10 mail.hogehoge.com.
*.hogehoge.com. IN MX 10 mail.hogehoge.com.
deep.hogehoge.com. IN MX 10 mail.hogehoge.com.
*.deep.hogehoge.com. IN MX 10 mail.hogehoge.com.
www.deep.hogehoge.com. IN MX 10 mail.hogehoge.com.
*.www.deep.hogehoge.com. IN MX 10 mail.hogehoge.com.
*.docs.hogehoge.com. IN MX 10 mail.hogehoge.com.
mail.hogehoge.com. IN MX 10 mail.hogehoge.com.
*.mail.hogehoge.com. IN MX 10 mail.hogehoge.com.
*.own.hogehoge.com. IN MX 10 mail.hogehoge.com.
`
	if body != want || omitted != nil {
		t.Errorf("got\n%s%v\nwant\n%s", body, omitted, want)
	}
}

func TestTheHeadFollowsTheTTLAndTheZone(t *testing.T) {
	t.Parallel()
	f, err := zonefile.Render(zone.Parse("ns @ ns1.example.net.\nns @ ns2.example.net."), domain, 7200)
	want := `$TTL 7200
hogehoge.com. IN SOA ns1.example.net. hostmaster.hogehoge.com. 1 10800 3600 604800 3600
hogehoge.com. IN NS ns1.example.net.
hogehoge.com. IN NS ns2.example.net.
`
	if err != nil || f.Text != want {
		t.Errorf("%v, got\n%s", err, f.Text)
	}
	f, err = zonefile.Render(zone.Parse(""), domain, 120)
	if err != nil || !strings.Contains(f.Text, "NS ns1.value-domain.com.\nhogehoge.com. IN NS ns2.value-domain.com.\nhogehoge.com. IN NS ns3.value-domain.com.\n") {
		t.Errorf("%v, got\n%s", err, f.Text)
	}
	for _, ttl := range []int{-1, 0, 1 << 31} {
		if _, err := zonefile.Render(zone.Parse(""), domain, ttl); !errors.Is(err, zonefile.ErrTTL) {
			t.Errorf("a ttl of %d gives %v", ttl, err)
		}
	}
	if _, err := zonefile.Render(zone.Parse(""), "com", 600); err == nil {
		t.Error("a domain of one label is taken")
	}
}
