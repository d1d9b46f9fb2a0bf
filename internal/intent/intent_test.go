package intent_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/intent"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const domain = "hogehoge.com"

// in is an intent in one call.
func in(host string, servers ...string) intent.Intent {
	return intent.Intent{For: host, Servers: servers}
}

// recordsFor returns the records of a setup that has only intents.
func recordsFor(domain string, s zone.Service, intents []intent.Intent) ([]intent.Record, error) {
	return intent.Set(domain, s, intent.Setup{Intents: intents})
}

// lines writes records as "Q12: mx @ s2.xrea.com. 10".
func lines(records []intent.Record) []string {
	written := make([]string, len(records))
	for i, r := range records {
		written[i] = r.Question + ": " + r.Line()
	}
	return written
}

func TestIntentsBecomeTheRecordsThatTheFAQSets(t *testing.T) {
	t.Parallel()
	const general, simple = zone.ServiceGeneral, zone.ServiceSimple
	for _, c := range []struct {
		name    string
		service zone.Service
		intents []intent.Intent
		want    []string
	}{
		{"Q11, general: all mail to one address", general, []intent.Intent{in("all", "219.163.200.65")}, []string{"Q11: mxe mail 219.163.200.65 10"}},
		{"Q11, simple: all mail to one server", simple, []intent.Intent{in("all", "s1.xrea.com")}, []string{"Q11: mx s1.xrea.com. 10"}},
		{"Q12, general: the domain's own mail", general, []intent.Intent{in("@", "s2.xrea.com.")}, []string{"Q12: mx @ s2.xrea.com. 10"}},
		{"Q12, simple: the domain's own mail by its address", simple, []intent.Intent{in("@", "219.163.200.66")}, []string{"Q12: a @ 219.163.200.66"}},
		{"Q14, general: two hosts", general, []intent.Intent{in("@", "s3.xrea.com"), in("web", "s4.xrea.com")}, []string{"Q12: mx @ s3.xrea.com. 10", "Q14: mx web s4.xrea.com. 10"}},
		{"Q14, simple: two hosts by their addresses", simple, []intent.Intent{in("@", "219.163.200.67"), in("web", "219.163.200.68")}, []string{"Q12: a @ 219.163.200.67", "Q14: a web 219.163.200.68"}},
		{"Q15, general: a pattern", general, []intent.Intent{in("s*", "s5.xrea.com")}, []string{"Q15: mx s* s5.xrea.com. 10"}},
		{"Q15, simple: a pattern by its address", simple, []intent.Intent{in("s*", "219.163.200.69")}, []string{"Q15: a s* 219.163.200.69"}},
		{"Q16, general: an own server by its address", general, []intent.Intent{in("@", "219.163.200.70")}, []string{"Q16: a mail 219.163.200.70", "Q16: mx @ mail 10"}},
		{"Q16, general: an own server by its name", general, []intent.Intent{in("@", "mail")}, []string{"Q12: mx @ mail 10"}},
		{"Q16, general: an own server by its full name", general, []intent.Intent{in("@", "mail.hogehoge.com")}, []string{"Q12: mx @ mail.hogehoge.com. 10"}},
		{"Q16, simple: an own server for all mail", simple, []intent.Intent{in("all", "219.163.200.70")}, []string{"Q16: a mail 219.163.200.70", "Q16: mx mail 10"}},
		{"Q19, general: a second server", general, []intent.Intent{in("@", "s7.xrea.com", "mail.gaibu-server.com")}, []string{"Q19: mx @ s7.xrea.com. 10", "Q19: mx @ mail.gaibu-server.com. 20"}},
		{"Q19, simple: a second server for all mail", simple, []intent.Intent{in("all", "s7.xrea.com", "mail.gaibu-server.com")}, []string{"Q19: mx s7.xrea.com. 10", "Q19: mx mail.gaibu-server.com. 20"}},
		{
			"three servers, two of them own", general,
			[]intent.Intent{in("@", "219.163.201.1", "219.163.201.2", "mx.example.net")},
			[]string{"Q16: a mail 219.163.201.1", "Q19: mx @ mail 10", "Q16: a mail2 219.163.201.2", "Q19: mx @ mail2 20", "Q19: mx @ mx.example.net. 30"},
		},
		{
			"one own server for two hosts has one name", general,
			[]intent.Intent{in("@", "219.163.201.1"), in("web.hogehoge.com", "219.163.201.1")},
			[]string{"Q16: a mail 219.163.201.1", "Q16: mx @ mail 10", "Q16: mx web mail 10"},
		},
		{
			"an own server's name is none that an intent speaks of", general,
			[]intent.Intent{in("@", "219.163.201.1"), in("m*", "mail2.example.net"), in("post", "mx.example.net")},
			[]string{"Q16: a post2 219.163.201.1", "Q16: mx @ post2 10", "Q15: mx m* mail2.example.net. 10", "Q14: mx post mx.example.net. 10"},
		},
		{"a host by a name on simple DNS", simple, []intent.Intent{in("web", "s4.xrea.com"), in("@", "219.163.201.1")}, []string{"Q14: mx s4.xrea.com. 10 web", "Q12: a @ 219.163.201.1"}},
		{"two servers of a host on simple DNS", simple, []intent.Intent{in("web", "s4.xrea.com", "219.163.201.2")}, []string{"Q19: mx s4.xrea.com. 10 web", "Q16: a mail 219.163.201.2", "Q19: mx mail 20 web"}},
		{"no intent", general, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			records, err := recordsFor(domain, c.service, c.intents)
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(records); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestWhatAServiceCannotDoIsAnErrorThatNamesTheQuestion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		service zone.Service
		intents []intent.Intent
		want    intent.ServiceError
	}{
		{"general: all mail by a name", zone.ServiceGeneral, []intent.Intent{in("all", "s1.xrea.com")}, intent.ServiceError{For: "all", Question: "Q11", Reason: intent.ReasonMXENeedsAddress}},
		{"general: all mail to two servers", zone.ServiceGeneral, []intent.Intent{in("all", "219.163.201.1", "219.163.201.2")}, intent.ServiceError{For: "all", Question: "Q14", Reason: intent.ReasonSeveralForMXE}},
		{"general: all mail next to a host", zone.ServiceGeneral, []intent.Intent{in("web", "s1.xrea.com"), in("all", "219.163.201.1")}, intent.ServiceError{Position: 1, For: "all", Question: "Q14", Reason: intent.ReasonAllBesideOthers}},
		{"simple: all mail next to a host", zone.ServiceSimple, []intent.Intent{in("all", "s1.xrea.com"), in("web", "219.163.201.1")}, intent.ServiceError{For: "all", Question: "Q19", Reason: intent.ReasonAllBesideOthers}},
		{"simple: the domain's own mail by a name", zone.ServiceSimple, []intent.Intent{in("@", "s2.xrea.com")}, intent.ServiceError{For: "@", Question: "Q12", Reason: intent.ReasonAddressOnly}},
		{"simple: a pattern by a name", zone.ServiceSimple, []intent.Intent{in("s*", "s5.xrea.com")}, intent.ServiceError{For: "s*", Question: "Q15", Reason: intent.ReasonAddressOnly}},
		{"simple: two servers for a host", zone.ServiceSimple, []intent.Intent{in("@", "219.163.201.1", "219.163.201.2")}, intent.ServiceError{For: "@", Question: "Q19", Reason: intent.ReasonSeveralForA}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := recordsFor(domain, c.service, c.intents)
			var got *intent.ServiceError
			if !errors.As(err, &got) {
				t.Fatalf("got %v", err)
			}
			c.want.Service = c.service
			if *got != c.want {
				t.Errorf("got  %+v\nwant %+v", *got, c.want)
			}
		})
	}
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		intents []intent.Intent
		want    string
	}{
		{"no server", []intent.Intent{in("@")}, `intent 1 for "@": it names no server (FAQ Q10)`},
		{"two for one host", []intent.Intent{in("web", "a.example"), in("web.hogehoge.com.", "b.example")}, `intent 2 for "web.hogehoge.com.": another intent is for the same mail; name all its servers in one (FAQ Q10)`},
		{"one server twice", []intent.Intent{in("@", "mx.example.net", "MX.example.net.")}, `intent 1 for "@": it names one server twice, and a second one helps only on another machine (FAQ Q5)`},
		{"two XREA servers", []intent.Intent{in("@", "s7.xrea.com", "s8.xrea.com")}, `intent 1 for "@": it names two servers under xrea.com, where only one account can have a domain (FAQ Q18)`},
		{"the wildcard", []intent.Intent{in("*", "s1.xrea.com")}, `intent 1 for "*": the wildcard "*" misses every name that has a record; write "all" (FAQ Q13)`},
		{"an IPv6 address", []intent.Intent{in("@", "2001:db8::1")}, `intent 1 for "@": "2001:db8::1" is not an IPv4 address`},
		{"no host", []intent.Intent{in("a b", "s1.xrea.com")}, `intent 1 for "a b": "a b" contains a space, which separates the fields of a line`},
		{"another domain", []intent.Intent{in("example.com.", "s1.xrea.com")}, `intent 1 for "example.com.": "example.com." lies outside the domain`},
		{"a line break in a server", []intent.Intent{in("@", "s1\nmx @ evil")}, `intent 1 for "@": "s1\nmx @ evil" contains a line break or a NUL, which would write a second line into the zone: "\n"`},
		{"the null server", []intent.Intent{in("@", ".")}, `intent 1 for "@": "." contains a character that no host name has: "."`},
		{"no name left for an own server", []intent.Intent{in("@", "219.163.201.1"), in("m*", "a.example"), in("p*", "a.example"), in("r*", "a.example"), in("i*", "a.example")}, intent.ErrNoHost.Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := recordsFor(domain, zone.ServiceGeneral, c.intents)
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := recordsFor(domain, zone.ServiceUnknown, []intent.Intent{in("@", "a.example")}); !errors.Is(err, intent.ErrServiceUnknown) {
		t.Errorf("an unknown service gives %v", err)
	}
	if _, err := recordsFor("com", zone.ServiceGeneral, nil); err == nil {
		t.Error("a domain of one label is taken")
	}
}

func TestTheRecordsTripNoErrorOfTheRules(t *testing.T) {
	t.Parallel()
	policy, err := rules.NewPolicy(nil)
	if err != nil {
		t.Fatal(err)
	}
	eachIntents(t, func(s zone.Service, intents []intent.Intent, records []intent.Record) {
		z := zoneOf(records)
		for _, f := range policy.Audit(z, zone.NewOrigin(domain), s, 0) {
			if f.Severity == rules.Error {
				t.Fatalf("%s %+v: %s at %q in\n%s", s, intents, f.Rule, f.Line, z)
			}
		}
	})
}
