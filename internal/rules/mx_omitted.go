package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxOmitted() Rule {
	return Rule{
		ID:       "mx-omitted",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"Domain receives mail without an MX record", "MXレコードがないため、メールはAレコードのサーバーに配送されます"},
		Why: Text{
			"Senders need a second DNS lookup, and mail goes to the web server whether or not it receives mail.",
			"DNSの問い合わせが2回必要になるうえ、メールを受信できるかどうかに関係なく、ウェブサーバーに送られます。",
		},
		Remedy: Text{
			"Write an MX record for the mail server, or a null MX if the domain receives no mail.",
			"メールサーバーを指定するMXレコードを書いてください。メールを受信しないドメインでは、Null MXを設定してください。",
		},
		References: []string{"FAQ Q2", "RFC 5321 section 5.1", "RFC 7505"},
		example: example{
			failing:   "a @ 219.163.200.66",
			corrected: lines("a @ 219.163.200.66", "mx @ s2.xrea.com. 10"),
		},
		Check: checkMXOmitted,
	}
}

// checkMXOmitted is silent about a domain whose SPF record allows no server at all:
// it has no mail.
func checkMXOmitted(c Case) []Finding {
	apex := c.Origin.FQDN(zone.Apex)
	addresses := addressesAt(c.Zone, apex)
	if len(addresses) == 0 || len(c.mxes()) > 0 || len(c.Zone.OfType(apex, "mx")) > 0 {
		return nil
	}
	if _, s, ok := c.spfAt(apex); ok && s.String() == closedSPF {
		return nil
	}
	return []Finding{{
		Line: lineOf(addresses[0]),
		Message: textf("Without an MX or MXE record, mail for %[1]s goes to the address of `%[2]s`.",
			"%[1]s 宛てのメールを受信するMXレコードもMXEレコードもないため、メールは `%[2]s` のIPアドレスに送られます。",
			c.domain(), lineOf(addresses[0])),
		Suggestion: textf("Add the mail server:%[1]s\n\nIf the domain receives no mail:%[2]s",
			"メールサーバーのMXレコードを追加してください。%[1]s\n\nメールを受信しないドメインの場合:%[2]s",
			c.block("mx", zone.Apex, someServer, "10"), c.block("mx", zone.Apex, ".", "0")),
		Others: addresses[1:],
	}}
}
