package zone_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestDetectServiceReadsTheMailLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want zone.Service
	}{
		"an empty zone":                 {"", zone.ServiceUnknown},
		"a zone without mail":           {"a @ 192.0.2.1\ntxt @ mx\n", zone.ServiceUnknown},
		"an mx with a host":             {"mx @ s2.xrea.com. 10\n", zone.ServiceGeneral},
		"an mx without a host":          {"mx   s1.xrea.com. 10\n", zone.ServiceSimple},
		"several mx without a host":     {"mx a. 10\nmx b. 20\n", zone.ServiceSimple},
		"an mxe":                        {"mxe mail 219.163.200.65 10\n", zone.ServiceGeneral},
		"an mxe and an mx with a host":  {"mxe mail 219.163.200.65 10\nmx @ a. 10\n", zone.ServiceGeneral},
		"both forms":                    {"mx @ a. 10\nmx b. 20\n", zone.ServiceUnknown},
		"an mxe beside an mx of simple": {"mx a. 10\nmxe mail 219.163.200.65 10\n", zone.ServiceUnknown},
		"a broken mx does not count":    {"mx 10 mail.example.net.\n", zone.ServiceUnknown},
	} {
		equal(t, name, zone.Parse(c.text).DetectService(), c.want)
	}
}

func TestForServiceWritesTheHostAsTheServiceWantsIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line    string
		service zone.Service
		want    string
	}{
		{"mx @ mail 10", zone.ServiceSimple, "mx mail 10"},
		{"mx mail 10", zone.ServiceSimple, "mx mail 10"},
		{"mx @ mail 10", zone.ServiceGeneral, "mx @ mail 10"},
		{"mx mail 10", zone.ServiceGeneral, "mx @ mail 10"},
		{"mx @ mail 10", zone.ServiceUnknown, "mx @ mail 10"},
		{"mx mail 10", zone.ServiceUnknown, "mx mail 10"},
		{"mx web mail 10", zone.ServiceSimple, "mx web mail 10"},
		{"a @ 192.0.2.1", zone.ServiceSimple, "a @ 192.0.2.1"},
	} {
		r, ok := zone.ParseRecord(c.line)
		equal(t, "ok", ok, true)
		equal(t, c.line+" on "+string(c.service), r.ForService(c.service).Line(), c.want)
		equal(t, c.line+" itself", r.Line(), c.line)
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
