package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// webZone is what stands in a zone before anybody thinks of mail.
const webZone = "a @ 203.0.113.10\na www 203.0.113.10\na * 203.0.113.10"

func TestTheAnswersOfTheFAQAreNoErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		service zone.Service
		lines   []string
	}{
		{"Q6 forwarding", zone.ServiceGeneral, []string{"forward"}},
		{"Q8 mxe under another host", zone.ServiceGeneral, []string{"mxe mx1 219.163.200.65 10"}},
		{"Q11 general", zone.ServiceGeneral, []string{"mxe mail 219.163.200.65 10"}},
		{"Q11 simple", zone.ServiceSimple, []string{"mx   s1.xrea.com. 10"}},
		{"Q12 general", zone.ServiceGeneral, []string{"mx @ s2.xrea.com. 10"}},
		{"Q14 general", zone.ServiceGeneral, []string{"mx @ s3.xrea.com. 10", "mx web s4.xrea.com. 10"}},
		{"Q15 general", zone.ServiceGeneral, []string{"mx s* s5.xrea.com. 10"}},
		{"Q15 simple", zone.ServiceSimple, []string{"a s* 219.163.200.69"}},
		{"Q16 general, short", zone.ServiceGeneral, []string{"a mail 219.163.200.70", "mx @ mail 10"}},
		{"Q16 general, full", zone.ServiceGeneral, []string{"a mail 219.163.200.70", "mx @ mail.hogehoge.com. 10"}},
		{"Q16 simple, short", zone.ServiceSimple, []string{"a mail 219.163.200.70", "mx mail 10"}},
		{"Q16 simple, full", zone.ServiceSimple, []string{"a mail 219.163.200.70", "mx mail.hogehoge.com. 10"}},
		{"Q19 general", zone.ServiceGeneral, []string{"mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"}},
		{"Q19 simple", zone.ServiceSimple, []string{"mx s7.xrea.com. 10", "mx mail.gaibu-server.com. 20"}},
		{"Google Workspace", zone.ServiceGeneral, googleSet("@ ")},
		{"Google Workspace on simple", zone.ServiceSimple, googleSet("")},
		{"Google Workspace's single server", zone.ServiceGeneral, []string{"mx @ smtp.google.com. 1"}},
		{"Microsoft 365", zone.ServiceGeneral, []string{"mx @ hogehoge-com.mail.protection.outlook.com. 0"}},
		{"Microsoft 365 on simple", zone.ServiceSimple, []string{"mx hogehoge-com.mail.protection.outlook.com. 0"}},
	}
	p := defaults(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := fixture{service: test.service, zone: strings.Split(webZone, "\n"), add: test.lines}
			noErrors(t, f.judge(p))
			audited := fixture{service: test.service, audit: true, zone: append(f.zone, withoutForward(test.lines)...)}
			noErrors(t, audited.judge(p))
		})
	}
}

func googleSet(host string) []string {
	return []string{
		"mx " + host + "aspmx.l.google.com. 1",
		"mx " + host + "alt1.aspmx.l.google.com. 5",
		"mx " + host + "alt2.aspmx.l.google.com. 5",
		"mx " + host + "alt3.aspmx.l.google.com. 10",
		"mx " + host + "alt4.aspmx.l.google.com. 10",
	}
}

func withoutForward(lines []string) []string {
	lines = slices.Clone(lines)
	for i, line := range lines {
		if line == "forward" {
			lines[i] = zone.ForwardingRecord().Line()
		}
	}
	return lines
}

func noErrors(t *testing.T, found []Finding) {
	t.Helper()
	for _, f := range found {
		if f.Severity == Error {
			t.Errorf("%s: %s", f.Rule, f.Message.EN)
		}
	}
}

// TestTheFAQsAddressOnlyAnswersStandAlone: Q12 and Q14 give the domain's own
// A record to the mail server, which excludes a web server there (Q3).
func TestTheFAQsAddressOnlyAnswersStandAlone(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	for _, lines := range [][]string{
		{"a @ 219.163.200.66"},
		{"a @ 219.163.200.67", "a web 219.163.200.68"},
	} {
		alone := fixture{service: zone.ServiceSimple, zone: []string{"a www 203.0.113.10"}, add: lines}
		noErrors(t, alone.judge(p))
		both := fixture{service: zone.ServiceSimple, zone: strings.Split(webZone, "\n"), add: lines}
		if got, want := ids(both.judge(p)), []string{"host-address-conflict error"}; !slices.Equal(got, want) {
			t.Errorf("%q next to the web server: found %q, want %q", lines, got, want)
		}
	}
}

func TestOneMistakeIsOneFinding(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		service zone.Service
		zone    string
		lines   []string
		want    []string
	}{
		{
			"a target without its dot has no address either", zone.ServiceGeneral, "",
			[]string{"mx @ s1.xrea.com 10"},
			[]string{"mx-target-missing-dot error"},
		},
		{
			"an address as target has no address either", zone.ServiceGeneral, "",
			[]string{"mx @ 219.163.200.65 10"},
			[]string{"mx-target-is-address error"},
		},
		{
			"a stray dot", zone.ServiceGeneral, "a mail 219.163.200.70",
			[]string{"mx @ mail. 10"},
			[]string{"mx-target-stray-dot error"},
		},
		{
			"a wildcard mx on simple", zone.ServiceSimple, "",
			[]string{"mx * s1.xrea.com. 10"},
			[]string{"mx-wildcard-all warning"},
		},
		{
			"an mxe on simple", zone.ServiceSimple, "",
			[]string{"mxe mail 219.163.200.65 20"},
			[]string{"simple-dns-mxe error"},
		},
		{
			"forwarding on simple next to an mx", zone.ServiceSimple, "mx s1.xrea.com. 10",
			[]string{"forward"},
			[]string{"simple-dns-forwarding error"},
		},
		{
			"an mxe next to the forwarding", zone.ServiceGeneral, "mxe mail 209.19.56.20 10",
			[]string{"mxe mx1 219.163.200.65 10"},
			[]string{"forwarding-record-overridden error"},
		},
		{
			"forwarding next to an mxe", zone.ServiceGeneral, "mxe mx1 219.163.200.65 10",
			[]string{"forward"},
			[]string{"forwarding-with-mail-server error"},
		},
		{
			"the forwarding's record with another priority", zone.ServiceGeneral, "mxe mail 209.19.56.20 10",
			[]string{"mxe mail 209.19.56.20 20"},
			[]string{"duplicate-record error"},
		},
		{
			"the same server again at the same priority", zone.ServiceGeneral, "a mail 219.163.200.70\nmx @ mail 10",
			[]string{"mx @ mail.hogehoge.com. 10"},
			[]string{"duplicate-record error"},
		},
		{
			"two servers of XREA at one priority", zone.ServiceGeneral, "mx @ s7.xrea.com. 10",
			[]string{"mx @ s8.xrea.com. 10"},
			[]string{"xrea-secondary error"},
		},
		{
			"two names of one machine at one priority", zone.ServiceGeneral, "a mail 219.163.200.70\na mail2 219.163.200.70\nmx @ mail 10",
			[]string{"mx @ mail2 10"},
			[]string{"secondary-same-server warning"},
		},
		{
			"an address where a cname stands", zone.ServiceGeneral, "cname shop shops.example.net.",
			[]string{"a shop 219.163.200.70"},
			[]string{"cname-coexists error"},
		},
		{
			"an mxe where a cname stands", zone.ServiceGeneral, "cname shop shops.example.net.",
			[]string{"mxe shop 219.163.200.70 10"},
			[]string{"cname-coexists error"},
		},
		{
			"an mx to a cname", zone.ServiceGeneral, "cname shop shops.example.net.",
			[]string{"mx @ shop 10"},
			[]string{"mx-target-is-cname error"},
		},
		{
			"two mxe at one host", zone.ServiceGeneral, "mxe mail 219.163.200.65 10",
			[]string{"mxe mail 219.163.200.66 10"},
			[]string{"mxe-single-server error"},
		},
		{
			"an mx to the host of an mxe", zone.ServiceGeneral, "mxe mail 219.163.200.65 10",
			[]string{"mx @ mail 10"},
			[]string{"mxe-with-mx error"},
		},
	}
	p := defaults(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := fixture{service: test.service, zone: strings.Split(test.zone, "\n"), add: test.lines}
			if got := ids(f.judge(p)); !slices.Equal(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}
