package mailroute_test

import (
	"reflect"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// find returns the route in a zone of hogehoge.com, whose DNS service is told
// from its lines.
func find(text, address string) mailroute.Route {
	z := zone.Parse(text)
	return mailroute.Find(zone.NewIndex(zone.NewOrigin("hogehoge.com"), z.DetectService("").Service, z), address)
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func TestAddressesBelongToTheDomainOrHaveNoRoute(t *testing.T) {
	t.Parallel()
	const text = "mx @ s2.xrea.com. 10\n"
	for address, want := range map[string]struct {
		domain  string
		failure mailroute.Failure
	}{
		"user@hogehoge.com":          {"hogehoge.com", ""},
		"hogehoge.com":               {"hogehoge.com", ""},
		"user@HogeHoge.COM.":         {"hogehoge.com", ""},
		`"a@b"@hogehoge.com`:         {"hogehoge.com", ""},
		"user@ドメイン.hogehoge.com":     {"xn--eckwd4c7c.hogehoge.com", mailroute.FailureNoRecord},
		"user@web.hogehoge.com":      {"web.hogehoge.com", mailroute.FailureNoRecord},
		"user@example.com":           {"example.com", mailroute.FailureNotDomain},
		"user@badhogehoge.com":       {"badhogehoge.com", mailroute.FailureNotDomain},
		"user@web":                   {"web", mailroute.FailureNotDomain},
		"user@[192.0.2.1]":           {"[192.0.2.1]", mailroute.FailureNotDomain},
		"user@a..hogehoge.com":       {"a..hogehoge.com", mailroute.FailureNotDomain},
		"user@":                      {"", mailroute.FailureNotDomain},
		"":                           {"", mailroute.FailureNotDomain},
		"user@hogehoge.com extra":    {"hogehoge.com extra", mailroute.FailureNotDomain},
		"user@hogehoge.com\na x 1.1": {"hogehoge.com\na x 1.1", mailroute.FailureNotDomain},
	} {
		r := find(text, address)
		equal(t, "domain of "+address, r.Domain, want.domain)
		equal(t, "failure of "+address, r.Failure, want.failure)
		equal(t, "servers of "+address, len(r.Servers) == 1, want.failure == "")
	}
}
