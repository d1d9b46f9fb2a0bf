package zone_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestDetectServiceReadsTheMailLinesAndTheNameServers(t *testing.T) {
	t.Parallel()
	ours := zone.Detection{Service: zone.ServiceSimple, NSType: "valuedomain1"}
	general := func(line string) zone.Detection { return zone.Detection{Service: zone.ServiceGeneral, Line: line} }
	simple := func(line string) zone.Detection { return zone.Detection{Service: zone.ServiceSimple, Line: line} }
	for name, c := range map[string]struct {
		text   string
		nsType string
		want   zone.Detection
	}{
		"an empty zone":                      {"", "valuedomain1", ours},
		"a zone without mail":                {"a @ 192.0.2.1\ntxt @ mx\n", "valuedomain1", ours},
		"the other name servers":             {"", "valuedomain11", zone.Detection{Service: zone.ServiceSimple, NSType: "valuedomain11"}},
		"name servers in upper case":         {"", "ValueDomain1", zone.Detection{Service: zone.ServiceSimple, NSType: "ValueDomain1"}},
		"foreign name servers":               {"a @ 192.0.2.1\n", "others", zone.Detection{}},
		"name servers that nobody knows":     {"a @ 192.0.2.1\n", "", zone.Detection{}},
		"an mx with its host first":          {"mx @ s2.xrea.com. 10\n", "valuedomain1", general("mx @ s2.xrea.com. 10")},
		"an mx without a host":               {"mx   s1.xrea.com. 10\n", "valuedomain1", simple("mx   s1.xrea.com. 10")},
		"an mx with its host last":           {"mx s1.xrea.com. 10 send\n", "", simple("mx s1.xrea.com. 10 send")},
		"the preset of the panel":            {"mx @ 10\n", "", simple("mx @ 10")},
		"several mx without a host":          {"mx a. 10\nmx b. 20\n", "", simple("mx a. 10")},
		"an mxe":                             {"MXE mail 219.163.200.65 10\n", "valuedomain1", general("MXE mail 219.163.200.65 10")},
		"a general line behind a simple one": {"mx b. 20\nmx @ a. 10\n", "valuedomain1", general("mx @ a. 10")},
		"a general line before a simple one": {"mx @ a. 10\nmx b. 20\n", "valuedomain1", general("mx @ a. 10")},
		"a general line in a comment":        {"# mx @ a. 10\n", "valuedomain1", ours},
		"a broken mx does not count":         {"mx 10 mail.example.net.\n", "", zone.Detection{}},
	} {
		equal(t, name, zone.Parse(c.text).DetectService(c.nsType), c.want)
	}
}

func TestForServiceWritesTheHostAsTheServiceWantsIt(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	for _, c := range []struct {
		line    string
		service zone.Service
		want    string
	}{
		{"mx @ mail 10", zone.ServiceSimple, "mx mail 10"},
		{"mx mail 10", zone.ServiceSimple, "mx mail 10"},
		{"mx mail 10 @", zone.ServiceSimple, "mx mail 10"},
		{"mx Example.com. mail 10", zone.ServiceSimple, "mx mail 10"},
		{"mx web mail 10", zone.ServiceSimple, "mx mail 10 web"},
		{"mx mail 10 web", zone.ServiceSimple, "mx mail 10 web"},
		{"mx * mail 10", zone.ServiceSimple, "mx mail 10 *"},
		{"mx 2024 mail 10", zone.ServiceSimple, "mx mail 10 2024"},
		{"mx @ mail 10", zone.ServiceGeneral, "mx @ mail 10"},
		{"mx mail 10", zone.ServiceGeneral, "mx @ mail 10"},
		{"mx mail 10 @", zone.ServiceGeneral, "mx @ mail 10"},
		{"mx example.com. mail 10", zone.ServiceGeneral, "mx example.com. mail 10"},
		{"mx web mail 10", zone.ServiceGeneral, "mx web mail 10"},
		{"mx mail 10 web", zone.ServiceGeneral, "mx web mail 10"},
		{"mx mail 10 2024", zone.ServiceGeneral, "mx 2024 mail 10"},
		{"mx @ mail 10", zone.ServiceUnknown, "mx @ mail 10"},
		{"mx mail 10", zone.ServiceUnknown, "mx mail 10"},
		{"mx mail 10 web", zone.ServiceUnknown, "mx mail 10 web"},
		{"a @ 192.0.2.1", zone.ServiceSimple, "a @ 192.0.2.1"},
	} {
		r, ok := zone.ParseRecord(c.line)
		equal(t, "ok", ok, true)
		equal(t, c.line+" itself", r.Line(), c.line)
		written := r.ForService(o, c.service)
		equal(t, c.line+" on "+string(c.service), written.Line(), c.want)
		equal(t, c.line+" means the same", o.LineKey(written.Line()), o.LineKey(c.line))
		again, _ := zone.ParseRecord(written.Line())
		equal(t, c.line+" read again", again, written)
	}
}

// The DNS knows names in ASCII only. Everything else is written as it was typed.
func TestALineIsWrittenWithItsNamesAsPunycode(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	for line, want := range map[string]string{
		"a ブログ 192.0.2.1":              "a xn--qckyd1c 192.0.2.1",
		"a ﾌﾞﾛｸﾞ 192.0.2.1":            "a xn--qckyd1c 192.0.2.1",
		"a *.ブログ 192.0.2.1":            "a *.xn--qckyd1c 192.0.2.1",
		"cname WWW ドメイン.Example.":      "cname WWW xn--eckwd4c7c.example.",
		"mx ブログ mail 10":               "mx mail 10 xn--qckyd1c",
		"txt WWW ブログ":                  "txt WWW ブログ",
		"srv _sip._tcp 10 0 5060 ドメイン": "srv _sip._tcp 10 0 5060 xn--eckwd4c7c",
	} {
		r, ok := zone.ParseRecord(line)
		equal(t, line+" is a record", ok, true)
		equal(t, line, r.LineFor(o, zone.ServiceSimple), want)
		equal(t, line+" means the same", o.LineKey(want), o.LineKey(line))
	}
}

func TestTypesAreFoundByName(t *testing.T) {
	t.Parallel()
	for _, want := range zone.Types() {
		got, ok := zone.LookupType(want.Name)
		equal(t, want.Name+" found", ok, true)
		equal(t, want.Name, got, want)
	}
	_, ok := zone.LookupType("url")
	equal(t, "an unknown type found", ok, false)
}
