package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func duplicateRecord() Rule {
	return Rule{
		ID:       "duplicate-record",
		Severity: Error,
		Scope:    ScopeZone,
		Title:    Text{"The same record is there twice", "同じレコードが重複しています"},
		Why: Text{
			"The registrar stores every line as it is sent. A record that is there twice does what it does once, and so does a mail server that a host names twice at different priorities: senders that fail at the first line try the same machine again.",
			"Value-Domainはどの行もそのまま保存しますが、同じレコードを2つ書いても1つのときと変わりません。1つのホストに同じメールサーバーを別の優先度で並べても、送信側が同じサーバーにもう一度接続するだけで、効果はありません。",
		},
		Remedy: Text{
			"Declare the record once. If the line is already in the zone, bring it under Terraform with an import block.",
			"レコードは1つだけ書いてください。すでにゾーンにある行は、importブロックで取り込めます。",
		},
		References: []string{"Value-Domain API", "FAQ Q5"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s1.xrea.com. 10", "mx @ s1.xrea.com. 20"),
				Corrected: hcl("mx @ s1.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
			}
		},
		Check: checkDuplicateRecord,
	}
}

// checkDuplicateRecord leaves the record of the mail forwarding alone, which
// all forwards of a domain share.
func checkDuplicateRecord(c Case) []Finding {
	if c.Forwarding || !c.knows("host") {
		return nil
	}
	var same, reordered []zone.Entry
	own := c.place()
	for i, e := range c.here {
		switch {
		case i == own:
		case e.Key == c.Subject.Key:
			same = append(same, e)
		case sameServerAgain(c.Origin, c.Subject.Record, e.Record):
			reordered = append(reordered, e)
		}
	}
	if len(same) > 0 && c.Zone.Count(c.Subject.Key) > 1 {
		message := textf("`%[1]s` says the same as %[2]s.",
			"`%[1]s` は %[2]s と同じ内容です。", lineOf(c.Subject), quoted(same))
		if lineOf(same[0]) == lineOf(c.Subject) {
			message = textf("`%[1]s` is there more than once.", "`%[1]s` が重複しています。", lineOf(c.Subject))
		}
		return []Finding{c.finding("", message, textf(
			"Keep one of the two. If the other line is already in the zone, bring it under Terraform with an import block.",
			"どちらか一方だけにしてください。もう一方がすでにゾーンにある行であれば、importブロックで取り込んでください。",
		), same...)}
	}
	if len(reordered) > 0 {
		return []Finding{c.finding("priority", textf(
			"`%[1]s` names the same mail server for the same host as %[2]s; only the priority differs.",
			"`%[1]s` は、同じホストに対して %[2]s と同じメールサーバーを指定しています。違うのは優先度だけです。",
			lineOf(c.Subject), quoted(reordered),
		), textf(
			"Keep the line with the priority you want and remove the other. A second mail server has to be another machine.",
			"使いたい優先度の行だけを残し、もう一方を削除してください。2台目のメールサーバーには、別のサーバーを指定する必要があります。",
		), reordered...)}
	}
	return nil
}

// place returns where the subject itself stands among the entries of its host:
// of several that mean the same the one that is spelled alike. It is -1 where
// it is not among them.
func (c Case) place() int {
	own := -1
	for i, e := range c.here {
		if e.Key != c.Subject.Key || e.Planned != c.Subject.Planned {
			continue
		}
		if e.Line == c.Subject.Line {
			return i
		}
		if own < 0 {
			own = i
		}
	}
	return own
}

// sameServerAgain reports whether two mx (or mxe) records of one host name the
// same server with another priority.
func sameServerAgain(o zone.Origin, a, b zone.Record) bool {
	if a.Type != b.Type {
		return false
	}
	switch a.Type {
	case "mx":
		return a.Knows("target") && b.Knows("target") && o.FQDN(a.Get("target")) == o.FQDN(b.Get("target"))
	case "mxe":
		return a.Knows("address") && b.Knows("address") && a.Get("address") == b.Get("address")
	}
	return false
}
