package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxeSingleServer() Rule {
	return Rule{
		ID:       "mxe-single-server",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mxe"},
		Title:    Text{"Domain has two MXE records", "1つのドメインにMXEレコードが2つあります"},
		Why: Text{
			"An MXE record receives all mail of the domain at one server, subdomains too, so two of them claim the same mail.",
			"MXEレコードでは、サブドメインも含めてドメイン宛てのすべてのメールを1台のサーバーで受信します。2つあると、同じメールを取り合うことになります。",
		},
		Remedy: Text{
			"Keep one MXE record, or write MX records for several servers.",
			"MXEレコードを1つだけにするか、複数のサーバーを使う場合はMXレコードで設定してください。",
		},
		References: []string{"FAQ Q14", "FAQ Q8"},
		example: example{
			failing:   lines("mxe mail 219.163.200.67 10", "mxe mail2 219.163.200.68 10"),
			corrected: lines("mx @ s3.xrea.com. 10", "mx web s4.xrea.com. 10"),
		},
		Check: checkMXESingleServer,
	}
}

// checkMXESingleServer leaves the record of the mail forwarding to the rules
// about forwarding, the same server with another priority to duplicate-record,
// and any MXE on the simple DNS service to simple-dns-mxe.
func checkMXESingleServer(c Case) []Finding {
	if c.Subject.Record.IsForwarding() || c.Service == zone.ServiceSimple {
		return nil
	}
	var against []zone.Entry
	for _, e := range c.mxes() {
		again := c.Origin.Owner(e.Record) == c.owner && sameServerAgain(c.Origin, c.Subject.Record, e.Record)
		if e.Key != c.Subject.Key && !again && !e.Record.IsForwarding() {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("",
		textf("`%[1]s` is not the only MXE record of %[2]s.", "`%[1]s` のほかにも、%[2]s にMXEレコードがあります。", lineOf(c.Subject), c.domain()),
		textf("Keep one of the two. For several servers replace both by MX records, each with its own host or priority:%[1]s%[2]s",
			"どちらか一方だけにしてください。複数のサーバーを使う場合は、代わりにMXレコードを、ホストまたは優先度を分けて書いてください。%[1]s%[2]s",
			c.block("mx", zone.Apex, "⟨server⟩.", "10"), c.block("mx", "web", "⟨server 2⟩.", "10")),
		against...)}
}
