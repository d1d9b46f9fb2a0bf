package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// ImportID answers an import ID that is not of the form. The text is the ID as it
// is to be shown, the forms are the form and examples of it.
func ImportID(text string, forms ...string) Message {
	return Message{
		Summary: say("Invalid import ID", "インポートIDが正しくありません"),
		Detail: say("Write an ID of the form\n\n  %[2]s\n\nfor instance\n\n  %[3]s\n\nThis one does not have that form: %[1]s",
			"次の形のIDを書いてください。\n\n  %[2]s\n\n例:\n\n  %[3]s\n\n次のIDはこの形になっていません: %[1]s", text, forms[0], strings.Join(forms[1:], "\n  ")),
	}
}

// ImportHost answers an import ID that begins with a host, such as www.example.com,
// where the registered domain belongs: the API has no such zone. The form is that of
// the ID. Any other error of the API has no such answer.
func ImportHost(err error, domain, form string) (Message, bool) {
	registered, behind := registeredDomain(domain), strings.TrimPrefix(form, "domain/host")
	host := zone.NewOrigin(registered).Relative(zone.NewOrigin(domain).String())
	if !valuedomain.IsNotFound(err) || registered == "" || host == zone.Apex || behind == form {
		return Message{}, false
	}
	m := Message{
		Summary: say("Invalid import ID", "インポートIDが正しくありません"),
		Detail: say("Begin with the registered domain, then write the host:\n\n  %[1]s/%[2]s%[3]s\n\nThere is no domain %[4]q in this account.",
			"登録されているドメイン名を先に書き、その後にホストを書いてください。\n\n  %[1]s/%[2]s%[3]s\n\nこのアカウントにドメイン %[4]q はありません。",
			registered, host, behind, domain),
	}
	return m.because(err), true
}

// SeveralRecords answers a query that several records match, by their IDs.
func SeveralRecords(text string, ids []string) Message {
	return Message{
		Summary: say("The import ID matches several records", "インポートIDに一致するレコードが複数あります"),
		Detail: say("Use one of these IDs:\n\n%[2]s\n\n%[1]s is ambiguous.",
			"次のIDのどれか1つを書いてください。\n\n%[2]s\n\n%[1]s は、このすべてに一致します。", text, "  "+listed(ids)),
	}
}

// ImportForm answers an ID that is too short to name a record by what is
// there, and by the form.
func ImportForm(there rules.Text, text string, forms ...string) Message {
	m := ImportID(text, forms...)
	m.Detail = withList(there, m.Detail)
	return m
}

// withList puts what is there above a text, unless nothing is known of it.
func withList(there, text rules.Text) rules.Text {
	if there.EN == "" {
		return text
	}
	return rules.Text{EN: there.EN + "\n\n" + text.EN, JA: there.JA + "\n\n" + text.JA}
}

// NoRecord answers a query that no record of the type matches by what is there.
func NoRecord(there rules.Text, typeName, text string) Message {
	no := say("%[2]s matches no %[1]s record of the zone.", "%[2]s に一致する%[1]sレコードはゾーンにありません。", typeText(typeName), text)
	return Message{
		Summary: say("The record is not in the zone", "そのレコードはゾーンにありません"),
		Detail:  withList(there, no),
	}
}

// AtHostText lists the IDs of the records of a type at a host.
func AtHostText(typeName, host string, ids []string) rules.Text {
	return say("Existing %[1]s records at the host %[2]q:\n\n%[3]s", "ホスト %[2]q にある%[1]sレコードのIDは次のとおりです。\n\n%[3]s",
		typeText(typeName), host, "  "+listed(ids))
}

// InZoneText lists the IDs of the records of a type in a zone, which may be none.
func InZoneText(typeName, domain string, ids []string) rules.Text {
	typeName = typeText(typeName)
	if len(ids) == 0 {
		return say("The zone of %[2]s contains no %[1]s record.", "%[2]s のゾーンに%[1]sレコードはありません。", typeName, domain)
	}
	return say("Existing %[1]s records in the zone:\n\n%[2]s", "ゾーンにある%[1]sレコードのIDは次のとおりです。\n\n%[2]s", typeName, "  "+listed(ids))
}

// CutOff warns that a query does not give all that is there.
func CutOff(limit int64, there int) Message {
	return Message{
		Summary: say("The list is cut off", "一覧が途中で切れています"),
		Detail: say("To get all records, set a higher limit in the list block:\n\n  limit = %[2]d\n\n"+
			"There are %[2]d records, and the limit is %[1]d. Without a `limit`, Terraform stops after 100.",
			"すべてを取得するには、list ブロックで limit を大きくしてください。\n\n  limit = %[2]d\n\n"+
				"全部で %[2]d 件ありますが、limit が %[1]d のため、ここで終わります。`limit` を指定しない場合、Terraform は100件で止まります。", limit, there),
	}
}

// WrongMove rejects a move of a raw record to the resource of another type.
func WrongMove(resourceType, line string) Message {
	return Message{
		Summary: say("The line is not of this record type", "この種類の行ではありません"),
		Detail: say("Move the raw record to the resource of its own type, or keep it as it is. %[1]s can't manage this line:\n\n  %[2]s",
			"元の種類に合ったリソースに移すか、raw_record のままにしてください。%[1]s では次の行を扱えません。\n\n  %[2]s", resourceType, line),
	}
}

// typeText is a record type as prose writes it.
func typeText(name string) string {
	if name == "raw" { // The resource for lines of any type.
		return name
	}
	return strings.ToUpper(name)
}
