package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func nullMXWithOthers() Rule {
	return Rule{
		ID:       "null-mx-with-others",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"Null MX next to a mail server", "Null MXとほかのメールサーバーは併用できません"},
		Why: Text{
			"A null MX (target \".\") next to a mail server contradicts it, and senders may follow either.",
			"Null MX（ターゲットが \".\"）とメールサーバーの設定は矛盾するため、送信側がどちらに従うかわかりません。",
		},
		Remedy: Text{
			"Remove the null MX if the host receives mail, or the mail servers if it does not.",
			"メールを受信するのであればNull MXを、受信しないのであればメールサーバーのレコードを削除してください。",
		},
		References: []string{"RFC 7505 section 3"},
		example: example{
			simple:    true,
			zone:      "mx s1.xrea.com. 10",
			failing:   "mx @ . 0",
			corrected: "mx web . 0",
		},
		Check: checkNullMXWithOthers,
	}
}

// checkNullMXWithOthers counts an MXE at every host, for it receives the mail
// of every name. The record of the mail forwarding has rules of its own.
func checkNullMXWithOthers(c Case) []Finding {
	against := c.atOddsWithNull()
	if len(against) == 0 {
		return nil
	}
	null := c.Subject
	if !null.Record.IsNullMX() {
		null = against[0]
	}
	return []Finding{c.finding("",
		textf("`%[1]s` means that %[2]s receives no mail.", "`%[1]s` は、%[2]s がメールを受信しないという意味です。", lineOf(null), c.Origin.Owner(null.Record)),
		textf("If mail is to arrive, remove `%[1]s`. If not, remove the other record. Both can happen in one apply.",
			"メールを受信するのであれば `%[1]s` を、受信しないのであればもう一方のレコードを削除してください。削除と追加は同じ apply で行えます。", lineOf(null)),
		against...)}
}

// atOddsWithNull returns the mail servers that a null MX conflicts with, or the
// null MX records that a mail server does.
func (c Case) atOddsWithNull() []zone.Entry {
	null := c.Subject.Record.IsNullMX()
	if !c.knows("host", "target") || c.Subject.Record.IsForwarding() {
		return nil
	}
	near := c.here
	switch {
	case null:
		near = append(c.Zone.OfType(c.owner, "mx"), c.mxes()...)
	case c.is("mxe"):
		near = c.Zone.Mail()
	}
	var against []zone.Entry
	for _, e := range near {
		if e.Record.IsNullMX() != null && e.Record.Knows("host", "target") && !e.Record.IsForwarding() {
			against = append(against, e)
		}
	}
	return against
}
