package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func simpleDNSCatchAll() Rule {
	return Rule{
		ID:           "simple-dns-catch-all",
		Severity:     Warning,
		Scope:        ScopeRecord,
		Types:        []string{"mx"},
		NeedsService: true,
		Title:        Text{"On simple DNS an MX record takes the mail of every subdomain", "簡易DNSのMXレコードは、サブドメイン宛てのメールもすべて受けます"},
		Why: Text{
			"The simple DNS service (簡易DNS) applies an MX record to the domain and to every name in it. The server has to know what to do with mail for all of them.",
			"簡易DNSのMXレコードは、ドメインそのものだけでなく、その中のすべての名前に適用されます。メールサーバー側でも、それらの宛先を受け取れるようにしておく必要があります。",
		},
		Remedy: Text{
			"Nothing is to be done where that is meant. Otherwise use the general DNS service, or A records without any MX record.",
			"それで問題なければ、対応は不要です。特定の宛先だけを受けたい場合は汎用DNSを使うか、MXレコードを設定せずAレコードだけで設定してください。",
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

// checkSimpleDNSCatchAll speaks once a zone, where it sees the zone: what the
// first MX does, a second one does not change.
func checkSimpleDNSCatchAll(c Case) []Finding {
	if c.Service != zone.ServiceSimple || isNullMX(c.Subject.Record) ||
		!c.knows("host") || c.owner != c.Origin.FQDN(zone.Apex) {
		return nil
	}
	if c.Zone != nil && c.anotherCatchesAll() {
		return nil
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` takes all mail of %[2]s, also that for user@www.%[2]s and every other subdomain.",
			"`%[1]s` は、user@www.%[2]s などのサブドメイン宛ても含めて、%[2]s 宛てのメールをすべて受けます。",
			lineOf(c.Subject), c.domain()),
		textf("If that is what you want, leave it so; `rule_severity = { \"simple-dns-catch-all\" = \"off\" }` silences this warning. "+
			"For some hosts only, use `dns_service = \"general\"` after switching the domain to the general DNS service.",
			"そのつもりであれば、このままで構いません。この警告は `rule_severity = { \"simple-dns-catch-all\" = \"off\" }` で消せます。"+
				"一部の宛先だけを受けたい場合は、ドメインを汎用DNSに切り替えてから `dns_service = \"general\"` を指定してください。"),
	)}
}

func (c Case) anotherCatchesAll() bool {
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" && !isNullMX(e.Record) {
			return e.Key != c.Subject.Key // The first one speaks.
		}
	}
	return false
}
