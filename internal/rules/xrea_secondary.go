package rules

func xreaSecondary() Rule {
	return Rule{
		ID:       "xrea-secondary",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx"},
		Title:    Text{"Two XREA servers for one mail domain", "XREAのサーバーを2台組み合わせることはできません"},
		Why: Text{
			"At XREA only one account can manage the mail of a domain, and an account is on one server, so the second server rejects the mail.",
			"XREAのドメインメールでは、1つのドメインを管理できるのは1つのアカウント（1台のサーバー）だけです。もう1台のXREAサーバーでは、メールを受信できません。",
		},
		Remedy: Text{
			"Keep the server that has the account, and write one outside XREA as the second.",
			"アカウントのあるサーバーだけを残し、2台目にはXREA以外のサーバーを指定してください。",
		},
		References: []string{"FAQ Q18"},
		example: example{
			failing:   lines("mx @ s7.xrea.com. 10", "mx @ s8.xrea.com. 20"),
			corrected: lines("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
		},
		Check: checkXREASecondary,
	}
}

func checkXREASecondary(c Case) []Finding {
	against := c.related(bothXREA)
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("target",
		textf("`%[1]s` is a second XREA server.", "`%[1]s` は、2台目のXREAのサーバーです。", c.get("target")),
		textf("Remove one of the two, or write a second server outside XREA, such as:%[1]s",
			"どちらか一方を削除するか、2台目にはXREA以外のサーバーを、次のように書いてください。%[1]s", assign("target", "mail.gaibu-server.com.")),
		against...)}
}
