package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func forwardingRecordOverridden() Rule {
	return Rule{
		ID:       "forwarding-record-overridden",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"Record breaks the domain's mail forwarding", "このレコードを設定すると、メール転送が動作しなくなります"},
		Why: Text{
			"Value-Domain's mail forwarding works by the MXE record that Value-Domain has set. With a change to it, or another mail server, mail no longer reaches the forwarding.",
			"バリュードメインのメール転送は、自動的に設定されたMXEレコードによって動作します。そのレコードを書き換えたり、別のメールサーバーを追加したりすると、メールが転送されなくなります。",
		},
		Remedy: Text{
			"Keep the forwarding's record as it is, or remove the forwarding before you add a mail server.",
			"メール転送のレコードはそのままにしてください。メールサーバーを追加する場合は、先にメール転送を解除してください。",
		},
		References: []string{"FAQ Q7", "FAQ Q6"},
		example: example{
			zone:      "mxe mail 209.19.56.20 10",
			failing:   "mx @ s1.xrea.com. 10",
			corrected: "forward info me@example.net",
		},
		Check: checkForwardingRecordOverridden,
	}
}

func checkForwardingRecordOverridden(c Case) []Finding {
	if c.Forwarding || c.Service == zone.ServiceSimple {
		return nil
	}
	own := zone.ForwardingRecord()
	if c.Subject.Record.IsForwarding() {
		return c.changedForwarding(own)
	}
	var against []zone.Entry
	for _, e := range c.mxes() {
		if e.Record.IsForwarding() {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("",
		textf("`%[1]s` is another mail server than the mail forwarding.", "`%[1]s` は、メール転送とは別のメールサーバーを指定しています。", lineOf(c.Subject)),
		textf("Remove the mail forwarding in the same apply (its valuedomain_mail_forwarding resources, or the line `%[1]s`), or remove this record.",
			"同じ apply でメール転送（valuedomain_mail_forwarding、または `%[1]s` の行）を削除するか、このレコードを削除してください。", own.Line()),
		against...)}
}

// changedForwarding judges a record that leads to the forwarding but is not
// the one that Value-Domain sets.
func (c Case) changedForwarding(own zone.Record) []Finding {
	if !c.knows("host", "priority") || c.Subject.Key == c.Origin.Key(own) {
		return nil
	}
	f := c.finding("",
		textf("`%[1]s` is not the record that Value-Domain sets for its mail forwarding.", "`%[1]s` は、メール転送で自動的に設定されるレコードと異なります。", lineOf(c.Subject)),
		textf("Use valuedomain_mail_forwarding resources, which set the record, or write it exactly as:%[1]s",
			"レコードを自動的に設定する valuedomain_mail_forwarding を使うか、このとおりに書いてください。%[1]s", ownLines(`host     = "mail"`, `priority = 10`)),
	)
	if c.Zone.Count(c.Origin.Key(own)) > 0 {
		if c.owner == c.Origin.Owner(own) {
			return nil // duplicate-record reports it.
		}
		f.Suggestion = textf("Remove this record. The record of the forwarding, `%[1]s`, exists.",
			"このレコードを削除してください。メール転送のレコード `%[1]s` はすでにあります。", own.Line())
		return []Finding{f}
	}
	return []Finding{f.with(own.Line())}
}
