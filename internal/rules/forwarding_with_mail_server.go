package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func forwardingWithMailServer() Rule {
	return Rule{
		ID:       "forwarding-with-mail-server",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mxe"},
		Title:    Text{"Mail forwarding needs a zone without other mail servers", "メール転送は、他のメールサーバーの設定があると動作しません"},
		Why: Text{
			"The registrar sets the forwarding's record itself, but only in a zone that holds no mail server. Where one stands, the forwarding is stored and no mail ever reaches it.",
			"メール転送のレコードは自動的に設定されますが、それはメールサーバーの設定が1つもない場合だけです。他の設定があると、転送先は登録されても、メールが転送されることはありません。",
		},
		Remedy: Text{
			"Remove all MX and MXE records, then set up the forwarding; both may happen in one plan.",
			"MXレコードとMXEレコードをすべて削除してから、メール転送を設定してください。削除と設定は同じplanで行えます。",
		},
		References: []string{"FAQ Q6", "FAQ Q7"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("forward info me@example.net", "mx @ s1.xrea.com. 10"),
				Corrected: hcl("forward info me@example.net"),
			}
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
		textf("%[1]s also has %[2]s, so the forwarding's own record `%[3]s` has no effect or is not set at all.",
			"%[1]s には %[2]s もあるため、メール転送のレコード `%[3]s` は設定されないか、設定されても機能しません。",
			c.domain(), quoted(against), zone.ForwardingRecord().Line()),
		textf("Remove the other mail server in the same plan (its resource, or the line in the zone), or give up the forwarding and let the mail server forward. Do not write an MX record in place of the forwarding.",
			"同じplanの中で、もう一方のメールサーバーの設定（リソースまたはゾーンの行）を削除してください。あるいは、メール転送をやめてメールサーバー側で転送してください。メール転送の代わりにMXレコードを書くことはできません。"),
		against...)}
}
