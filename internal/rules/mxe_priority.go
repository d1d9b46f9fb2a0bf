package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxePriority() Rule {
	return Rule{
		ID:       "mxe-priority",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"mxe"},
		Title:    Text{"An MXE record needs no priority but 10", "MXEレコードの優先度は10にします"},
		Why: Text{
			"A priority puts several mail servers in order. With MXE there is only one server, so another number has no effect and suggests an order that is not there.",
			"優先度は、複数のメールサーバーに順番を付けるためのものです。MXEではメールサーバーは1台だけなので、別の値にしても効果はなく、順番があるような誤解を招きます。",
		},
		Remedy: Text{
			"Write priority 10. For several servers in order use MX records.",
			"優先度は10にしてください。複数のサーバーに順番を付けるには、MXレコードを使います。",
		},
		References: []string{"FAQ Q4", "FAQ Q11"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mxe mail 219.163.200.65 20"),
				Corrected: hcl("mxe mail 219.163.200.65 10"),
			}
		},
		Check: checkMXEPriority,
	}
}

// checkMXEPriority keeps silent where simple-dns-mxe refuses the record as
// such, and leaves the forwarding's own record to forwarding-record-overridden.
func checkMXEPriority(c Case) []Finding {
	if !c.knows("priority") || number(c.get("priority")) == usualPriority ||
		c.Service == zone.ServiceSimple || c.Subject.Record.IsForwarding() {
		return nil
	}
	return []Finding{c.finding("priority",
		textf("`priority = %[1]s` has no effect: an MXE record names the only mail server of %[2]s.",
			"`priority = %[1]s` には効果がありません。MXEレコードは %[2]s のただ1台のメールサーバーを指定するものです。",
			c.get("priority"), c.domain()),
		textf("Write `priority = 10`, or leave it away.",
			"`priority = 10` と書くか、指定を省略してください。"),
	).with(c.changed("priority", "10"))}
}
