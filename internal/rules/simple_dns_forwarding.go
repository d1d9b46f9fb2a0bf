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
		Title:        Text{"The simple DNS service has no mail forwarding", "簡易DNSではメール転送機能を使えません"},
		Why: Text{
			"The registrar's mail forwarding works by an MXE record that it sets itself, and only the general DNS service (汎用DNS) has MXE.",
			"Value-Domainのメール転送は、自動的に設定されるMXEレコードによって動作します。MXEレコードがあるのは汎用DNSだけです。",
		},
		Remedy: Text{
			"Move the domain to the general DNS service, or name a mail server that forwards with an MX record.",
			"ドメインを汎用DNSに切り替えるか、転送のできるメールサーバーをMXレコードで指定してください。",
		},
		References: []string{"FAQ Q6"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("forward info me@example.net"),
				Corrected: hcl("mx @ s1.xrea.com. 10"),
			}
		},
		Check: checkSimpleDNSForwarding,
	}
}

func checkSimpleDNSForwarding(c Case) []Finding {
	if c.Service != zone.ServiceSimple || !c.Forwarding && !c.Subject.Record.IsForwarding() {
		return nil
	}
	return []Finding{c.finding("",
		textf("%[1]s is on the simple DNS service, where the registrar's mail forwarding (`%[2]s`) does not work.",
			"%[1]s は簡易DNSを使っているため、Value-Domainのメール転送（`%[2]s`）は機能しません。",
			c.domain(), zone.ForwardingRecord().Line()),
		c.orGeneral(textf("Switch the domain to the general DNS service in the control panel (then set `dns_service = \"general\"`), or use a valuedomain_mx_record with a mail server that forwards, such as `target = \"s1.xrea.com.\"`.",
			"コントロールパネルでドメインを汎用DNSに切り替えて `dns_service = \"general\"` を指定するか、転送のできるメールサーバーを valuedomain_mx_record で `target = \"s1.xrea.com.\"` のように指定してください。")),
	)}
}
