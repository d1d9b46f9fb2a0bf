package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxePriority() Rule {
	return Rule{
		ID:       "mxe-priority",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"mxe"},
		Title:    Text{"MXE priority other than 10 has no effect", "MXEレコードの優先度は、10以外にしても効果がありません"},
		Why: Text{
			"Priorities put several mail servers in order, and with MXE there is only one.",
			"優先度は複数のメールサーバーに順番を付けるためのものですが、MXEではメールサーバーは1台だけです。",
		},
		Remedy: Text{
			"Write priority 10. For several servers in order use MX records.",
			"優先度は10にしてください。複数のサーバーに順番を付けるには、MXレコードを使います。",
		},
		References: []string{"FAQ Q4", "FAQ Q11"},
		example: example{
			failing:   "mxe mail 219.163.200.65 20",
			corrected: "mxe mail 219.163.200.65 10",
		},
		Check: checkMXEPriority,
	}
}

// checkMXEPriority is silent where simple-dns-mxe reports the record as such, and
// leaves the forwarding's own record to forwarding-record-overridden.
func checkMXEPriority(c Case) []Finding {
	if !c.knows("priority") || number(c.get("priority")) == usualPriority ||
		c.Service == zone.ServiceSimple || c.Subject.Record.IsForwarding() {
		return nil
	}
	return []Finding{c.finding("priority",
		textf("`%[1]s` has no effect.", "`%[1]s` を指定しても効果はありません。", c.get("priority")),
		textf("Write this, or omit the argument:%[1]s", "次のように書くか、指定を省略してください。%[1]s", ownLines("priority = 10")),
	).with(c.changed("priority", "10"))}
}
