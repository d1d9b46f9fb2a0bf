package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func senderNotCovered() Rule {
	return Rule{
		ID:       "sender-not-covered",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"SPF record does not include the domain's own mail server", "SPFレコードにこのドメインのメールサーバーが含まれていません"},
		Why: Text{
			"A mail server usually also sends replies, forwarded mail and bounces, which receivers then treat as spam or reject.",
			"受信用のメールサーバーは、返信や転送、不達通知などの送信にも使われるのが普通です。そのメールが、迷惑メールと判定されたり拒否されたりします。",
		},
		Remedy: Text{
			"Add mx to the record if the server sends mail for the domain.",
			"そのサーバーからも送信する場合は、SPFレコードに mx を追加してください。",
		},
		References: []string{"RFC 7208 section 5.4"},
		example: example{
			zone:      lines("a mail 219.163.200.70", "mx @ mail 10"),
			failing:   "txt @ v=spf1 ip4:219.163.201.1 ~all",
			corrected: "txt @ v=spf1 mx ip4:219.163.201.1 ~all",
		},
		Check: checkSenderNotCovered,
	}
}

// checkSenderNotCovered judges servers whose addresses the zone has.
// Value-Domain's mail forwarding sends from servers of its own.
func checkSenderNotCovered(c Case) []Finding {
	apex := c.Origin.FQDN(zone.Apex)
	text, s, ok := c.spfAt(apex)
	if !ok {
		return nil
	}
	var against []zone.Entry
	for _, e := range c.apexServers() {
		if e.Record.IsForwarding() {
			continue
		}
		for _, address := range c.serverIPs(e.Record) {
			if c.spfVerdict(apex, s, address, 0) == refused {
				against = append(against, e)
				break
			}
		}
	}
	if len(against) == 0 {
		return nil
	}
	_, terms, _ := strings.Cut(s.String(), " ")
	wider := "v=spf1 mx " + terms
	return []Finding{{
		Line:       lineOf(text),
		Message:    textf("`%[1]s` does not allow a mail server of the domain to send.", "`%[1]s` では、このドメインのメールサーバーからの送信が許可されていません。", lineOf(text)),
		Suggestion: textf("If that server sends mail for the domain, write:%[1]s", "そのサーバーからも送信する場合は、次のように書いてください。%[1]s", assign("value", wider)),
		Others:     against,
	}}
}
