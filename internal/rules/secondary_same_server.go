package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func secondarySameServer() Rule {
	return Rule{
		ID:       "secondary-same-server",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"mx", "a", "aaaa"},
		Title:    Text{"The second mail server is the same machine", "2台目のメールサーバーが同じサーバーを指しています"},
		Why: Text{
			"A second mail server takes over while the first one is down. Two names of one machine go down together.",
			"セカンドメールサーバーは、1台目が停止している間にメールを受けるためのものです。名前が違っても同じサーバーでは、同時に停止してしまいます。",
		},
		Remedy: Text{
			"Name a server elsewhere as the second one, or leave the second one away.",
			"2台目には別の場所のサーバーを指定するか、2台目の設定をやめてください。",
		},
		References: []string{"FAQ Q5"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("a mail 219.163.200.70", "a mail2 219.163.200.70"),
				Failing:   hcl("mx @ mail 10", "mx @ mail2 20"),
				Corrected: hcl("mx @ mail 10", "mx @ mail.gaibu-server.com. 20"),
			}
		},
		Check: checkSecondarySameServer,
	}
}

func checkSecondarySameServer(c Case) []Finding {
	against := c.related(sameServer)
	if c.is("a", "aaaa") && c.Subject.Planned {
		against = c.joinedByAddress()
	}
	if len(against) == 0 {
		return nil
	}
	if !c.is("mx") {
		return []Finding{c.finding("address",
			textf("With `%[1]s` the mail servers of %[2]s share the address %[3]s.",
				"`%[1]s` を設定すると、%[2]s のメールサーバーが同じIPアドレス %[3]s になります。",
				lineOf(c.Subject), quoted(against), c.get("address")),
			textf("Write the address of another machine here, or remove the second MX record.",
				"ここに別のサーバーのIPアドレスを書くか、2つ目のMXレコードを削除してください。"),
			against...)}
	}
	return []Finding{c.finding("target",
		textf("`target = %[1]q` has the same address as the mail server of %[2]s.",
			"`target = %[1]q` のIPアドレスは、%[2]s のメールサーバーと同じです。",
			c.get("target"), quoted(against)),
		textf("Write the name of another machine as `target`, such as `target = \"mail.gaibu-server.com.\"`, or remove one of the two records.",
			"`target = \"mail.gaibu-server.com.\"` のように別のサーバーの名前を書くか、どちらか一方を削除してください。"),
		against...)}
}

// joinedByAddress returns the mx records of one host that a new address makes
// end at one machine. An audit finds such records by themselves.
func (c Case) joinedByAddress() []zone.Entry {
	if !c.knows("host", "address") {
		return nil
	}
	for _, mx := range c.mxsAnsweredBy(c.owner) {
		as := c
		as.Subject = mx
		if peers := as.prepare().related(sameServer); len(peers) > 0 {
			return append([]zone.Entry{mx}, peers...)
		}
	}
	return nil
}
