package intent

import "slices"

// mailboxes are the services that receive mail as well as send it.
func mailboxes() []Preset {
	return []Preset{
		{
			Name: "fastmail", Title: "Fastmail",
			Lines: []string{
				"receive {for} in1-smtp.messagingengine.com. 10",
				"receive {for} in2-smtp.messagingengine.com. 20",
				"spf {for} include:spf.messagingengine.com",
				"cname fm1._domainkey.{for} fm1.{name}.dkim.fmhosted.com.",
				"cname fm2._domainkey.{for} fm2.{name}.dkim.fmhosted.com.",
				"cname fm3._domainkey.{for} fm3.{name}.dkim.fmhosted.com.",
			},
			Source: "https://www.fastmail.help/hc/en-us/articles/360060591153", Seen: "2026-11-27",
		},
		{
			Name: "google_workspace", Title: "Google Workspace",
			Options: []Option{
				{Name: "dkim", Form: FormKey, Example: "v=DKIM1; k=rsa; p=MIIB…"},
				{Name: "selector", Form: FormLabel, Default: "google", Example: "google"},
			},
			Lines: []string{
				"receive {for} smtp.google.com. 1",
				"spf {for} include:_spf.google.com",
				"txt {selector}._domainkey.{for} {dkim}",
			},
			Source: "https://support.google.com/a/answer/140034", Seen: "2026-11-27",
		},
		{
			// The targets have a part that only the admin center shows.
			Name: "microsoft_365", Title: "Microsoft 365",
			Options: []Option{
				{Name: "mx", Form: FormName, Default: "{dashed}.mail.protection.outlook.com", Example: "hogehoge-com.mail.protection.outlook.com"},
				{Name: "selector1", Form: FormName, Example: "selector1-hogehoge-com._domainkey.hogehoge.n-v1.dkim.mail.microsoft"},
				{Name: "selector2", Form: FormName, Example: "selector2-hogehoge-com._domainkey.hogehoge.n-v1.dkim.mail.microsoft"},
			},
			Lines: []string{
				"receive {for} {mx}. 0",
				"spf {for} include:spf.protection.outlook.com",
				"cname selector1._domainkey.{for} {selector1}.",
				"cname selector2._domainkey.{for} {selector2}.",
				"cname autodiscover.{for} autodiscover.outlook.com.",
			},
			Source: "https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records", Seen: "2026-11-27",
		},
	}
}

// senders are the services that only send, and the registrar's own servers, whose
// mail an intent sends to them by name or address.
func senders() []Preset {
	region := Option{Name: "region", Form: FormRegion, Example: "ap-northeast-1"}
	mailFrom := Option{Name: "mail_from", Form: FormHost, Default: "send", Example: "send"}
	server := func(example string) []Option {
		return []Option{{Name: "server", Form: FormName, Example: example}}
	}
	return []Preset{
		{
			Name: "amazon_ses", Title: "Amazon SES",
			Options: []Option{region, mailFrom, {Name: "dkim", Form: FormLabel, Count: 3, Example: "abcdefghijklmnopqrstuvwxyz234567"}},
			Lines: []string{
				"mx {mail_from}.{for} feedback-smtp.{region}.amazonses.com. 10",
				"spf {mail_from}.{for} include:amazonses.com",
				"cname {dkim}._domainkey.{for} {dkim}.{ses}.",
			},
			Source: "https://docs.aws.amazon.com/ses/latest/dg/mail-from.html", Seen: "2026-11-27",
		},
		{
			Name: "coreserver", Title: "CoreServer", Options: server("v2001.coreserver.jp"),
			Lines:  []string{"spf {for} a:{server} include:mxr.valueserver.jp"},
			Source: "the SPF record that CoreServer zones have today", Seen: "2026-11-27",
		},
		{
			Name: "resend", Title: "Resend",
			Options: []Option{region, mailFrom, {Name: "dkim", Form: FormKey, Example: "p=MIGf…"}},
			Lines: []string{
				"mx {mail_from}.{for} feedback-smtp.{region}.amazonses.com. 10",
				"spf {mail_from}.{for} include:amazonses.com",
				"txt resend._domainkey.{for} {dkim}",
			},
			Source: "https://github.com/Domain-Connect/Templates/blob/master/resend.com.mail.json", Seen: "2026-11-27",
		},
		{
			Name: "sendgrid", Title: "SendGrid",
			Options: []Option{
				{Name: "host", Form: FormHost, Example: "em1234"},
				{Name: "target", Form: FormName, Example: "u1234567.wl123.sendgrid.net"},
			},
			Lines: []string{
				"cname {host}.{for} {target}.",
				"cname s1._domainkey.{for} s1.domainkey.{target}.",
				"cname s2._domainkey.{for} s2.domainkey.{target}.",
			},
			Source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication", Seen: "2026-11-27",
		},
		{
			Name: "valueserver", Title: "ValueServer", Options: server("e2.valueserver.jp"),
			Lines:  []string{"spf {for} a:{server} include:_spf.vdone.jp"},
			Source: "the SPF record with which ValueServer's relays pass today", Seen: "2026-11-27",
		},
		{
			// No relay of XREA is published: its servers send themselves.
			Name: "xrea", Title: "XREA", Options: server("s1.xrea.com"),
			Lines:  []string{"spf {for} a:{server}"},
			Source: "the server that the XREA control panel names", Seen: "2026-11-27",
		},
	}
}

// dkimDomain is where Amazon SES has the DKIM keys of a region: newer regions
// have domains of their own.
// Source: https://docs.aws.amazon.com/general/latest/gr/ses.html, 2026-11-27.
func dkimDomain(region string) string {
	own := []string{
		"af-south-1", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-5", "ca-west-1",
		"eu-central-2", "eu-south-1", "il-central-1", "me-central-1", "us-gov-east-1",
	}
	if slices.Contains(own, region) {
		return "dkim." + region + ".amazonses.com"
	}
	return "dkim.amazonses.com"
}
