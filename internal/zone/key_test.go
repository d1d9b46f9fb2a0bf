package zone_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestLinesOfOneMeaningHaveOneKey(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("Example.COM.")
	for name, lines := range map[string][]string{
		"case and blanks":            {"a www 192.0.2.1", "A WWW 192.0.2.1", " a\twww  192.0.2.1 ", "a www 192.0.2.1\r"},
		"relative and full hosts":    {"a www 192.0.2.1", "a www.example.com. 192.0.2.1", "a WWW.Example.com. 192.0.2.1"},
		"the domain itself":          {"a @ 192.0.2.1", "a example.com. 192.0.2.1", "a EXAMPLE.COM. 192.0.2.1"},
		"relative and full targets":  {"mx @ mail 10", "mx @ mail.example.com. 10", "mx @ MAIL.example.com. 10"},
		"the domain as target":       {"cname www @", "cname www example.com."},
		"both DNS services":          {"mx mail 10", "mx @ mail 10", "mx example.com. mail 10", "mx mail 10 @"},
		"a host first and last":      {"mx send mail 10", "mx mail 10 send", "MX Mail 010 SEND.example.com."},
		"leading zeros of numbers":   {"mx @ mail 10", "mx @ mail 010"},
		"IPv6 spellings":             {"aaaa @ 2001:db8::1", "aaaa @ 2001:DB8:0:0:0:0:0:1", "aaaa @ 2001:0db8::0001"},
		"an IPv4 address in an IPv6": {"aaaa @ ::ffff:192.0.2.1", "aaaa @ ::FFFF:c000:201"},
		"IDN hosts":                  {"a ドメイン 192.0.2.1", "a xn--eckwd4c7c 192.0.2.1", "a XN--ECKWD4C7C.example.com. 192.0.2.1"},
		"IDN targets":                {"cname www ÄÖ.example.", "cname www äö.example.", "cname www xn--4ca0b.example."},
		"wide letters and dots":      {"cname www ｗｅｂ。example。", "cname www web.example."},
		"an IDN below a wildcard":    {"a *.ドメイン 192.0.2.1", "a *.xn--eckwd4c7c 192.0.2.1"},
		"quotes around a text":       {"txt @ v=spf1 -all", `txt @ "v=spf1 -all"`},
		"the case of tags":           {"caa @ 0 issue x", "caa @ 0 ISSUE x", `caa @ 0 issue "x"`},
		"blanks of other lines":      {"url www  x", "url\twww x ", "url www x\r"},
	} {
		want := o.LineKey(lines[0])
		for _, line := range lines {
			if got := o.LineKey(line); got != want {
				t.Errorf("%s: key of %q is %q, of %q it is %q", name, line, got, lines[0], want)
			}
		}
	}
}

func TestLinesOfDifferentMeaningHaveDifferentKeys(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	for name, lines := range map[string][2]string{
		"a trailing dot missing":        {"mx @ s1.xrea.com 10", "mx @ s1.xrea.com. 10"},
		"a trailing dot too many":       {"mx @ mail 10", "mx @ mail. 10"},
		"a host without a trailing dot": {"a www.example.com 192.0.2.1", "a www 192.0.2.1"},
		"another priority":              {"mx @ mail 10", "mx @ mail 20"},
		"inner blanks of a text":        {"txt @ a b", "txt @ a  b"},
		"the case of a text":            {"txt @ A", "txt @ a"},
		"several strings of a text":     {`txt @ "a" "b"`, "txt @ a b"},
		"one quote":                     {`txt @ "a`, "txt @ a"},
		"blanks inside the quotes":      {`txt @ " a"`, "txt @ a"},
		"another type":                  {"a mail 192.0.2.1", "mxe mail 192.0.2.1 10"},
		"a host and what is unseen":     {"a mail 192.0.2.1", "a mail\u200b 192.0.2.1"},
		"an IDN and what is unseen":     {"a ドメイン 192.0.2.1", "a ドメイン\u00ad 192.0.2.1"},
		"a target and what is unseen":   {"cname www x.example.", "cname www x.example\ufeff."},
		"a host first or a target":      {"mx send mail 10", "mx mail send 10"},
		"a wildcard and its pattern":    {"a * 192.0.2.1", "a s* 192.0.2.1"},
		"the case of unknown lines":     {"url www X", "url www x"},
		"a record and a broken line":    {"a www 192.0.2.1", "a www 192.0.2.1 x"},
		"null mx and the domain":        {"mx @ . 0", "mx @ @ 0"},
		"fields moved by one":           {"srv x 1 12 3 t", "srv x 11 2 3 t"},
		"a text with another's field":   {"caa @ 0 issue x", "txt @ 0 issue x"},
	} {
		if a, b := o.LineKey(lines[0]), o.LineKey(lines[1]); a == b {
			t.Errorf("%s: %q and %q have the key %q both", name, lines[0], lines[1], a)
		}
	}
}

func TestKeyOfARecordThatNoLineGives(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	equal(t, "an unknown type", o.Key(zone.Record{Type: "url", Host: "www", Values: []string{"x"}}), o.LineKey("url www x"))
	equal(t, "values missing", o.Key(zone.Record{Type: "a", Host: "www"}), o.LineKey("a www"))
}

func TestFQDNAndRelative(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("Example.COM.")
	equal(t, "origin", o.String(), "example.com")
	for name, want := range map[string]string{
		"":                 "example.com",
		"@":                "example.com",
		"WWW":              "www.example.com",
		"*":                "*.example.com",
		"a.b":              "a.b.example.com",
		"www.example.com":  "www.example.com.example.com",
		"www.example.com.": "www.example.com",
		"Example.com.":     "example.com",
		"s1.XREA.com.":     "s1.xrea.com",
		".":                "",
		"ドメイン":             "xn--eckwd4c7c.example.com",
		"_dmarc":           "_dmarc.example.com",
	} {
		equal(t, "FQDN of "+name, o.FQDN(name), want)
	}
	for fqdn, want := range map[string]string{
		"example.com": "@", "www.example.com": "www", "a.b.example.com": "a.b",
		"badexample.com": "badexample.com.", "s1.xrea.com": "s1.xrea.com.", "": ".",
	} {
		equal(t, "Relative of "+fqdn, o.Relative(fqdn), want)
		equal(t, "FQDN of Relative of "+fqdn, o.FQDN(o.Relative(fqdn)), fqdn)
	}
	equal(t, "an IDN as origin", zone.NewOrigin("ドメイン.example").String(), "xn--eckwd4c7c.example")
	equal(t, "another origin", o.Contains("badexample.com"), false)
}

func TestUnquoteTakesTheQuotesAroundAWholeText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"a b"`: "a b", `""`: "", `"`: `"`, "a": "a", `"a" "b"`: `"a" "b"`, `"a\"b"`: `"a\"b"`, `a"`: `a"`, `" a "`: " a ",
	} {
		equal(t, "Unquote of "+text, zone.Unquote(text), want)
	}
}

func FuzzKey(f *testing.F) {
	for _, line := range seedLines() {
		f.Add(line, "example.com")
	}
	f.Add("a ÄÖ 192.0.2.1", "ドメイン.example")
	f.Fuzz(func(t *testing.T, line, domain string) {
		o := zone.NewOrigin(domain)
		key := o.LineKey(line)
		if upper := zone.NewOrigin(o.String() + "."); upper.LineKey(line) != key && zone.CheckDomain(domain) == nil {
			t.Fatalf("key of %q depends on the spelling of %q", line, domain)
		}
		r, ok := zone.ParseRecord(line)
		if !ok || zone.CheckDomain(domain) != nil || o.CheckHost(r.HostOrApex()) != nil {
			return
		}
		// The same record with its host written as a full name.
		full := r
		full.Host = o.Owner(r) + "."
		if o.Key(full) != key {
			t.Fatalf("%q has key %q, %q has %q", line, key, full.Line(), o.Key(full))
		}
		full.Host = o.Relative(o.Owner(r))
		if o.Key(full) != key {
			t.Fatalf("%q has key %q, %q has %q", line, key, full.Line(), o.Key(full))
		}
		if full.Host = strings.ToUpper(full.Host); o.Key(full) != key {
			t.Fatalf("%q has key %q, %q has %q", line, key, full.Line(), o.Key(full))
		}
	})
}
