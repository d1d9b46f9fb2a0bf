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
		Title:        Text{"Simple DNS has no MXE record", "簡易DNSではMXEレコードを使えません"},
		Why: Text{
			"MXE is a record type of the general DNS service (汎用DNS). On the simple one (簡易DNS) an A record and an MX record do the same.",
			"MXEは汎用DNSだけのレコードです。簡易DNSでは、AレコードとMXレコードで同じ設定ができます。",
		},
		Remedy: Text{
			"Write an A record for the mail server and an MX record with that name as its target.",
			"MXEの代わりに、メールサーバーのAレコードと、その名前をターゲットにしたMXレコードを書いてください。",
		},
		References: []string{"FAQ Q1", "FAQ Q11"},
		example: example{
			simple:    true,
			failing:   "mxe mail 219.163.200.65 10",
			corrected: lines("a mail 219.163.200.65", "mx @ mail 10"),
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
	host, target, fits := c.Subject.Record.Host, c.Subject.Record.Host, true
	switch {
	case !c.knows("host") || strings.Contains(host, "*"):
		host, target, fits = "mail", "mail", false
	case host == zone.Apex || strings.Contains(host, "."):
		target = c.owner + "."
	}
	address := c.get("address")
	if !isPublic(address) {
		address, fits = someAddress, false
	}
	f := c.finding("",
		textf("%[1]s uses the simple DNS service.", "%[1]s は簡易DNSを使っています。", c.domain()),
		c.orGeneral(textf("Replace this record by two, which do the same:%[1]s%[2]s", "このレコードの代わりに、同じ動作になる次の2つを書いてください。%[1]s%[2]s",
			c.block("a", host, address), c.block("mx", zone.Apex, target, c.get("priority")))))
	if fits {
		mx := zone.Record{Type: "mx", Values: []string{target, c.get("priority")}}
		f = f.with("a "+host+" "+address, mx.Line())
	}
	return []Finding{f}
}
