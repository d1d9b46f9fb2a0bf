package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func foreignMailHost() Rule {
	return Rule{
		ID:       "foreign-mail-host",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"The mail server could have a name of your own domain", "メールサーバー名を独自ドメインにすることをおすすめします"},
		Why: Text{
			"Under a name such as mail.hogehoge.com people's mail programs need no change when the mail moves to another server.",
			"mail.hogehoge.com のような独自ドメインの名前にしておくと、分かりやすいだけでなく、サーバーを移転しても利用者のメールソフトの設定を変えずに済みます。",
		},
		Remedy: Text{
			"Give the server's address a name in your domain with an A record, and write that name into the MX record.",
			"サーバーのIPアドレスにAレコードで独自ドメインの名前を付け、その名前をMXレコードに指定してください。",
		},
		References: []string{"FAQ Q16"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s6.xrea.com. 10"),
				Corrected: hcl("a mail 219.163.200.70", "mx @ mail 10"),
			}
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
			Line: lineOf(e),
			Message: textf("`%[1]s` names the mail server by its provider's name, %[2]s.",
				"`%[1]s` では、サーバー会社の名前（%[2]s）でメールサーバーを指定しています。",
				lineOf(e), server),
			Suggestion: textf("Add a valuedomain_a_record with `host = %[3]q` and the address of %[1]s (`a %[3]s <address>`), and write `target = %[3]q` here (`%[2]s`).",
				"`host = %[3]q` と %[1]s のIPアドレスを指定した valuedomain_a_record（`a %[3]s <IPアドレス>`）を追加し、ここには `target = %[3]q` と書いてください（`%[2]s`）。",
				server, setField(e.Record, "target", host).Line(), host),
		})
	}
	return found
}
