package rules

import (
	"strings"
	"testing"
)

// TestOtherSPFTextsOfMailServicesRaiseNoFinding judges texts that mailSenders does
// not have: older and regional ones, and what some publish themselves.
func TestOtherSPFTextsOfMailServicesRaiseNoFinding(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	for service, text := range map[string]string{
		"Gmail":                    "v=spf1 redirect=_spf.google.com",
		"Google, included":         "v=spf1 include:_netblocks.google.com include:_netblocks2.google.com include:_netblocks3.google.com ~all",
		"SendGrid, a user's":       "v=spf1 include:u1234567.wl123.sendgrid.net -all",
		"Zoho, Japan":              "v=spf1 include:zoho.jp ~all",
		"XREA":                     "v=spf1 a:s1.xrea.com ~all",
		"ValueServer":              "v=spf1 +mx include:_spf.vdone.jp ~all",
		"a server of one's own":    "v=spf1 +a +mx ~all",
		"Mailchimp":                "v=spf1 include:servers.mcsv.net ?all",
		"Postmark":                 "v=spf1 a mx include:spf.mtasv.net ~all",
		"SparkPost":                "v=spf1 include:sparkpostmail.com ~all",
		"Salesforce, included":     "v=spf1 exists:%{i}._spf.mta.salesforce.com -all",
		"Yandex":                   "v=spf1 redirect=_spf.yandex.net",
		"Cloudflare Email Routing": "v=spf1 include:_spf.mx.cloudflare.net ~all",
		"GoDaddy":                  "v=spf1 include:secureserver.net -all",
		"Gandi":                    "v=spf1 include:_mailcust.gandi.net ?all",
		"a macro service":          "v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email ~all",
		"IronPort":                 "v=spf1 exists:%{i}.spf.hc1234-56.iphmx.com ~all",
		"networks":                 "v=spf1 ip4:192.0.2.0/24 ip4:203.0.113.10 ip6:2001:db8:4000::/36 ~all",
		"no mail at all":           "v=spf1 -all",
	} {
		for _, line := range []string{"txt @ " + text, `txt @ "` + text + `"`} {
			for _, f := range (fixture{audit: true, zone: []string{line}}).judge(p) {
				if strings.HasPrefix(f.Rule, "spf-") {
					t.Errorf("%s: %s: %s: %s", service, line, f.Rule, f.Message.EN)
				}
			}
		}
	}
}
