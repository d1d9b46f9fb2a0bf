package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Keys made for these tests; nobody signs with them.
const (
	key1024 = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCjs/xncf1qMRDm9qNfxI2Bi5erfrH/ztnX8ZpgndAP2sME7mIHVMIgmlpteS6BpOcBSNL7TSU+YQKU1QE5t7qnauakFkhczR/T9aCRJ3ZlT9lvTS8BouPg1vDaCyFulZgUetW3R1Bgb8Wui7ucmQHfv/Zsxo0gLyN8cq/mdFhrKwIDAQAB"
	key2048 = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"
)

// What may be said of a sender's texts, because it is true: the table of rules
// warns about a key of 1024 bits, and the audit about a policy that only watches.
const (
	weakKey     = "dkim-weak-key warning"
	onlyWatches = "dmarc-policy-none warning"
)

// mailSender holds the records that a service which sends much mail tells its
// customers to enter, with a key of our own.
type mailSender struct {
	name  string
	lines []string
	want  []string
}

// mailSenders are about the texts; where mail is received is for other tests.
func mailSenders() []mailSender {
	return []mailSender{
		{"Google Workspace", []string{"txt @ v=spf1 include:_spf.google.com ~all", "txt google._domainkey v=DKIM1; k=rsa; p=" + key2048, "txt _dmarc v=DMARC1; p=none; rua=mailto:dmarc-reports@hogehoge.com"}, []string{onlyWatches}},
		{"Google Workspace, the strict texts", []string{"txt @ v=spf1 include:_spf.google.com ~all", "txt _dmarc v=DMARC1; p=reject; rua=mailto:postmaster@hogehoge.com, mailto:dmarc@hogehoge.com; pct=100; adkim=s; aspf=s"}, nil},
		{"Microsoft 365", []string{"txt @ v=spf1 include:spf.protection.outlook.com -all", "cname selector1._domainkey selector1-hogehoge-com._domainkey.hogehoge.onmicrosoft.com.", "cname selector2._domainkey selector2-hogehoge-com._domainkey.hogehoge.n-v1.dkim.mail.microsoft.", "txt _dmarc v=DMARC1; p=quarantine; pct=100; rua=mailto:d@hogehoge.com; ruf=mailto:d@hogehoge.com; fo=1"}, nil},
		{"Amazon SES", []string{"mx bounce feedback-smtp.ap-northeast-1.amazonses.com. 10", "txt bounce v=spf1 include:amazonses.com ~all", "cname hirjd4exampled5477y22yjd23ettobi._domainkey hirjd4exampled5477y22yjd23ettobi.dkim.amazonses.com.", "txt _dmarc v=DMARC1; p=none; rua=mailto:dmarc@hogehoge.com"}, []string{onlyWatches}},
		{"Amazon SES, a key of one's own", []string{"txt own._domainkey p=" + key2048, "txt _amazonses pmBGN/7MjnfhTKUZ06Enqq1PeGUaOkw8lGhcfwefcHU="}, nil},
		{"SendGrid", []string{"cname em1234 u1234567.wl123.sendgrid.net.", "cname s1._domainkey s1.domainkey.u1234567.wl123.sendgrid.net.", "cname s2._domainkey s2.domainkey.u1234567.wl123.sendgrid.net.", "txt _dmarc v=DMARC1; p=none;"}, []string{onlyWatches}},
		{"SendGrid without automated security", []string{"mx em1234 mx.sendgrid.net. 10", "txt em1234 v=spf1 include:sendgrid.net ~all", "txt m1._domainkey k=rsa; t=s; p=" + key1024}, []string{weakKey}},
		{"Mailgun", []string{"txt mg v=spf1 include:mailgun.org ~all", "txt pic._domainkey.mg k=rsa; p=" + key1024, "cname pdk1._domainkey.mg pdk1._domainkey.12ab3.dkim1.mailgun.com.", "cname email.mg mailgun.org."}, []string{weakKey}},
		{"Mailchimp", []string{"cname k2._domainkey dkim2.mcsv.net.", "cname k3._domainkey dkim3.mcsv.net.", "txt _dmarc v=DMARC1; p=none;"}, []string{onlyWatches}},
		{"Mandrill", []string{"txt @ v=spf1 include:spf.mandrillapp.com ?all", "cname mte1._domainkey dkim1.mandrillapp.com.", "cname mte2._domainkey dkim2.mandrillapp.com.", "txt @ mandrill_verify.AbCdEfGhIjKl"}, nil},
		{"Postmark", []string{"txt 20260105012345pm._domainkey k=rsa;p=" + key1024, "cname pm-bounces pm.mtasv.net."}, []string{weakKey}},
		{"SparkPost", []string{"txt scph0126._domainkey v=DKIM1; k=rsa; h=sha256; p=" + key1024, "cname bounces sparkpostmail.com."}, []string{weakKey}},
		{"Zoho", []string{"txt @ v=spf1 include:zohomail.com ~all", "txt zmail._domainkey v=DKIM1; k=rsa; p=" + key2048, "txt _dmarc v=DMARC1; p=quarantine; rua=mailto:admin@hogehoge.com; ruf=mailto:admin@hogehoge.com; sp=quarantine; adkim=r; aspf=r; pct=50"}, nil},
		{"Fastmail", []string{"txt @ v=spf1 include:spf.messagingengine.com ?all", "cname fm1._domainkey fm1.hogehoge.com.dkim.fmhosted.com.", "cname fm2._domainkey fm2.hogehoge.com.dkim.fmhosted.com.", "txt _dmarc v=DMARC1; p=none"}, []string{onlyWatches}},
		{"Proton", []string{"txt @ v=spf1 include:_spf.protonmail.ch ~all", "txt @ protonmail-verification=0123456789abcdef", "cname protonmail._domainkey protonmail.domainkey.dabc123.domains.proton.ch.", "cname protonmail2._domainkey protonmail2.domainkey.dabc123.domains.proton.ch.", "txt _dmarc v=DMARC1; p=quarantine"}, nil},
		{"Proton, as it was", []string{"txt @ v=spf1 include:_spf.protonmail.ch mx ~all"}, nil},
		{"iCloud", []string{"txt @ v=spf1 include:icloud.com ~all", "txt @ apple-domain=AbCdEfGh12345678", "cname sig1._domainkey sig1.dkim.hogehoge.com.at.icloudmailadmin.com."}, nil},
		{"Yahoo, its own", []string{"txt @ v=spf1 redirect=_spf.mail.yahoo.com", "txt s2048._domainkey k=rsa; p=" + key2048, "txt _dmarc v=DMARC1; p=reject; pct=100; rua=mailto:d@rua.agari.com; ruf=mailto:d@ruf.agari.com;"}, nil},
		{"HubSpot", []string{"txt @ v=spf1 include:1234567.spf04.hubspotemail.net ~all", "cname hs1-1234567._domainkey hogehoge-com.hs01a.dkim.hubspotemail.net.", "cname hs2-1234567._domainkey hogehoge-com.hs01b.dkim.hubspotemail.net.", "txt _dmarc v=DMARC1; p=none;"}, []string{onlyWatches}},
		{"Salesforce", []string{"txt @ v=spf1 include:_spf.salesforce.com ~all", "cname sfdc1._domainkey sfdc1.539vtd.custdkim.salesforce.com.", "cname sfdc2._domainkey sfdc2.5v0vw9.custdkim.salesforce.com."}, nil},
		{"Zendesk", []string{"txt @ v=spf1 include:mail.zendesk.com ?all", "cname zendesk1._domainkey zendesk1._domainkey.zendesk.com.", "cname zendesk2._domainkey zendesk2._domainkey.zendesk.com.", "txt zendeskverification 0123456789abcdef"}, nil},
		{"Brevo", []string{"txt @ brevo-code:0123456789abcdef", "cname brevo1._domainkey b1.hogehoge-com.dkim.brevo.com.", "cname brevo2._domainkey b2.hogehoge-com.dkim.brevo.com.", "txt _dmarc v=DMARC1; p=none; rua=mailto:rua@dmarc.brevo.com"}, []string{onlyWatches}},
		{"Brevo, a key as text", []string{"txt @ v=spf1 include:spf.brevo.com mx ~all", "txt mail._domainkey k=rsa;p=" + key1024}, []string{weakKey}},
		{"Mailjet", []string{"txt @ v=spf1 include:spf.mailjet.com ~all", "txt mailjet._domainkey k=rsa; p=" + key1024}, []string{weakKey}},
		{"Resend", []string{"mx send feedback-smtp.ap-northeast-1.amazonses.com. 10", "txt send v=spf1 include:amazonses.com ~all", "txt resend._domainkey p=" + key1024, "txt _dmarc v=DMARC1; p=none;"}, []string{weakKey, onlyWatches}},
		{"Sakura", []string{"txt @ v=spf1 a:www1234.sakura.ne.jp mx ~all", "txt rs20260105._domainkey v=DKIM1; k=rsa; p=" + key2048, "txt _dmarc v=DMARC1; p=none; aspf=r; adkim=r"}, []string{onlyWatches}},
		{"Xserver", []string{"txt @ v=spf1 +a:sv1234.xserver.jp +a:hogehoge.com +mx include:spf.sender.xserver.jp ~all", "txt default._domainkey v=DKIM1; k=rsa; p=" + key2048, "txt _dmarc v=DMARC1; p=none;"}, []string{onlyWatches}},
		{"Lolipop", []string{"txt @ v=spf1 include:_spf.lolipop.jp ~all", "txt lolipop._domainkey v=DKIM1; k=rsa; p=" + key2048, "txt _dmarc v=DMARC1; p=none"}, []string{onlyWatches}},
	}
}

func TestWhatLargeMailSendersPublishRaisesNoFinding(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	for _, s := range mailSenders() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			planned := planOf(p, s.lines)
			inPlan := slices.DeleteFunc(slices.Clone(s.want), func(id string) bool { return id == onlyWatches })
			if got := ids(planned); !slices.Equal(got, inPlan) {
				t.Errorf("a plan finds %q, want %q", got, inPlan)
			}
			audited := fixture{service: zone.ServiceGeneral, audit: true, zone: completed(s.lines)}.judge(p)
			if got := ids(audited); !slices.Equal(got, s.want) {
				t.Errorf("an audit finds %q, want %q", got, s.want)
			}
		})
	}
}

// planOf judges lines that a plan writes into an empty zone. A fixture would take
// the "?" of an SPF text for a value that is not known yet.
func planOf(p *Policy, lines []string) []Finding {
	text := zone.Parse(strings.Join(lines, "\n"))
	c := Case{Origin: testOrigin(), Service: zone.ServiceGeneral, Zone: zone.NewIndex(testOrigin(), zone.ServiceGeneral, text)}
	var found []Finding
	for _, l := range text.Lines() {
		c.Subject = zone.Entry{Record: l.Record, Line: l.Text, Planned: true}
		found = slices.Concat(found, p.Record(c), p.Zone(c), p.Settled(c))
	}
	return found
}

// completed adds what the domain of a sender's customer has in any case: a mail
// server elsewhere, and an SPF and a DMARC text unless the sender names one.
func completed(lines []string) []string {
	all := append([]string{"mx @ mx.example.net. 10"}, lines...)
	for start, line := range map[string]string{"txt @ v=spf1": "txt @ v=spf1 include:example.net ~all", "txt _dmarc": "txt _dmarc v=DMARC1; p=quarantine"} {
		if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, start) }) {
			all = append(all, line)
		}
	}
	return all
}
