package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxeWithMX() Rule {
	return Rule{
		ID:       "mxe-with-mx",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"MXE and MX records do not go together", "MXEレコードとMXレコードは併用できません"},
		Why: Text{
			"An MXE record takes all mail of the domain, subdomains too. An MX record next to it claims part of the same mail, and which of them counts is not defined.",
			"MXEレコードは、サブドメインも含めてドメイン宛てのすべてのメールを受けます。MXレコードを並べると同じメールを取り合い、どちらが使われるか保証されません。",
		},
		Remedy: Text{
			"Use one MXE record for all mail, or MX records only.",
			"すべてのメールを受けるMXEレコード1つにするか、MXレコードだけで設定するか、どちらかにしてください。",
		},
		References: []string{"FAQ Q14", "FAQ Q8"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mxe mail 219.163.200.65 10", "mx web s4.xrea.com. 10"),
				Corrected: hcl("mx @ s1.xrea.com. 10", "mx web s4.xrea.com. 10"),
			}
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
			if e.Record.Type == "mx" && !isNullMX(e.Record) {
				against = append(against, e)
			}
		}
	case c.is("mx") && !isNullMX(c.Subject.Record):
		for _, e := range c.mxes() {
			if !e.Record.IsForwarding() {
				against = append(against, e)
			}
		}
	}
	if len(against) == 0 {
		return nil
	}
	suggestion := textf("Remove the MXE and write all mail servers as MX records (`mx @ <server>. 10`), or remove the MX and let the MXE take all mail. Both may happen in one plan.",
		"MXEレコードを削除してすべてのメールサーバーをMXレコードで書くか（`mx @ <サーバー名>. 10`）、MXレコードを削除してMXEレコードですべてのメールを受けるようにしてください。削除と追加は同じplanで行えます。")
	if c.Service == zone.ServiceSimple {
		suggestion = textf("Remove the MXE in the same plan: the simple DNS service has none.",
			"簡易DNSではMXEレコードを使えません。同じplanの中でMXEレコードを削除してください。")
	}
	return []Finding{c.finding("",
		textf("`%[1]s` and %[2]s claim the same mail of %[3]s.",
			"`%[1]s` と %[2]s が、%[3]s 宛ての同じメールを受けようとしています。",
			lineOf(c.Subject), quoted(against), c.domain()),
		suggestion,
		against...)}
}
