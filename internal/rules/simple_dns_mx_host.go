package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func simpleDNSMXHost() Rule {
	return Rule{
		ID:           "simple-dns-mx-host",
		Severity:     Warning,
		Scope:        ScopeAudit,
		ScopeWhenSet: ScopeRecord,
		NeedsService: true,
		Title:        Text{"MX record of one host on simple DNS", "簡易DNSで、ホスト名を指定したMXレコードを使っています"},
		Why: Text{
			"The mail FAQ says that simple DNS (簡易DNS) has no MX record with a host. Today's control panel accepts one, and mail services such as Amazon SES need it.",
			"メールFAQには、簡易DNSのMXレコードに書けるのはターゲットと優先度だけとあります。現在のコントロールパネルではホスト名も書けるようになっており、Amazon SESなどのメールサービスでも必要です。",
		},
		Remedy: Text{
			"Make sure that mail for the host arrives. If it does, keep the record.",
			"そのホスト宛てのメールが届くことを確認してください。届いていれば、対応は不要です。",
		},
		References: []string{"FAQ Q1", "FAQ Q12", "Value-Domain API"},
		example: example{
			simple:    true,
			failing:   "mx web s4.xrea.com. 10",
			corrected: "a web 219.163.200.68",
		},
		Check: checkSimpleDNSMXHost,
	}
}

// checkSimpleDNSMXHost judges the mx records of a zone in an audit, and the
// subject only if the user has set the rule.
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
	if !c.knows("host") || c.Subject.Record.IsNullMX() || c.owner == c.Origin.FQDN(zone.Apex) {
		return nil
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` receives mail for user@%[2]s.", "`%[1]s` は user@%[2]s 宛てのメールを受信するためのレコードです。", lineOf(c.Subject), c.owner),
		textf("Send a test mail to user@%[1]s. If it arrives, keep the record. If not, replace the record by:%[2]s",
			"user@%[1]s 宛てにテストメールを送ってください。届けば、対応は不要です。届かない場合は、このレコードの代わりに次のように書いてください。%[2]s",
			c.owner, c.block("a", c.Subject.Record.Host, someAddress)),
	)}
}
