package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// EmptySet refuses a set without records.
func EmptySet() Message {
	return Message{
		Summary: say("The set has no records", "レコードが1つもありません"),
		Detail: say("Write one record at least, or remove the resource.\n\n  records = [\n    { type = \"txt\", host = \"@\", value = \"v=spf1 -all\" },\n  ]",
			"レコードを1つ以上書くか、リソースを削除してください。\n\n  records = [\n    { type = \"txt\", host = \"@\", value = \"v=spf1 -all\" },\n  ]"),
	}
}

// ElementTwice refuses two elements of one meaning.
func ElementTwice(line, other string) Message {
	return Message{
		Summary: say("The same record is there twice", "同じレコードが重複しています"),
		Detail: say("Remove one of these two elements of `records`. They mean the same:\n\n  %[1]s\n  %[2]s",
			"`records` の次の2つの要素は同じ意味です。どちらかを削除してください。\n\n  %[1]s\n  %[2]s", other, line),
	}
}

// WrongType refuses a type that is none of these.
func WrongType(name string, types []string) Message {
	if name == "" {
		return Message{
			Summary: say("A record has no type", "レコードの種類がありません"),
			Detail: say("Write `type`, or the whole record as `line`. The types are %[1]s.",
				"`type` を書くか、レコード全体を `line` に書いてください。種類は %[1]s です。", strings.Join(types, ", ")),
		}
	}
	return Message{
		Summary: say("This record type is not known", "対応していないレコードの種類です"),
		Detail: say("Write the whole record as `line` instead, as it stands in the control panel:\n\n  { line = \"%[1]s …\" }\n\nThe types with attributes are %[2]s.",
			"レコード全体を、コントロールパネルの表示のとおり `line` に書いてください。\n\n  { line = \"%[1]s …\" }\n\n属性で書ける種類は %[2]s です。", name, strings.Join(types, ", ")),
	}
}

// ForeignField refuses an attribute that is none of these of the type.
func ForeignField(recordType, name string, names []string) Message {
	return Message{
		Summary: say("A record has an attribute of another type", "このレコードの種類にない属性です"),
		Detail: say("Remove `%[2]s`: a record of type %[1]s has no such attribute. It has: %[3]s.",
			"`%[2]s` を削除してください。%[1]s レコードにこの属性はありません。使える属性は %[3]s です。", recordType, name, strings.Join(names, ", ")),
	}
}

// MissingField asks for an attribute that the type needs.
func MissingField(recordType, name string) Message {
	return Message{
		Summary: say("A record lacks an attribute", "レコードの属性が足りません"),
		Detail: say("Add `%[2]s`: a record of type %[1]s needs it.",
			"`%[2]s` を追加してください。%[1]s レコードに必要な属性です。", recordType, name),
	}
}

// ExistInSet says that lines of a set are in the zone already.
func ExistInSet(id string, lines []string, isNew bool) Message {
	list := "  " + strings.Join(lines, "\n  ")
	forget := say("", "")
	if !isNew {
		forget = say("Let Terraform forget the set first, with its own address; that leaves the zone as it is:\n\n  terraform state rm %s.NAME\n\nThen add",
			"先に、このリソースを state から外してください。ゾーンは変わりません。\n\n  terraform state rm %s.NAME\n\nそのうえで、", RecordsType)
	} else {
		forget = say("To bring them under Terraform without a change, add", "変更せずに Terraform の管理に入れるには、")
	}
	m := Message{
		Summary: say("Records of the set are in the zone already", "同じレコードがすでにゾーンにあります"),
		Detail: say(
			"%[3]s this block (with the resource's own name) and plan again:\n\n%[2]s\n\nThe zone holds these lines, which no resource of this configuration manages:\n\n%[1]s",
			"%[3]s次のブロックを（リソース名を合わせて）追加し、もう一度 plan を実行してください。\n\n%[2]s\n\nゾーンに次の行があり、この設定のどのリソースも管理していません。\n\n%[1]s",
			list, importBlock(RecordsType, id), "@@"),
	}
	m.Detail.EN = strings.Replace(m.Detail.EN, "@@", forget.EN, 1)
	m.Detail.JA = strings.Replace(m.Detail.JA, "@@", forget.JA, 1)
	return m
}

// RecordsID answers the import id of a set that is not of the form.
func RecordsID(id string) Message {
	return Message{
		Summary: say("Wrong import id", "インポートIDが正しくありません"),
		Detail: say("Write the domain, then each record after a `|`, as `type/host` (all records of that type at that host) or as its line:\n\n  hogehoge.com|mx/@|txt _dmarc v=DMARC1; p=none\n\nThis is not of that form:\n\n  %[1]s",
			"ドメイン名に続けて、レコードを `|` で区切って書いてください。`種類/ホスト`（そのホストのその種類のレコードすべて）か、行そのもので指定します。\n\n  hogehoge.com|mx/@|txt _dmarc v=DMARC1; p=none\n\n次の値はこの形式ではありません。\n\n  %[1]s", id),
	}
}

// NoSuchRecords answers an item of an import that names no line by the lines that are there.
func NoSuchRecords(domain, item string, there []string) Message {
	list := "  -"
	if len(there) > 0 {
		list = "  " + strings.Join(there, "\n  ")
	}
	return Message{
		Summary: say("The record to import is not in the zone", "インポートするレコードがゾーンにありません"),
		Detail: say("The zone of %[1]s holds nothing for this:\n\n  %[2]s\n\nIt holds these lines:\n\n%[3]s",
			"%[1]s のゾーンに、次の指定にあたるレコードはありません。\n\n  %[2]s\n\nゾーンには次の行があります。\n\n%[3]s", domain, item, list),
	}
}

// ElementText says which element of a set a message is about.
func ElementText(element string) rules.Text {
	return say("The element of `records`:\n\n  { %[1]s }", "`records` の要素:\n\n  { %[1]s }", element)
}
