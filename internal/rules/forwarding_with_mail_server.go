package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func forwardingWithMailServer() Rule {
	return Rule{
		ID:       "forwarding-with-mail-server",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mxe"},
		Title:    Text{"Mail forwarding next to another mail server", "メール転送は、ほかのメールサーバーの設定があると動作しません"},
		Why: Text{
			"Value-Domain adds the record of its mail forwarding only to a zone without mail servers. Next to one, the forwarding is stored, but no mail reaches it.",
			"メール転送のレコードが自動的に設定されるのは、メールサーバーの設定が1つもない場合だけです。ほかの設定があると、転送先は登録されても、メールは転送されません。",
		},
		Remedy: Text{
			"Remove all MX and MXE records, then set up the forwarding. Both can happen in one apply.",
			"MXレコードとMXEレコードをすべて削除してから、メール転送を設定してください。削除と設定は同じ apply で行えます。",
		},
		References: []string{"FAQ Q6", "FAQ Q7"},
		example: example{
			failing:   lines("forward info me@example.net", "mx @ s1.xrea.com. 10"),
			corrected: "forward info me@example.net",
		},
		Check: checkForwardingWithMailServer,
	}
}

func checkForwardingWithMailServer(c Case) []Finding {
	if !c.Forwarding && !c.Subject.Record.IsForwarding() || c.Service == zone.ServiceSimple {
		return nil
	}
	var against []zone.Entry
	for _, e := range c.Zone.Mail() {
		if !e.Record.IsForwarding() {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("",
		textf("%[1]s has another mail server than the mail forwarding.", "%[1]s には、メール転送以外のメールサーバーの設定があります。", c.domain()),
		textf("Remove the other mail server in the same apply: its resource, or the line in the zone. To keep that server, remove the forwarding and let the server forward.",
			"同じ apply で、もう一方のメールサーバーの設定（リソースまたはゾーンの行）を削除してください。そのサーバーを使い続ける場合は、メール転送をやめてメールサーバー側で転送してください。"),
		against...)}
}
