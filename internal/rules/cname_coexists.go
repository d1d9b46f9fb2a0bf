package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func cnameCoexists() Rule {
	return Rule{
		ID:       "cname-coexists",
		Severity: Error,
		Fixed:    true,
		Scope:    ScopeZone,
		Title:    Text{"A CNAME record must be alone at its host", "CNAMEレコードは、同じホストの他のレコードと併用できません"},
		Why: Text{
			"A CNAME says that the host is only another name for something else. The DNS then looks there for everything, mail included, and ignores what stands next to the CNAME.",
			"CNAMEは「このホストは別の名前の別名です」という意味です。DNSはメールも含めてすべてを参照先で調べるため、同じホストの他のレコードは無視されます。",
		},
		Remedy: Text{
			"Write an A record in place of the CNAME, or move one of the two to another host.",
			"CNAMEの代わりにAレコードを使うか、どちらかを別のホストに移してください。",
		},
		References: []string{"FAQ Q17", "RFC 1034 section 3.6.2"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("cname shop shops.example.net."),
				Failing:   hcl("a shop 219.163.200.70"),
				Corrected: hcl("a mail 219.163.200.70"),
			}
		},
		Check: checkCNAMECoexists,
	}
}

func checkCNAMECoexists(c Case) []Finding {
	if c.Subject.Record.Type == "" && c.owner == "" {
		return nil
	}
	var against []zone.Entry
	for _, e := range c.others() {
		if c.is("cname") || e.Record.Type == "cname" {
			against = append(against, e)
		}
	}
	if len(against) == 0 {
		return nil
	}
	host := c.Origin.Relative(c.owner)
	suggestion := textf(
		"Use another host for this record, such as `host = %[2]q`, or replace the CNAME by an A record with the server's address (`a %[1]s <address>`).",
		"このレコードに `host = %[2]q` のような別のホストを使うか、CNAMEをサーバーのIPアドレスを指定したAレコード（`a %[1]s <IPアドレス>`）に置き換えてください。",
		host, c.freeHost())
	if c.is("cname") {
		suggestion = textf(
			"Write a valuedomain_a_record with the server's address instead (`a %[1]s <address>`), use another host, or remove the other record in the same plan.",
			"代わりに、サーバーのIPアドレスを指定した valuedomain_a_record（`a %[1]s <IPアドレス>`）を使うか、別のホストにするか、もう一方のレコードを同じplanの中で削除してください。", host)
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` shares the host `%[2]s` with %[3]s.",
			"`%[1]s` と同じホスト `%[2]s` に、%[3]s があります。",
			lineOf(c.Subject), host, quoted(against)),
		suggestion, against...)}
}
