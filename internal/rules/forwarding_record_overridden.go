package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func forwardingRecordOverridden() Rule {
	return Rule{
		ID:       "forwarding-record-overridden",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"This record breaks the domain's mail forwarding", "このレコードを設定すると、メール転送が動作しなくなります"},
		Why: Text{
			"The registrar's mail forwarding is a system of its own and works through the MXE record that the registrar has set. Another mail server next to it, or a change of that record, takes the mail away from it.",
			"Value-Domainのメール転送は独自のシステムで、自動的に設定されたMXEレコードによって動作します。別のメールサーバーを追加したり、そのレコードを書き換えたりすると、メールが転送されなくなります。",
		},
		Remedy: Text{
			"Leave the forwarding's record as it is, or remove the forwarding before you add a mail server.",
			"メール転送のレコードはそのままにしてください。メールサーバーを追加する場合は、先にメール転送を解除してください。",
		},
		References: []string{"FAQ Q7", "FAQ Q6"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("mxe mail 209.19.56.20 10"),
				Failing:   hcl("mx @ s1.xrea.com. 10"),
				Corrected: hcl("forward info me@example.net"),
			}
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
		textf("%[1]s uses the registrar's mail forwarding (%[2]s), and `%[3]s` would take its mail away.",
			"%[1]s ではメール転送（%[2]s）を使っているため、`%[3]s` を設定するとメールが転送されなくなります。",
			c.domain(), quoted(against), lineOf(c.Subject)),
		textf("Remove the mail forwarding in the same plan (its valuedomain_mail_forwarding resources, or the line `%[1]s`), or do without this record.",
			"同じplanの中でメール転送（valuedomain_mail_forwarding、または `%[1]s` の行）を削除するか、このレコードの追加をやめてください。", own.Line()),
		against...)}
}

// changedForwarding judges a record that leads to the forwarding but is not
// the one that the registrar sets.
func (c Case) changedForwarding(own zone.Record) []Finding {
	if !c.knows("host", "priority") || c.Subject.Key == c.Origin.Key(own) {
		return nil
	}
	f := c.finding("",
		textf("`%[1]s` leads to the registrar's mail forwarding, whose own record is `%[2]s`.",
			"`%[1]s` はメール転送を指していますが、自動的に設定されるレコードは `%[2]s` です。",
			lineOf(c.Subject), own.Line()),
		textf("Use a valuedomain_mail_forwarding resource, which sets the record, or write it exactly so: `host = \"mail\"`, `priority = 10`.",
			"レコードを自動的に設定する valuedomain_mail_forwarding を使うか、`host = \"mail\"`、`priority = 10` とこのとおりに書いてください。"),
	)
	if c.Zone.Count(c.Origin.Key(own)) > 0 {
		if c.owner == c.Origin.Owner(own) {
			return nil // duplicate-record speaks.
		}
		f.Suggestion = textf("Remove this record: the forwarding's own one is there.",
			"このレコードを削除してください。メール転送のレコードはすでにあります。")
		return []Finding{f}
	}
	return []Finding{f.with(own.Line())}
}
