package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// ImportID answers an id that is not of the form. The text is the id as it
// is to be shown, the forms are the form and examples of it.
func ImportID(text string, forms ...string) Message {
	return Message{
		Summary: say("Wrong import id", "インポートIDが正しくありません"),
		Detail: say("Write an id of the form\n\n  %[2]s\n\nfor instance\n\n  %[3]s\n\nThis one is not: %[1]s",
			"次の形のIDを書いてください。\n\n  %[2]s\n\n例:\n\n  %[3]s\n\n次のIDはこの形になっていません: %[1]s", text, forms[0], strings.Join(forms[1:], "\n  ")),
	}
}

// SeveralRecords answers a query that several records match, by their ids.
func SeveralRecords(text string, ids []string) Message {
	return Message{
		Summary: say("The import id names several records", "インポートIDに当てはまるレコードが複数あります"),
		Detail: say("Write one of these:\n\n%[2]s\n\n%[1]s stands for all of them.",
			"次のどれか1つを書いてください。\n\n%[2]s\n\n%[1]s は、このすべてに当てはまります。", text, "  "+listed(ids)),
	}
}

// ImportForm answers an id that is too short to name a record by what is
// there, and by the form.
func ImportForm(there rules.Text, text string, forms ...string) Message {
	m := ImportID(text, forms...)
	m.Detail = rules.Text{EN: there.EN + "\n\n" + m.Detail.EN, JA: there.JA + "\n\n" + m.Detail.JA}
	return m
}

// NoRecord answers a query that no record of the type matches by what is there.
func NoRecord(there rules.Text, typeName, text string) Message {
	no := say("No %[1]s record of the zone matches %[2]s.", "このゾーンの %[1]s レコードに、%[2]s に当てはまるものはありません。", typeName, text)
	return Message{
		Summary: say("The record is not in the zone", "そのレコードはゾーンにありません"),
		Detail:  rules.Text{EN: there.EN + "\n\n" + no.EN, JA: there.JA + "\n\n" + no.JA},
	}
}

// AtHostText lists the ids of the records of a type at a host.
func AtHostText(typeName, host string, ids []string) rules.Text {
	return say("These %[1]s records are at the host %[2]q:\n\n%[3]s", "ホスト %[2]q にある %[1]s レコードのIDは次のとおりです。\n\n%[3]s",
		typeName, host, "  "+listed(ids))
}

// InZoneText lists the ids of the records of a type in a zone, which may be none.
func InZoneText(typeName, domain string, ids []string) rules.Text {
	if len(ids) == 0 {
		return say("The zone of %[2]s holds no %[1]s record.", "%[2]s のゾーンに %[1]s レコードはありません。", typeName, domain)
	}
	return say("These %[1]s records are in the zone:\n\n%[2]s", "ゾーンにある %[1]s レコードのIDは次のとおりです。\n\n%[2]s", typeName, "  "+listed(ids))
}

// CutOff warns that a query does not give all that is there.
func CutOff(limit int64, there int) Message {
	return Message{
		Summary: say("The list is cut off", "一覧が途中で切れています"),
		Detail: say("Set a higher limit in the list block to get all of them:\n\n  limit = %[2]d\n\n"+
			"There are %[2]d, and the limit of %[1]d allows no more. Without a `limit` Terraform stops after 100.",
			"すべてを取得するには、list ブロックで limit を大きくしてください。\n\n  limit = %[2]d\n\n"+
				"全部で %[2]d 件ありますが、limit が %[1]d のため、ここで終わります。`limit` を指定しない場合、Terraform は100件で止まります。", limit, there),
	}
}

// WrongMove refuses to make a raw record one of another type.
func WrongMove(resourceType, line string) Message {
	return Message{
		Summary: say("The line is not of this type", "この種類の行ではありません"),
		Detail: say("Move the raw record to the resource of its own type, or leave it as it is. %[1]s can't hold this line:\n\n  %[2]s",
			"元の種類に合ったリソースに移すか、raw_record のままにしてください。%[1]s では次の行を扱えません。\n\n  %[2]s", resourceType, line),
	}
}
