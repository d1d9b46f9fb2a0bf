package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// EmptySet rejects a set without records.
func EmptySet() Message {
	return Message{
		Summary: say("The set has no records", "レコードが1つもありません"),
		Detail: say("Write at least one record, or remove the resource:\n\n  records = [\n    { type = \"txt\", host = \"@\", value = \"v=spf1 -all\" },\n  ]",
			"レコードを1つ以上書くか、リソースを削除してください。\n\n  records = [\n    { type = \"txt\", host = \"@\", value = \"v=spf1 -all\" },\n  ]"),
	}
}

// NoElement rejects a value that is no record.
func NoElement(value string) Message {
	return Message{
		Summary: say("A record is not an object", "レコードがオブジェクトではありません"),
		Detail: say("Write each record as an object, and the records as a list:\n\n%[1]s\n\nThis is not an object:\n\n  %[2]s",
			"レコードを1つずつオブジェクトで書き、リストにまとめてください。\n\n%[1]s\n\n次の値はオブジェクトではありません。\n\n  %[2]s", recordsExample(), value),
	}
}

// recordsExample shows both forms of an element.
func recordsExample() string {
	return "  records = [\n    { type = \"a\", host = \"www\", address = \"192.0.2.1\" },\n    { line = \"url blog https://example.net/\" },\n  ]"
}

// WrongForm rejects a value that is neither a text nor a number.
func WrongForm(name string) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", name),
		Detail: say("Write one text or number for `%[1]s`.",
			"`%[1]s` には、テキストか数値を1つ書いてください。", name),
	}
}

// LineContradicted rejects an attribute that says something else than the line next to it.
func LineContradicted(line, name, value string) Message {
	return Message{
		Summary: say("The line and an attribute contradict each other", "行と属性の内容が一致しません"),
		Detail: say("Write the attributes with `line = null`, or remove `%[2]s`. `%[2]s` is %[3]q, and the line says something else:\n\n  %[1]s",
			"`line = null` として属性だけを使うか、`%[2]s` を削除してください。`%[2]s` は %[3]q ですが、行の内容はこれと異なります。\n\n  %[1]s", line, name, value),
	}
}

// ElementTwice rejects two elements of one meaning.
func ElementTwice(line, other string) Message {
	return Message{
		Summary: say("Duplicate record", "同じレコードが重複しています"),
		Detail: say("Remove one of these two elements of `records`. They mean the same:\n\n  %[1]s\n  %[2]s",
			"`records` の次の2つの要素は同じ意味です。どちらかを削除してください。\n\n  %[1]s\n  %[2]s", other, line),
	}
}

// WrongType rejects a type that is none of these.
func WrongType(name string, types []string) Message {
	if name == "" {
		return Message{
			Summary: say("A record has no type", "レコードの種類がありません"),
			Detail: say("Write `type`, or the whole record as `line`. The types are %[1]s.",
				"`type` を書くか、レコード全体を `line` に書いてください。種類は %[1]s です。", strings.Join(types, ", ")),
		}
	}
	return Message{
		Summary: say("Unknown record type", "対応していないレコードの種類です"),
		Detail: say("Write the whole record as `line` instead, as the control panel shows it:\n\n  { line = \"%[1]s …\" }\n\nThe types with attributes are %[2]s.",
			"レコード全体を、コントロールパネルの表示のとおり `line` に書いてください。\n\n  { line = \"%[1]s …\" }\n\n属性で書ける種類は %[2]s です。", name, strings.Join(types, ", ")),
	}
}

// ForeignField rejects an attribute that is none of these of the type.
func ForeignField(recordType, name string, names []string) Message {
	return Message{
		Summary: say("A record has an attribute of another type", "このレコードの種類にない属性です"),
		Detail: say("Remove `%[2]s`: %[1]s records have no such attribute. They have: %[3]s.",
			"`%[2]s` を削除してください。%[1]sレコードにこの属性はありません。使える属性は %[3]s です。", typeText(recordType), name, strings.Join(names, ", ")),
	}
}

// MissingField asks for an attribute that the type needs.
func MissingField(recordType, name string) Message {
	return Message{
		Summary: say("A record lacks an attribute", "レコードの属性が足りません"),
		Detail: say("Add `%[2]s`: %[1]s records need it.",
			"`%[2]s` を追加してください。%[1]sレコードに必要な属性です。", typeText(recordType), name),
	}
}

// ExistInSet says that lines of a set are in the zone already.
func ExistInSet(id string, lines []string, isNew bool) Message {
	list := "  " + strings.Join(lines, "\n  ")
	m := Message{
		Summary: say("Records of the set already exist in the zone", "セットのレコードがすでにゾーンにあります"),
		Detail: say(
			"To import them unchanged, add this block (replace NAME with your resource's name) and run plan again:\n\n%[2]s\nNo resource of this configuration manages these lines of the zone:\n\n%[1]s",
			"変更せずに Terraform の管理対象にするには、次のブロックを追加し（`NAME` は実際のリソース名に変更）、もう一度 plan を実行してください。\n\n%[2]s\nゾーンにある次の行を、この設定のどのリソースも管理していません。\n\n%[1]s",
			list, importBlock(RecordsType, id)),
	}
	if !isNew { // An import block does nothing for a resource that is in the state.
		forget := say("First remove the set from the state, which does not change the zone:\n\n  terraform state rm %s.NAME\n\n",
			"先に、このリソースを state から外してください。ゾーンは変わりません。\n\n  terraform state rm %s.NAME\n\n", RecordsType)
		m.Detail = rules.Text{EN: forget.EN + m.Detail.EN, JA: forget.JA + m.Detail.JA}
	}
	return m
}

// RecordsID answers the import ID of a set that is not of the form, by the lines that
// are there as far as the ID names a zone.
func RecordsID(id string, there rules.Text) Message {
	m := Message{
		Summary: say("Invalid import ID", "インポートIDが正しくありません"),
		Detail: say("Write the domain, then each record after a `|`, as `type/host` (all records of that type at that host) or as its line:\n\n  example.com|mx/@|txt _dmarc v=DMARC1; p=none\n\nThis one does not have that form:\n\n  %[1]s",
			"ドメイン名に続けて、レコードを `|` で区切って書いてください。`種類/ホスト`（そのホストのその種類のレコードすべて）か、行そのもので指定します。\n\n  example.com|mx/@|txt _dmarc v=DMARC1; p=none\n\n次のIDはこの形になっていません。\n\n  %[1]s", id),
	}
	m.Detail = withList(there, m.Detail)
	return m
}

// LinesText lists the lines of a zone, from which those to import are chosen.
func LinesText(domain string, there []string) rules.Text {
	if len(there) == 0 {
		return say("The zone of %s contains no records.", "%s のゾーンにレコードはありません。", domain)
	}
	return say("The lines of the zone are:\n\n%s", "ゾーンには次の行があります。\n\n%s", "  "+listed(there))
}

// NoSuchRecords answers an item of an import that names no line by the lines that are there.
func NoSuchRecords(domain, item string, there []string) Message {
	m := Message{
		Summary: say("The record to import is not in the zone", "インポートするレコードがゾーンにありません"),
		Detail: say("The zone of %[1]s contains nothing that matches:\n\n  %[2]s",
			"%[1]s のゾーンに、次の指定に一致するレコードはありません。\n\n  %[2]s", domain, item),
	}
	m.Detail = withList(LinesText(domain, there), m.Detail)
	return m
}

// ElementText says which element of a set a message is about.
func ElementText(element string) rules.Text {
	return say("The element of `records`:\n\n  { %[1]s }", "`records` の要素:\n\n  { %[1]s }", element)
}
