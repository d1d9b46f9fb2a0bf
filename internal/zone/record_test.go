package zone_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestParseRecordReadsEachType(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		line string
		want zone.Record
	}{
		"a":                          {"a www 192.0.2.1", zone.Record{Type: "a", Host: "www", Values: []string{"192.0.2.1"}}},
		"aaaa":                       {"aaaa @ 2001:DB8::1", zone.Record{Type: "aaaa", Host: "@", Values: []string{"2001:DB8::1"}}},
		"cname":                      {"cname docs docs.example.net.", zone.Record{Type: "cname", Host: "docs", Values: []string{"docs.example.net."}}},
		"mx of general DNS":          {"mx @ s1.xrea.com. 10", zone.Record{Type: "mx", Host: "@", Values: []string{"s1.xrea.com.", "10"}}},
		"mx of simple DNS":           {"mx   s1.xrea.com. 10", zone.Record{Type: "mx", Values: []string{"s1.xrea.com.", "10"}}},
		"mx with a number as host":   {"mx 10 mail 20", zone.Record{Type: "mx", Host: "10", Values: []string{"mail", "20"}}},
		"mx with a number as target": {"mx 10 20", zone.Record{Type: "mx", Values: []string{"10", "20"}}},
		"mx with its host last":      {"mx s1.xrea.com. 10 send", zone.Record{Type: "mx", Host: "send", HostLast: true, Values: []string{"s1.xrea.com.", "10"}}},
		"mx with a number last":      {"mx mail 10 2024", zone.Record{Type: "mx", Host: "2024", HostLast: true, Values: []string{"mail", "10"}}},
		"mx of the panel's preset":   {"mx @ 10", zone.Record{Type: "mx", Values: []string{"@", "10"}}},
		"mx with the domain last":    {"mx mail 10 @", zone.Record{Type: "mx", Host: "@", HostLast: true, Values: []string{"mail", "10"}}},
		"mx that takes no mail":      {"mx @ . 0", zone.Record{Type: "mx", Host: "@", Values: []string{".", "0"}}},
		"mxe":                        {"mxe mail 209.19.56.20 10", zone.Record{Type: "mxe", Host: "mail", Values: []string{"209.19.56.20", "10"}}},
		"txt with inner blanks":      {"txt @ v=spf1  a \t -all ", zone.Record{Type: "txt", Host: "@", Values: []string{"v=spf1  a \t -all"}}},
		"txt with quotes":            {`txt @ " a " `, zone.Record{Type: "txt", Host: "@", Values: []string{`" a "`}}},
		"txt of nothing in quotes":   {`txt @ ""`, zone.Record{Type: "txt", Host: "@", Values: []string{`""`}}},
		"ns":                         {"ns sub ns1.example.net.", zone.Record{Type: "ns", Host: "sub", Values: []string{"ns1.example.net."}}},
		"srv":                        {"srv _sip._tcp 10 20 5060 sip", zone.Record{Type: "srv", Host: "_sip._tcp", Values: []string{"10", "20", "5060", "sip"}}},
		"caa":                        {`caa @ 0 issue "letsencrypt.org; x=1"`, zone.Record{Type: "caa", Host: "@", Values: []string{"0", "issue", `"letsencrypt.org; x=1"`}}},
		"odd blanks and upper case":  {" \tA\tWWW   192.0.2.1\t ", zone.Record{Type: "a", Host: "WWW", Values: []string{"192.0.2.1"}}},
		"a CR at the end":            {"a www 192.0.2.1\r", zone.Record{Type: "a", Host: "www", Values: []string{"192.0.2.1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := zone.ParseRecord(c.line)
			equal(t, "ok", ok, true)
			equal(t, "record", got, c.want)
		})
	}
}

func TestParseRecordLeavesOtherLinesAlone(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"nothing":                    "",
		"blanks":                     " \t",
		"a comment":                  "# a www 192.0.2.1",
		"an unknown type":            "url www https://example.net/",
		"a type alone":               "a",
		"a host without data":        "a www",
		"a bad IPv4 address":         "a www 192.0.2.256",
		"an IPv4 with leading zeros": "a www 192.0.2.01",
		"an IPv6 address in an a":    "a www 2001:db8::1",
		"an IPv4 address in an aaaa": "aaaa www 192.0.2.1",
		"an IPv6 address with zone":  "aaaa www fe80::1%eth0",
		"a field too many":           "a www 192.0.2.1 x",
		"an mx in master file order": "mx 10 mail.example.net.",
		"an mx without priority":     "mx mail.example.net.",
		"a priority out of range":    "mx @ mail 65536",
		"a priority with a sign":     "mx @ mail +10",
		"a negative priority":        "mx @ mail -1",
		"an mx field too many":       "mx @ mail 10 20",
		"a text without a value":     "txt @ ",
		"flags out of range":         "caa @ 256 issue x",
		"a tag with a dot":           "caa @ 0 is.sue x",
		"a Kelvin sign for a letter": "cname\u212a www x",
		"blanks of Unicode between":  "a\u3000www\u3000192.0.2.1",
		"two lines by a lone CR":     "a @ 192.0.2.1\ra www 192.0.2.1",
	} {
		if r, ok := zone.ParseRecord(line); ok {
			t.Errorf("%s: ParseRecord(%q) = %+v, want none", name, line, r)
		}
	}
}

func TestLineWritesFieldsAsTheyAreSpelled(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"A\tWWW  192.0.2.1 ":        "a WWW 192.0.2.1",
		"mx   S1.XREA.com.   010":   "mx S1.XREA.com. 010",
		"mx  @  mail 10":            "mx @ mail 10",
		"MX\tmail  010  Send":       "mx mail 010 Send",
		`txt @   "a  b" `:           `txt @ "a  b"`,
		"srv  _x._tcp 1  2 3 t.ex.": "srv _x._tcp 1 2 3 t.ex.",
	} {
		r, _ := zone.ParseRecord(line)
		equal(t, "Line of "+line, r.Line(), want)
	}
}

func TestGetReturnsNamedFields(t *testing.T) {
	t.Parallel()
	r, _ := zone.ParseRecord("srv _sip._tcp 10 20 5060 sip")
	for field, want := range map[string]string{
		"priority": "10", "weight": "20", "port": "5060", "target": "sip", "address": "", "host": "",
	} {
		equal(t, field, r.Get(field), want)
	}
	equal(t, "of an unknown type", zone.Record{Type: "x", Values: []string{"1"}}.Get("priority"), "")
	equal(t, "of missing values", zone.Record{Type: "mx", Values: []string{"mail"}}.Get("priority"), "")
}

func TestKnowsTellsValuesThatAPlanWaitsFor(t *testing.T) {
	t.Parallel()
	r := zone.Record{Type: "mx", Host: zone.Unknown + "1", Values: []string{"mail", zone.Unknown}}
	equal(t, "target", r.Knows("target"), true)
	equal(t, "host", r.Knows("host"), false)
	equal(t, "target and priority", r.Knows("target", "priority"), false)
	equal(t, "nothing asked", r.Knows(), true)
	if zone.CheckText(zone.Unknown) == nil {
		t.Error("CheckText takes Unknown for a value")
	}
}

func TestForwardingIsToldByItsAddress(t *testing.T) {
	t.Parallel()
	equal(t, "its line", zone.ForwardingRecord().Line(), "mxe mail 209.19.56.20 10")
	for line, want := range map[string]bool{
		"mxe mail 209.19.56.20 10":   true,
		"MXE post 209.19.56.20 20":   true,
		"mxe mail 219.163.200.65 10": false,
		"a mail 209.19.56.20":        false,
	} {
		r, _ := zone.ParseRecord(line)
		equal(t, line, r.IsForwarding(), want)
	}
}

// seedLines are one line of each form for the fuzz targets.
func seedLines() []string {
	return []string{
		"a www 192.0.2.1", "AAAA @ 2001:DB8::1", "cname docs docs.example.net.", "mx @ s1.xrea.com. 10",
		"mx   mail 10", "mx 10 20", "mxe mail 209.19.56.20 10", `txt @ "v=spf1  -all" `, "ns sub ns1.example.net.",
		"srv _sip._tcp 10 20 5060 sip", `caa @ 0 issue "letsencrypt.org"`, "url www https://example.net/", "# note",
		"cname ドメイン 日本語.jp.", "txt @ a\rb\r ", "a s* 192.0.2.1", "mx . 0",
		"mx s1.xrea.com. 10 send", "mx @ 10", "mx mail 10 @", "mx mail 10 2024", "MX  Mail  010\tSend.example.com.",
	}
}

func FuzzParseRecord(f *testing.F) {
	for _, line := range seedLines() {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, ok := zone.ParseRecord(line)
		if !ok {
			return
		}
		again, ok := zone.ParseRecord(r.Line())
		if !ok {
			t.Fatalf("%q reads as %+v, its Line %q as nothing", line, r, r.Line())
		}
		equal(t, "the record read again", again, r)
		o := zone.NewOrigin("example.com")
		if o.LineKey(line) != o.Key(r) || o.Key(again) != o.Key(r) {
			t.Fatalf("keys of %q differ: %q, %q, %q", line, o.LineKey(line), o.Key(r), o.Key(again))
		}
	})
}
