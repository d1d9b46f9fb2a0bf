package rules

import (
	"strings"
	"testing"
)

// TestTextsOfMailServicesRaiseNoFinding judges what mail services tell their
// customers to write, and what some publish themselves.
func TestTextsOfMailServicesRaiseNoFinding(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	for service, text := range map[string]string{
		"Google Workspace":         "v=spf1 include:_spf.google.com ~all",
		"Gmail":                    "v=spf1 redirect=_spf.google.com",
		"Google, included":         "v=spf1 include:_netblocks.google.com include:_netblocks2.google.com include:_netblocks3.google.com ~all",
		"Microsoft 365":            "v=spf1 include:spf.protection.outlook.com -all",
		"Amazon SES":               "v=spf1 include:amazonses.com ~all",
		"SendGrid":                 "v=spf1 include:sendgrid.net ~all",
		"SendGrid, a user's":       "v=spf1 include:u1234567.wl123.sendgrid.net -all",
		"Fastmail":                 "v=spf1 include:spf.messagingengine.com ?all",
		"Zoho":                     "v=spf1 include:zohomail.com ~all",
		"Zoho, Japan":              "v=spf1 include:zoho.jp ~all",
		"Mailgun":                  "v=spf1 include:mailgun.org ~all",
		"XREA":                     "v=spf1 include:spf.xrea.com ~all",
		"ValueServer":              "v=spf1 +mx include:_spf.vdone.jp ~all",
		"a server of one's own":    "v=spf1 +a +mx ~all",
		"iCloud":                   "v=spf1 include:icloud.com ~all",
		"Proton":                   "v=spf1 include:_spf.protonmail.ch ~all",
		"Mandrill":                 "v=spf1 include:spf.mandrillapp.com ?all",
		"Mailchimp":                "v=spf1 include:servers.mcsv.net ?all",
		"Postmark":                 "v=spf1 a mx include:spf.mtasv.net ~all",
		"SparkPost":                "v=spf1 include:sparkpostmail.com ~all",
		"HubSpot":                  "v=spf1 include:1234567.spf04.hubspotemail.net -all",
		"Salesforce":               "v=spf1 include:_spf.salesforce.com ~all",
		"Salesforce, included":     "v=spf1 exists:%{i}._spf.mta.salesforce.com -all",
		"Zendesk":                  "v=spf1 include:mail.zendesk.com ~all",
		"Brevo":                    "v=spf1 include:spf.brevo.com mx ~all",
		"Yandex":                   "v=spf1 redirect=_spf.yandex.net",
		"Cloudflare Email Routing": "v=spf1 include:_spf.mx.cloudflare.net ~all",
		"GoDaddy":                  "v=spf1 include:secureserver.net -all",
		"Gandi":                    "v=spf1 include:_mailcust.gandi.net ?all",
		"Xserver":                  "v=spf1 +a:sv1234.xserver.jp +a:hogehoge.com +mx include:spf.sender.xserver.jp ~all",
		"Sakura":                   "v=spf1 a:www1234.sakura.ne.jp mx ~all",
		"Lolipop":                  "v=spf1 include:_spf.lolipop.jp ~all",
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
