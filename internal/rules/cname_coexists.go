package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func cnameCoexists() Rule {
	return Rule{
		ID:       "cname-coexists",
		Severity: Error,
		Fixed:    true,
		Scope:    ScopeZone,
		Title:    Text{"CNAME record shares its host with another record", "CNAMEレコードと同じホストに、別のレコードがあります"},
		Why: Text{
			"With a CNAME record the DNS uses the records of its target for everything, mail included, and ignores all others of the host.",
			"CNAMEレコードがあると、DNSはメールも含めてすべてをターゲットのレコードで調べるため、同じホストのほかのレコードは無視されます。",
		},
		Remedy: Text{
			"Write an A record instead of the CNAME record, or move one of the two to another host.",
			"CNAMEレコードの代わりにAレコードを使うか、どちらかを別のホストに移してください。",
		},
		References: []string{"FAQ Q17", "RFC 1034 section 3.6.2"},
		example: example{
			zone:      "cname shop shops.example.net.",
			failing:   "a shop 219.163.200.70",
			corrected: "a mail 219.163.200.70",
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
	return []Finding{c.finding("host",
		textf("The host `%[1]s` has another record.", "ホスト `%[1]s` には、別のレコードがあります。", host),
		c.insteadOfCNAME(host, c.unmanaged(against)), against...)}
}

// insteadOfCNAME says what to do about a CNAME record next to others, of which some may
// be unmanaged: Terraform deletes those only once they are imported.
func (c Case) insteadOfCNAME(host string, unmanaged []zone.Entry) Text {
	address := c.block("a", host, someAddress)
	switch {
	case len(unmanaged) > 0 && c.is("cname"):
		return textf("Replace this record by:%[1]s\n\nOr write another host. "+importFirst+"%[2]s\n\n"+importThen,
			"このレコードの代わりに、次のように書いてください。%[1]s\n\nまたは、別のホスト名を書いてください。"+importFirstJA+"%[2]s\n\n"+importThenJA,
			address, c.imports(unmanaged))
	case len(unmanaged) > 0:
		return textf("Write another host:%[1]s\n\n"+importFirst+"%[2]s\n\n"+importThen,
			"別のホスト名を書いてください。%[1]s\n\n"+importFirstJA+"%[2]s\n\n"+importThenJA,
			assign("host", c.freeHost()), c.imports(unmanaged))
	case c.is("cname"):
		return textf("Replace this record by:%[1]s\n\nOr write another host, or remove the other record in the same apply.",
			"このレコードの代わりに、次のように書いてください。%[1]s\n\nまたは、別のホスト名にするか、同じ apply でもう一方のレコードを削除してください。",
			address)
	}
	return textf("Write another host:%[1]s\n\nOr replace the CNAME record by:%[2]s",
		"別のホスト名を書いてください。%[1]s\n\nまたは、CNAMEレコードの代わりに次のように書いてください。%[2]s",
		assign("host", c.freeHost()), address)
}

// How a line that no resource manages gives way to a new record.
const (
	importFirst   = "If the existing line, which is not managed, is no longer needed, import it first: without this record, write the line as a resource, add its import block, and apply."
	importFirstJA = "管理対象外の既存の行が不要な場合は、先にインポートします。このレコードは書かずに、既存の行のリソースと次の import ブロックを書いて apply してください。"
	importThen    = "Then write this record instead of that resource and its block, and apply."
	importThenJA  = "その後、そのリソースとブロックの代わりにこのレコードを書いて apply してください。"
)
