package rules

func foreignMailHost() Rule {
	return Rule{
		ID:       "foreign-mail-host",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"Mail server has no name of your own domain", "メールサーバー名を独自ドメインにすることをお勧めします"},
		Why: Text{
			"With a name such as mail.hogehoge.com, people's mail programs need no change when the mail moves to another server.",
			"独自ドメインの名前にしておくと、わかりやすいだけでなく、サーバーを移転しても利用者のメールソフトの設定を変えずに済みます。",
		},
		Remedy: Text{
			"Give the server's IP address a name in your domain with an A record, and write that name as the MX target.",
			"サーバーのIPアドレスにAレコードで独自ドメインの名前を付け、その名前をMXレコードのターゲットに指定してください。",
		},
		References: []string{"FAQ Q16"},
		example: example{
			failing:   "mx @ s6.xrea.com. 10",
			corrected: lines("a mail 219.163.200.70", "mx @ mail 10"),
		},
		Check: checkForeignMailHost,
	}
}

func checkForeignMailHost(c Case) []Finding {
	var found []Finding
	host := c.freeHost()
	for _, e := range c.Zone.Mail() {
		if e.Record.Type != "mx" || !isXREA(c.Origin, e.Record) {
			continue
		}
		server := c.Origin.FQDN(e.Record.Get("target"))
		found = append(found, Finding{
			Line:    lineOf(e),
			Message: textf("`%[1]s` names the mail server by its provider's name.", "`%[1]s` では、サーバー会社の名前でメールサーバーを指定しています。", lineOf(e)),
			Suggestion: textf("Write a name of your own domain, and give it the IP address of %[1]s:%[2]s", "独自ドメインの名前を書き、その名前に %[1]s のIPアドレスを設定してください。%[2]s", server,
				assign("target", host)+c.block("a", host, someAddress)),
		})
	}
	return found
}
