package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxeSingleServer() Rule {
	return Rule{
		ID:       "mxe-single-server",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mxe"},
		Title:    Text{"A domain can have one MXE record only", "MXEレコードは1つのドメインに1つだけです"},
		Why: Text{
			"An MXE record takes all mail of the domain, subdomains too, to one server. A second one claims the same mail.",
			"MXEレコードは、サブドメインも含めてドメイン宛てのすべてのメールを1台のサーバーに送ります。2つあると、同じメールを取り合うことになります。",
		},
		Remedy: Text{
			"Keep one MXE record, or write MX records for several servers.",
			"MXEレコードを1つだけにするか、複数のサーバーを使う場合はMXレコードで設定してください。",
		},
		References: []string{"FAQ Q14", "FAQ Q8"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mxe mail 219.163.200.67 10", "mxe mail2 219.163.200.68 10"),
				Corrected: hcl("mx @ s3.xrea.com. 10", "mx web s4.xrea.com. 10"),
			}
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
		textf("`%[1]s` and %[2]s both claim all mail of %[3]s.",
			"`%[1]s` と %[2]s が、どちらも %[3]s 宛てのすべてのメールを受けようとしています。",
			lineOf(c.Subject), quoted(against), c.domain()),
		textf("Keep one of the two. For several servers write MX records instead: different hosts for different mail (`host = \"@\"` and `host = \"web\"`), or `priority = 10` and `priority = 20` for a first and a second server.",
			"どちらか一方だけにしてください。複数のサーバーを使う場合は、代わりにMXレコードを書きます。宛先ごとに分けるときは `host = \"@\"` と `host = \"web\"` のようにホストを分け、予備のサーバーを置くときは `priority = 10` と `priority = 20` のように優先度を分けてください。"),
		against...)}
}
