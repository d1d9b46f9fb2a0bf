package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func simpleDNSMXHost() Rule {
	return Rule{
		ID:           "simple-dns-mx-host",
		Severity:     Warning,
		Scope:        ScopeAudit,
		ScopeWhenSet: ScopeRecord,
		NeedsService: true,
		Title:        Text{"An MX record of one host on simple DNS", "簡易DNSで、ホスト名を指定したMXレコードを使っています"},
		Why: Text{
			"The FAQ says that an MX record of the simple DNS service (簡易DNS) takes no host. Today's control panel takes one, written last in the line, and mail services such as Amazon SES need it.",
			"FAQには、簡易DNSのMXレコードではホスト名を指定できないとあります。現在のコントロールパネルでは行の最後にホスト名を書けるようになっており、Amazon SESなどのメールサービスでも必要です。",
		},
		Remedy: Text{
			"Make sure that mail for the host arrives. Where it does, nothing is to be done.",
			"そのホスト宛てのメールが届くことを確認してください。届いていれば、対応は不要です。",
		},
		References: []string{"FAQ Q1", "FAQ Q12", "Value-Domain API"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("mx web s4.xrea.com. 10"),
				Corrected: hcl("a web 219.163.200.68"),
			}
		},
		Check: checkSimpleDNSMXHost,
	}
}

// checkSimpleDNSMXHost judges the mx records of a zone in an audit, and the
// subject alone where the user has set the rule.
func checkSimpleDNSMXHost(c Case) []Finding {
	if c.Service != zone.ServiceSimple {
		return nil
	}
	if c.is("mx") {
		return c.mxOfOneHost()
	}
	if c.Subject.Line != "" || c.Zone == nil {
		return nil
	}
	var found []Finding
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" {
			one := c
			one.Subject = e
			found = append(found, one.prepare().mxOfOneHost()...)
		}
	}
	return found
}

func (c Case) mxOfOneHost() []Finding {
	if !c.knows("host") || c.owner == c.Origin.FQDN(zone.Apex) {
		return nil
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` takes the mail of user@%[2]s. The FAQ says that simple DNS has no MX of one host; today's control panel takes it.",
			"`%[1]s` は user@%[2]s 宛てのメールを受けます。FAQでは簡易DNSでホストごとのMXレコードは使えないとされていますが、現在のコントロールパネルでは設定できます。",
			lineOf(c.Subject), c.owner),
		textf("Send a test mail to user@%[1]s. If it does not arrive, remove this record and write a valuedomain_a_record with the mail server's address (`a %[2]s <address>`).",
			"user@%[1]s 宛てにテストメールを送ってください。届かない場合は、このレコードを削除し、メールサーバーのIPアドレスを指定した valuedomain_a_record（`a %[2]s <IPアドレス>`）を使ってください。",
			c.owner, c.Subject.Record.Host),
	)}
}
