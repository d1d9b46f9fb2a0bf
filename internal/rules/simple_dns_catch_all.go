package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func simpleDNSCatchAll() Rule {
	return Rule{
		ID:           "simple-dns-catch-all",
		Severity:     Warning,
		Scope:        ScopeAudit,
		NeedsService: true,
		Title:        Text{"On simple DNS an MX record may take the mail of every subdomain", "簡易DNSのMXレコードは、サブドメイン宛てのメールも受けることがあります"},
		Why: Text{
			"The FAQ says that the simple DNS service (簡易DNS) applies an MX record without a host to the domain and to every name in it. The mail server should know what to do with mail for all of them.",
			"FAQによると、簡易DNSのホスト名のないMXレコードは、ドメインそのものだけでなく、その中のすべての名前に適用されます。メールサーバー側でも、それらの宛先を受け取れるようにしておいてください。",
		},
		Remedy: Text{
			"Nothing is to be done where that is meant. Otherwise write an MX record of its own for a subdomain, or A records without any MX record.",
			"それで問題なければ、対応は不要です。特定の宛先だけを受けたい場合は、サブドメインに専用のMXレコードを書くか、MXレコードを設定せずAレコードだけで設定してください。",
		},
		References: []string{"FAQ Q19", "FAQ Q12"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("mx @ s2.xrea.com. 10"),
				Corrected: hcl("a @ 219.163.200.66"),
			}
		},
		Check: checkSimpleDNSCatchAll,
	}
}

// checkSimpleDNSCatchAll speaks of the first such MX: a second one changes
// nothing.
func checkSimpleDNSCatchAll(c Case) []Finding {
	if c.Service != zone.ServiceSimple {
		return nil
	}
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" && !isNullMX(e.Record) && c.Origin.Owner(e.Record) == c.Origin.FQDN(zone.Apex) {
			c.Subject = e
			return []Finding{c.catchesAll()}
		}
	}
	return nil
}

func (c Case) catchesAll() Finding {
	return c.finding("host",
		textf("`%[1]s` may take all mail of %[2]s, also that for user@www.%[2]s and every other subdomain.",
			"`%[1]s` は、user@www.%[2]s などのサブドメイン宛ても含めて、%[2]s 宛てのメールをすべて受けることがあります。",
			lineOf(c.Subject), c.domain()),
		textf("If that is fine, nothing is to be done; `rule_severity = { \"simple-dns-catch-all\" = \"off\" }` silences this warning. "+
			"A subdomain that is to have its mail elsewhere gets an MX of its own.",
			"それで問題なければ、対応は不要です。この警告は `rule_severity = { \"simple-dns-catch-all\" = \"off\" }` で消せます。"+
				"別の場所でメールを受けたいサブドメインには、そのホストのMXレコードを書いてください。"))
}
