package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func simpleDNSCatchAll() Rule {
	return Rule{
		ID:           "simple-dns-catch-all",
		Severity:     Warning,
		Scope:        ScopeAudit,
		NeedsService: true,
		Title:        Text{"MX record on simple DNS may receive the mail of every subdomain", "簡易DNSのMXレコードは、サブドメイン宛てのメールも受信することがあります"},
		Why: Text{
			"The mail FAQ says that simple DNS (簡易DNS) applies an MX record without a host to every name of the domain. The mail server should expect such mail.",
			"メールFAQによると、簡易DNSのホスト名のないMXレコードは、ドメインの中のすべての名前に適用されます。メールサーバー側でも、それらの宛先を想定しておいてください。",
		},
		Remedy: Text{
			"If that is what you want, keep the record. Otherwise write an MX record for the subdomain, or A records without any MX record.",
			"それで問題なければ、対応は不要です。特定の宛先だけを受信したい場合は、サブドメインに専用のMXレコードを書くか、MXレコードを設定せずAレコードだけで設定してください。",
		},
		References: []string{"FAQ Q19", "FAQ Q12"},
		example: example{
			simple:    true,
			failing:   "mx @ s2.xrea.com. 10",
			corrected: "a @ 219.163.200.66",
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
	servers := c.apexServers()
	at := slices.IndexFunc(servers, func(e zone.Entry) bool { return e.Record.Type == "mx" })
	if at < 0 {
		return nil
	}
	c.Subject = servers[at]
	return []Finding{c.finding("host",
		textf("`%[1]s` may also receive mail for user@www.%[2]s and every other subdomain.",
			"`%[1]s` は、user@www.%[2]s などのサブドメイン宛てのメールも受信することがあります。",
			lineOf(c.Subject), c.domain()),
		textf("If that is what you want, keep the record. If a subdomain has a mail server of its own, write its MX record:%[1]s",
			"それで問題なければ、対応は不要です。別のメールサーバーで受信するサブドメインがあれば、そのMXレコードを書いてください。%[1]s",
			c.block("mx", someHost, someServer, "10")))}
}
