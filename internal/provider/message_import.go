package provider

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// importIDMessage answers an id that is not of the form. The text is the id as it
// is to be shown, the forms are the form and examples of it.
func importIDMessage(text string, forms ...string) message {
	return message{
		Summary: say("Wrong import id", "インポートIDが正しくありません"),
		Detail: say("Write an id of the form\n\n  %[2]s\n\nfor instance\n\n  %[3]s\n\nThis one is not: %[1]s",
			"次の形のIDを書いてください。\n\n  %[2]s\n\n例:\n\n  %[3]s\n\n次のIDはこの形になっていません: %[1]s", text, forms[0], strings.Join(forms[1:], "\n  ")),
	}
}

// importAnswer answers a query that names no record, or several.
func (k kind) importAnswer(doc *zonesync.Document, q importQuery, found []zone.Entry) message {
	if len(found) > 1 {
		return message{
			Summary: say("The import id names several records", "インポートIDに当てはまるレコードが複数あります"),
			Detail: say("Write one of these:\n\n%[2]s\n\n%[1]s stands for all of them.",
				"次のどれか1つを書いてください。\n\n%[2]s\n\n%[1]s は、このすべてに当てはまります。", q.text, k.idList(doc.Origin, found)),
		}
	}
	there := k.importable(doc, q.host)
	if len(q.wanted) == 0 {
		m := importIDMessage(q.text, k.importForm(), k.importExample())
		m.Detail = rules.Text{EN: there.EN + "\n\n" + m.Detail.EN, JA: there.JA + "\n\n" + m.Detail.JA}
		return m
	}
	no := say("No %[1]s record of the zone matches %[2]s.", "このゾーンの %[1]s レコードに、%[2]s に当てはまるものはありません。", k.typeName(), q.text)
	return message{
		Summary: say("The record is not in the zone", "そのレコードはゾーンにありません"),
		Detail:  rules.Text{EN: there.EN + "\n\n" + no.EN, JA: there.JA + "\n\n" + no.JA},
	}
}

// importable lists the ids of what is there: the records of the type at the host,
// else those in the zone.
func (k kind) importable(doc *zonesync.Document, host string) rules.Text {
	if at := k.entries(doc, host); host != "" && !k.Raw && len(at) > 0 {
		return say("These %[1]s records are at the host %[2]q:\n\n%[3]s", "ホスト %[2]q にある %[1]s レコードのIDは次のとおりです。\n\n%[3]s",
			k.typeName(), host, k.idList(doc.Origin, at))
	}
	if all := k.entries(doc, ""); len(all) > 0 {
		return say("These %[1]s records are in the zone:\n\n%[2]s", "ゾーンにある %[1]s レコードのIDは次のとおりです。\n\n%[2]s", k.typeName(), k.idList(doc.Origin, all))
	}
	return say("The zone of %[2]s holds no %[1]s record.", "%[2]s のゾーンに %[1]s レコードはありません。", k.typeName(), doc.Origin)
}

// typeName is the record type as a message names it.
func (k kind) typeName() string {
	if k.Raw {
		return "raw"
	}
	return k.Type.Name
}

func (k kind) idList(o zone.Origin, entries []zone.Entry) string {
	ids := make([]string, 0, len(entries))
	for _, e := range entries {
		ids = append(ids, k.importID(o, e.Record))
	}
	return "  " + listed(ids)
}

// cutOffMessage warns that a query does not give all that is there.
func cutOffMessage(limit int64, there int) message {
	return message{
		Summary: say("The list is cut off", "一覧が途中で切れています"),
		Detail: say("Set a higher limit in the list block to get all of them:\n\n  limit = %[2]d\n\n"+
			"There are %[2]d, and the limit of %[1]d allows no more. Without a `limit` Terraform stops after 100.",
			"すべてを取得するには、list ブロックで limit を大きくしてください。\n\n  limit = %[2]d\n\n"+
				"全部で %[2]d 件ありますが、limit が %[1]d のため、ここで終わります。`limit` を指定しない場合、Terraform は100件で止まります。", limit, there),
	}
}

// wrongMoveMessage refuses to make a raw record one of another type.
func wrongMoveMessage(resourceType, line string) message {
	return message{
		Summary: say("The line is not of this type", "この種類の行ではありません"),
		Detail: say("Move the raw record to the resource of its own type, or leave it as it is. %[1]s can't hold this line:\n\n  %[2]s",
			"元の種類に合ったリソースに移すか、raw_record のままにしてください。%[1]s では次の行を扱えません。\n\n  %[2]s", resourceType, line),
	}
}
