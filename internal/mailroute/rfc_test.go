package mailroute_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestRoutesFollowTheRFCs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, address, want string }{
		"RFC 5321: the lowest number comes first": {
			"mx @ c. 30\nmx @ a. 5\nmx @ b. 010\n", "hogehoge.com", "5 a (mx), 10 b (mx), 30 c (mx)",
		},
		"RFC 5321: IPv4 comes before IPv6, each once": {
			"aaaa mail 2001:db8::1\na mail 192.0.2.1\na mail 192.0.2.1\nmx @ mail 10\n", "hogehoge.com",
			"10 mail.hogehoge.com 192.0.2.1 2001:db8::1 (mx)",
		},
		"RFC 5321: an aaaa alone is an address too": {
			"aaaa @ 2001:db8::1\n", "hogehoge.com", "0 hogehoge.com 2001:db8::1 (address record)",
		},
		"RFC 5321: with an mx the address record is no way out": {
			"a @ 192.0.2.1\nmx @ mail 10\n", "hogehoge.com",
			"10 mail.hogehoge.com (mx): " + none(mailroute.FailureNoAddress),
		},
		"one server that can be reached is enough": {
			"mx @ mail 10\nmx @ s7.xrea.com. 20\n", "hogehoge.com", "10 mail.hogehoge.com (mx), 20 s7.xrea.com (mx)",
		},
		"the address of a server may come from the wildcard": {
			"a * 192.0.2.1\nmx @ mail 10\n", "hogehoge.com", "10 mail.hogehoge.com 192.0.2.1 (mx)",
		},
		"an mxe gives its host an address": {
			"mxe mail 192.0.2.1 10\nmx web mail 20\n", "web.hogehoge.com", "20 mail.hogehoge.com 192.0.2.1 (mx)",
		},
		"RFC 4592: an empty non-terminal blocks the wildcard": {
			"mx * a. 10\na x.web 192.0.2.1\n", "web.hogehoge.com", none(mailroute.FailureNoRecord),
		},
		"RFC 4592: a name that exists blocks the wildcard above it": {
			"mx * a. 10\ntxt web x\n", "below.web.hogehoge.com", none(mailroute.FailureNoRecord),
		},
		"RFC 4592: the wildcard of the closest encloser answers": {
			"mx * a. 10\nmx *.web b. 10\n", "x.y.web.hogehoge.com", "10 b (wildcard mx)",
		},
		"RFC 4592: an address record at the wildcard": {
			"a * 192.0.2.1\n", "x.hogehoge.com", "0 x.hogehoge.com 192.0.2.1 (address record)",
		},
		"RFC 7505: a null mx takes no mail": {
			"a @ 192.0.2.1\nmx @ . 0\n", "hogehoge.com", none(mailroute.FailureNullMX),
		},
		"RFC 7505: a null mx of simple DNS counts for all names": {
			"a www 192.0.2.1\nmx . 0\n", "www.hogehoge.com", none(mailroute.FailureNullMX),
		},
		"RFC 7505: a null mx takes one name out of the catch-all": {
			"mxe mail 192.0.2.1 10\nmx www . 0\n", "www.hogehoge.com", none(mailroute.FailureNullMX),
		},
		"RFC 7505: a null mx next to others is passed over": {
			"mx @ . 0\nmx @ a. 10\n", "hogehoge.com", "10 a (mx)",
		},
		"a wildcard mx goes before the catch-all": {
			"mxe mail 192.0.2.1 10\nmx * a. 20\n", "x.hogehoge.com", "20 a (wildcard mx)",
		},
		"the catch-all takes what a wildcard mx leaves": {
			"mxe mail 192.0.2.1 10\nmx * a. 20\na www 192.0.2.2\n", "www.hogehoge.com", "10 mail.hogehoge.com 192.0.2.1 (mxe)",
		},
		"both forms of mx at the domain count there": {
			"mx @ a. 20\nmx b. 10\n", "hogehoge.com", "10 b (mx), 20 a (mx)",
		},
		"of both forms of mx the one without a host takes the rest": {
			"mx @ a. 20\nmx b. 10\n", "web.hogehoge.com", "10 b (mx)",
		},
		"a second server in a circle is no failure": {
			"mx @ s7.xrea.com. 10\nmx @ mail 20\ncname mail mail\n", "hogehoge.com", "10 s7.xrea.com (mx), 20 mail.hogehoge.com (mx)",
		},
		"a catch-all is no wildcard mx where a wildcard answers": {
			"a * 192.0.2.1\nmx s1.xrea.com. 10\n", "x.hogehoge.com", "10 s1.xrea.com (mx)",
		},
		"a text alone is no address": {"txt web x\n", "web.hogehoge.com", none(mailroute.FailureNoRecord)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal(t, c.address, shown(find(c.text, "user@"+c.address)), c.want)
		})
	}
}

// TestTheOrderOfLinesMeansNothing reads every zone forwards and backwards, since
// the registrar may change the order of the lines.
func TestTheOrderOfLinesMeansNothing(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 40 {
		fmt.Fprintf(&many, "mx @ s%02d.example.net. %d\n", i, 20-i%2*10)
	}
	for name, text := range map[string]string{
		"many servers":            many.String(),
		"several addresses":       "mx @ mail 10\na mail 192.0.2.10\na mail 192.0.2.9\naaaa mail 2001:db8::2\naaaa mail 2001:db8::1",
		"several at the domain":   "a @ 192.0.2.10\na @ 192.0.2.9\naaaa @ 2001:db8::1",
		"two mxe":                 "mxe mail 192.0.2.1 10\nmxe post 192.0.2.2 10",
		"two aliases of one host": "cname @ a.example.\ncname @ b.example.",
		"both forms of mx":        "mx @ b. 10\nmx a. 10\n# mx c. 10\nmx c. 10 web",
	} {
		lines := strings.Split(strings.TrimSpace(text), "\n")
		slices.Reverse(lines)
		backwards := strings.Join(append([]string{"# a comment", ""}, lines...), "\n")
		for _, address := range []string{"user@hogehoge.com", "user@web.hogehoge.com"} {
			equal(t, name, find(backwards, address), find(text, address))
		}
	}
}

func TestAnMXEIsAnMXAndAnAddressOfItsHost(t *testing.T) {
	t.Parallel()
	const mxe = "mxe mail 192.0.2.1 10\n"
	for name, c := range map[string]struct{ text, want string }{
		"alone":                         {mxe, "10 mail.hogehoge.com 192.0.2.1 (mxe)"},
		"a second address":              {mxe + "a mail 192.0.2.2\n", "10 mail.hogehoge.com 192.0.2.1 192.0.2.2 (mxe)"},
		"an IPv6 address":               {mxe + "aaaa mail 2001:DB8::1\n", "10 mail.hogehoge.com 192.0.2.1 2001:db8::1 (mxe)"},
		"the same address":              {mxe + "a mail 192.0.2.1\n", "10 mail.hogehoge.com 192.0.2.1 (mxe)"},
		"a cname at its host":           {mxe + "cname mail web\na web 192.0.2.3\n", "10 web.hogehoge.com 192.0.2.3 (mxe)"},
		"a cname that leads out":        {mxe + "cname mail mail.example.net.\n", "10 mail.example.net (mxe)"},
		"a cname to nothing":            {mxe + "cname mail web\n", "10 web.hogehoge.com (mxe): " + none(mailroute.FailureNoAddress)},
		"its host is delegated":         {mxe + "ns mail ns1.example.net.\n", "10 mail.hogehoge.com (mxe)"},
		"a host above it is delegated":  {"mxe mail.sub 192.0.2.1 10\nns sub ns1.example.net.\n", "10 mail.sub.hogehoge.com (mxe)"},
		"a wildcard next to it":         {mxe + "a * 192.0.2.9\n", "10 mail.hogehoge.com 192.0.2.1 (mxe)"},
		"two of one host":               {mxe + "mxe mail 192.0.2.2 20\n", "10 mail.hogehoge.com 192.0.2.1 192.0.2.2 (mxe), 20 mail.hogehoge.com 192.0.2.1 192.0.2.2 (mxe)"},
		"at the domain itself":          {"mxe @ 192.0.2.1 10\naaaa @ 2001:db8::1\n", "10 hogehoge.com 192.0.2.1 2001:db8::1 (mxe)"},
		"at a wildcard":                 {"mxe * 192.0.2.1 10\n", none(mailroute.FailureNoRecord)},
		"at a wildcard with an address": {"mxe * 192.0.2.1 10\na @ 192.0.2.2\n", "0 hogehoge.com 192.0.2.2 (address record)"},
		"at a pattern":                  {"mxe s* 192.0.2.1 10\n", none(mailroute.FailureNoRecord)},
		"a wildcard next to a good one": {"mxe * 192.0.2.2 5\n" + mxe, "10 mail.hogehoge.com 192.0.2.1 (mxe)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal(t, "route", shown(find(c.text, "user@hogehoge.com")), c.want)
		})
	}
}

func TestSimpleDNSRoutesTheMailOfASubdomain(t *testing.T) {
	t.Parallel()
	const text = "mx smtp.google.com. 1\nmx feedback-smtp.ap-northeast-1.amazonses.com. 10 send\nmx @ 10 self\na @ 192.0.2.6\nmx . 0 none\n"
	for address, want := range map[string]string{
		"hogehoge.com":      "1 smtp.google.com (mx)",
		"send.hogehoge.com": "10 feedback-smtp.ap-northeast-1.amazonses.com (mx)",
		"self.hogehoge.com": "10 hogehoge.com 192.0.2.6 (mx)",
		"none.hogehoge.com": none(mailroute.FailureNullMX),
	} {
		equal(t, address, shown(find(text, "user@"+address)), want)
	}
	equal(t, "a subdomain alone", shown(find("mx a.example. 10 send", "user@hogehoge.com")), none(mailroute.FailureNoRecord))
}

func TestCNAMEsAreFollowedAndFlagged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, address, want      string
		domainAlias, serverAlias []string
	}{
		"the mail domain is an alias": {
			"cname web www\nmx www a. 10\n", "web.hogehoge.com", "10 a (mx)", []string{"web.hogehoge.com"}, nil,
		},
		"an alias of an alias": {
			"cname x y\ncname y www.hogehoge.com.\na www 192.0.2.1\n", "x.hogehoge.com",
			"0 www.hogehoge.com 192.0.2.1 (address record)",
			[]string{"x.hogehoge.com", "y.hogehoge.com"},
			nil,
		},
		"an alias at the wildcard": {
			"cname * www\na www 192.0.2.1\n", "x.hogehoge.com",
			"0 www.hogehoge.com 192.0.2.1 (address record)",
			[]string{"x.hogehoge.com"},
			nil,
		},
		"an alias hides the catch-all, its target does not": {
			"cname web www\na www 192.0.2.1\nmx s1.xrea.com. 10\n", "web.hogehoge.com",
			"10 s1.xrea.com (mx)",
			[]string{"web.hogehoge.com"},
			nil,
		},
		"an alias that leads out of the zone": {
			"cname web www.example.net.\nmxe mail 192.0.2.1 10\n", "web.hogehoge.com",
			none(mailroute.FailureOutside),
			[]string{"web.hogehoge.com"},
			nil,
		},
		"an alias of itself": {
			"cname web web\n", "web.hogehoge.com", none(mailroute.FailureAliasLoop), []string{"web.hogehoge.com"}, nil,
		},
		"a circle of aliases": {
			"cname x y\ncname y x\n", "x.hogehoge.com",
			none(mailroute.FailureAliasLoop),
			[]string{"x.hogehoge.com", "y.hogehoge.com"},
			nil,
		},
		"a circle through the wildcard": {
			"cname * x.y\n", "z.hogehoge.com",
			none(mailroute.FailureAliasLoop),
			[]string{"z.hogehoge.com", "x.y.hogehoge.com"},
			nil,
		},
		"an alias that leads nowhere": {
			"cname web nobody\n", "web.hogehoge.com", none(mailroute.FailureNoRecord), []string{"web.hogehoge.com"}, nil,
		},
		"the server is an alias in the zone": {
			"cname mail www\na www 192.0.2.1\nmx @ mail 10\n", "hogehoge.com",
			"10 www.hogehoge.com 192.0.2.1 (mx)", nil,
			[]string{"mail.hogehoge.com"},
		},
		"the server is an alias of an outside one": {
			"cname mail s1.xrea.com.\nmx @ mail 10\n", "hogehoge.com", "10 s1.xrea.com (mx)", nil, []string{"mail.hogehoge.com"},
		},
		"the server goes in a circle": {
			"cname mail mail\nmx @ mail 10\n", "hogehoge.com",
			"10 mail.hogehoge.com (mx): " + none(mailroute.FailureAliasLoop), nil,
			[]string{"mail.hogehoge.com"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := find(c.text, c.address)
			equal(t, "route", shown(r), c.want)
			equal(t, "aliases of the mail domain", r.Aliases, c.domainAlias)
			if len(r.Servers) > 0 {
				equal(t, "aliases of the server", r.Servers[0].Aliases, c.serverAlias)
			}
		})
	}
}

func TestDelegatedNamesAreNotThisZonesToJudge(t *testing.T) {
	t.Parallel()
	const text = "ns sub ns1.example.net.\nns @ ns1.value-domain.com.\na sub 192.0.2.1\nmxe mail 192.0.2.2 10\n" +
		"cname to x.sub\nmx via mail.sub 10\n"
	delegated := none(mailroute.FailureDelegated)
	for address, want := range map[string]string{
		"user@sub.hogehoge.com":     delegated,
		"user@a.b.sub.hogehoge.com": delegated,
		"user@to.hogehoge.com":      delegated,
		"user@hogehoge.com":         "10 mail.hogehoge.com 192.0.2.2 (mxe)",
		"user@bsub.hogehoge.com":    "10 mail.hogehoge.com 192.0.2.2 (mxe)",
		"user@via.hogehoge.com":     "10 mail.sub.hogehoge.com (mx)",
	} {
		equal(t, address, shown(find(text, address)), want)
	}
}

func TestOnSimpleDNSAnMXOfTheDomainTakesAllMailHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	z := zone.Parse("mx @ s1.xrea.com. 10\n")
	for service, want := range map[zone.Service]string{
		zone.ServiceSimple:  "10 s1.xrea.com (mx)",
		zone.ServiceGeneral: none(mailroute.FailureNoRecord),
		zone.ServiceUnknown: none(mailroute.FailureNoRecord),
	} {
		x := zone.NewIndex(zone.NewOrigin("hogehoge.com"), service, z)
		equal(t, "web on "+string(service), shown(mailroute.Find(x, "user@web.hogehoge.com")), want)
		equal(t, "the domain on "+string(service), shown(mailroute.Find(x, "user@hogehoge.com")), "10 s1.xrea.com (mx)")
	}
}

func TestAServerShowsTheLineThatSendsTheMailThere(t *testing.T) {
	t.Parallel()
	r := find("MX  @  mail.HOGEHOGE.com.   010\na mail 192.0.2.1\n", "hogehoge.com")
	equal(t, "mx", r.Servers, []mailroute.Server{{
		Priority: 10, Name: "mail.hogehoge.com", Addresses: []string{"192.0.2.1"},
		Reason: mailroute.ReasonMX, Line: "MX  @  mail.HOGEHOGE.com.   010",
	}})
	equal(t, "address record", find("a  * 192.0.2.1\n", "x.hogehoge.com").Servers[0].Line, "a  * 192.0.2.1")
}

func TestValuesThatAPlanDoesNotKnowYetAreLeftOpen(t *testing.T) {
	t.Parallel()
	x := zone.NewIndex(zone.NewOrigin("hogehoge.com"), zone.ServiceGeneral, zone.Parse(""))
	x.Insert(zone.Entry{Record: zone.Record{Type: "mx", Host: "@", Values: []string{zone.Unknown, zone.Unknown}}, Planned: true})
	x.Insert(zone.Entry{Record: zone.Record{Type: "mx", Host: "web", Values: []string{"mail", "10"}}, Planned: true})
	x.Insert(zone.Entry{Record: zone.Record{Type: "a", Host: "mail", Values: []string{zone.Unknown}}, Line: "a mail …", Planned: true})
	x.Insert(zone.Entry{Record: zone.Record{Type: "cname", Host: "to", Values: []string{zone.Unknown}}, Planned: true})
	equal(t, "target and priority", shown(mailroute.Find(x, "hogehoge.com")), "0  (mx)")
	equal(t, "address", shown(mailroute.Find(x, "web.hogehoge.com")), "10 mail.hogehoge.com (mx)")
	equal(t, "alias", shown(mailroute.Find(x, "to.hogehoge.com")), none(mailroute.FailureOutside))
}
