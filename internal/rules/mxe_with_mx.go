package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxeWithMX() Rule {
	return Rule{
		ID:       "mxe-with-mx",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"Domain has both MXE and MX records", "MXEレコードとMXレコードは併用できません"},
		Why: Text{
			"An MXE record receives all mail of the domain, subdomains too. Which of the two applies is not defined.",
			"MXEレコードは、サブドメインも含めてドメイン宛てのすべてのメールを受信するためのものです。併用すると、どちらが使われるか保証されません。",
		},
		Remedy: Text{
			"Use one MXE record for all mail, or MX records only.",
			"すべてのメールを受信するMXEレコード1つにするか、MXレコードだけで設定するか、どちらかにしてください。",
		},
		References: []string{"FAQ Q14", "FAQ Q8"},
		example: example{
			failing:   lines("mxe mail 219.163.200.65 10", "mx web s4.xrea.com. 10"),
			corrected: lines("mx @ s1.xrea.com. 10", "mx web s4.xrea.com. 10"),
		},
		Check: checkMXEWithMX,
	}
}

// checkMXEWithMX leaves the record of the mail forwarding to the rules about
// forwarding, a new MXE on the simple DNS service to simple-dns-mxe, and a null
// MX to null-mx-with-others.
func checkMXEWithMX(c Case) []Finding {
	var against []zone.Entry
	switch {
	case c.is("mxe") && !c.Subject.Record.IsForwarding() && c.Service != zone.ServiceSimple:
		for _, e := range c.Zone.Mail() {
			if e.Record.Type == "mx" && !e.Record.IsNullMX() {
				against = append(against, e)
			}
		}
	case c.is("mx") && !c.Subject.Record.IsNullMX():
		for _, e := range c.mxes() {
			if !e.Record.IsForwarding() {
				against = append(against, e)
			}
		}
	}
	if len(against) == 0 {
		return nil
	}
	suggestion := textf("To use MX records, remove the MXE record and write each mail server as:%[1]s\n\nTo use MXE, remove the MX records. Both can happen in one apply.",
		"MXレコードを使う場合は、MXEレコードを削除し、メールサーバーをそれぞれ次のように書いてください。%[1]s\n\nMXEレコードを使う場合は、MXレコードを削除してください。削除と追加は同じ apply で行えます。",
		c.block("mx", zone.Apex, someServer, "10"))
	if c.Service == zone.ServiceSimple {
		suggestion = textf("Remove the MXE record in the same apply: simple DNS has no MXE.",
			"簡易DNSではMXEレコードを使えません。同じ apply でMXEレコードを削除してください。")
	}
	return []Finding{c.finding("",
		textf("`%[1]s` is for mail of %[2]s that another record receives too.", "`%[1]s` と同じ %[2]s 宛てのメールを受信するレコードが、ほかにもあります。",
			lineOf(c.Subject), c.domain()),
		suggestion,
		against...)}
}
