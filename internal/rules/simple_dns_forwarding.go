package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func simpleDNSForwarding() Rule {
	return Rule{
		ID:           "simple-dns-forwarding",
		Severity:     Error,
		Fixed:        true,
		Scope:        ScopeRecord,
		Types:        []string{"mxe"},
		NeedsService: true,
		Title:        Text{"Simple DNS has no mail forwarding", "簡易DNSではメール転送機能を使えません"},
		Why: Text{
			"Value-Domain's mail forwarding works by an MXE record, which only the general DNS service (汎用DNS) has.",
			"バリュードメインのメール転送は、自動的に設定されるMXEレコードによって動作します。MXEレコードがあるのは汎用DNSだけです。",
		},
		Remedy: Text{
			"Switch the domain to the general DNS service, or write an MX record with a mail server that forwards.",
			"ドメインを汎用DNSに切り替えるか、転送のできるメールサーバーをMXレコードで指定してください。",
		},
		References: []string{"FAQ Q6"},
		example: example{
			simple:    true,
			failing:   "forward info me@example.net",
			corrected: "mx @ s1.xrea.com. 10",
		},
		Check: checkSimpleDNSForwarding,
	}
}

func checkSimpleDNSForwarding(c Case) []Finding {
	if c.Service != zone.ServiceSimple || !c.Forwarding && !c.Subject.Record.IsForwarding() {
		return nil
	}
	return []Finding{c.finding("",
		textf("%[1]s uses the simple DNS service.", "%[1]s は簡易DNSを使っています。", c.domain()),
		c.orGeneral(textf("Use a mail server that forwards, such as:%[1]s\n\nOr switch the domain to general DNS in the control panel.",
			"転送のできるメールサーバーを、次のように指定してください。%[1]s\n\nまたは、コントロールパネルでドメインを汎用DNSに切り替えてください。",
			c.block("mx", zone.Apex, "s1.xrea.com.", "10"))),
	)}
}
