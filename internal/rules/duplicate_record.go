package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func duplicateRecord() Rule {
	return Rule{
		ID:       "duplicate-record",
		Severity: Error,
		Scope:    ScopeZone,
		Title:    Text{"Record is declared twice", "同じレコードが重複しています"},
		Why: Text{
			"The second one has no effect.",
			"2つ目のレコードには効果がありません。",
		},
		Remedy: Text{
			"Declare the record once. If the line is already in the zone, import it. A second mail server must be another machine: the same one with another priority is only tried again.",
			"レコードは1つだけ書いてください。すでにゾーンにある行は、`import` ブロックでインポートできます。2台目のメールサーバーは別のサーバーにしてください。同じサーバーを別の優先度で並べても、もう一度接続されるだけです。",
		},
		References: []string{"Value-Domain API", "FAQ Q5"},
		example: example{
			failing:   lines("mx @ s1.xrea.com. 10", "mx @ s1.xrea.com. 20"),
			corrected: lines("mx @ s1.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
		},
		Check: checkDuplicateRecord,
	}
}

// checkDuplicateRecord skips the record of the mail forwarding, which all
// forwarding rules of a domain share.
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
		message := textf("`%[1]s` means the same as another line.", "`%[1]s` と同じ内容の行があります。", lineOf(c.Subject))
		if lineOf(same[0]) == lineOf(c.Subject) {
			message = textf("`%[1]s` appears more than once.", "`%[1]s` が重複しています。", lineOf(c.Subject))
		}
		return []Finding{c.finding("", message, textf(
			"Keep one of the two. If the other line is in the zone and not managed, import it instead of writing it again.",
			"どちらか一方だけにしてください。もう一方がゾーンにある管理対象外の行であれば、新しく書かずに、`import` ブロックでインポートしてください。",
		), same...)}
	}
	if len(reordered) > 0 {
		return []Finding{c.finding("priority", textf(
			"`%[1]s` is the same mail server for the same host with another priority.",
			"`%[1]s` は、同じホストに対して同じメールサーバーを別の優先度で指定しています。",
			lineOf(c.Subject),
		), textf(
			"Keep the line with the priority that you want, and remove the other. A second mail server must be another machine.",
			"使いたい優先度の行だけを残し、もう一方を削除してください。2台目のメールサーバーには、別のサーバーを指定する必要があります。",
		), reordered...)}
	}
	return nil
}

// place returns where the subject itself is among the entries of its host:
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
