package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func simpleDNSMXE() Rule {
	return Rule{
		ID:           "simple-dns-mxe",
		Severity:     Error,
		Fixed:        true,
		Scope:        ScopeRecord,
		Types:        []string{"mxe"},
		NeedsService: true,
		Title:        Text{"The simple DNS service has no MXE record", "簡易DNSではMXEレコードを使えません"},
		Why: Text{
			"MXE is a record type of the general DNS service (汎用DNS). On the simple one (簡易DNS) an MX record already takes all mail of the domain.",
			"MXEは汎用DNSだけのレコードです。簡易DNSでは、MXレコードがドメイン宛てのメールをすべて受けます。",
		},
		Remedy: Text{
			"Write what MXE stands for: an A record for the mail server and an MX record that names it.",
			"MXEの代わりに、メールサーバーのAレコードと、その名前を指定したMXレコードを書いてください。",
		},
		References: []string{"FAQ Q1", "FAQ Q11"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("mxe mail 219.163.200.65 10"),
				Corrected: hcl("a mail 219.163.200.65", "mx @ mail 10"),
			}
		},
		Check: checkSimpleDNSMXE,
	}
}

// checkSimpleDNSMXE leaves the mail forwarding's record to
// simple-dns-forwarding: an A record would not help there.
func checkSimpleDNSMXE(c Case) []Finding {
	if c.Service != zone.ServiceSimple || c.Forwarding || c.Subject.Record.IsForwarding() {
		return nil
	}
	host, address, priority := c.Subject.Record.Host, c.get("address"), c.get("priority")
	if !c.knows("host") || strings.Contains(host, "*") {
		return []Finding{c.finding("", simpleMXEMessage(c), c.orGeneral(textf(
			"Use a valuedomain_a_record for one host, such as `mail`, and a valuedomain_mx_record with `target = \"mail\"`.",
			"`mail` などのホストに valuedomain_a_record を設定し、valuedomain_mx_record に `target = \"mail\"` と書いてください。",
		)))}
	}
	target := host
	if host == zone.Apex || strings.Contains(host, ".") {
		target = c.owner + "."
	}
	a := "a " + host + " " + address
	mx := c.mxLine(zone.Apex, target, priority)
	return []Finding{c.finding("", simpleMXEMessage(c), c.orGeneral(textf(
		"Use two resources instead: a valuedomain_a_record (`%[1]s`) and a valuedomain_mx_record with `target = %[3]q` (`%[2]s`). They do the same.",
		"代わりに、valuedomain_a_record（`%[1]s`）と、`target = %[3]q` を指定した valuedomain_mx_record（`%[2]s`）の2つを使ってください。同じ動作になります。",
		a, mx, target,
	))).with(a, mx)}
}

func simpleMXEMessage(c Case) Text {
	return textf(
		"`%[1]s` cannot work: %[2]s is on the simple DNS service, which has no MXE.",
		"%[2]s は簡易DNSを使っているため、`%[1]s` は機能しません。",
		lineOf(c.Subject), c.domain())
}
