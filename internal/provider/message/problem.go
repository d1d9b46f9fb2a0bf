package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// problemText says what is wrong with the value of a field, and what to write
// instead.
func problemText(field string, e *zone.FieldError) (problem, hint rules.Text) {
	row := problems()[e.Problem]
	switch {
	case e.Problem == zone.ProblemNotNumber:
		return row[0], say(row[1].EN, row[1].JA, e.Max)
	case e.Problem == zone.ProblemFullWidth:
		half := strings.TrimSpace(zone.HalfWidth(e.Value))
		return row[0], say(row[1].EN, row[1].JA, half)
	case e.Problem == zone.ProblemStrayQuote:
		return row[0], say(row[1].EN, row[1].JA, zone.WithoutQuotes(e.Value))
	case e.Problem == zone.ProblemNotWord && field == "tag":
		return row[0], say("Write issue, issuewild or iodef.", "issue、issuewild、iodef などを書いてください。")
	}
	return row[0], row[1]
}

// problems is the table of problemText.
func problems() map[zone.Problem][2]rules.Text {
	return map[zone.Problem][2]rules.Text{
		zone.ProblemEmpty:        {{EN: "is empty", JA: "は空です"}, {EN: "Write a value, or omit the attribute if it has a default.", JA: "値を書くか、既定値のある属性なら省略してください。"}},
		zone.ProblemLineBreak:    {{EN: "contains a line break or a control character, which would write a second line into the zone", JA: "に改行や制御文字が含まれ、ゾーンに別の行ができてしまいます"}, {EN: "Write the value on one line.", JA: "1行で書いてください。"}},
		zone.ProblemBlank:        {{EN: "contains a space; spaces separate the fields of a line", JA: "に空白が含まれています（空白は項目の区切りとして扱われます）"}, {EN: "Remove the space.", JA: "空白を取り除いてください。"}},
		zone.ProblemEdgeBlank:    {{EN: "begins or ends with a space, which gets lost in the zone", JA: "の先頭か末尾に空白があり、ゾーンの中で失われます"}, {EN: "Remove the space, or put quotes around the whole text.", JA: "空白を取り除くか、全体を引用符で囲んでください。"}},
		zone.ProblemNotUTF8:      {{EN: "is not valid UTF-8", JA: "はUTF-8として正しくありません"}, {EN: "Save the file as UTF-8.", JA: "ファイルをUTF-8で保存してください。"}},
		zone.ProblemNotIPv4:      {{EN: "is not an IPv4 address", JA: "はIPv4アドレスではありません"}, {EN: "Write four numbers, such as 203.0.113.10. For an IPv6 address use an AAAA record.", JA: "203.0.113.10 のように4つの数字で書いてください。IPv6アドレスにはAAAAレコードを使ってください。"}},
		zone.ProblemNotIPv6:      {{EN: "is not an IPv6 address", JA: "はIPv6アドレスではありません"}, {EN: "Write an address such as 2001:db8::10. For an IPv4 address use an A record.", JA: "2001:db8::10 のように書いてください。IPv4アドレスにはAレコードを使ってください。"}},
		zone.ProblemNotNumber:    {{EN: "is not a number in range", JA: "は指定できる範囲の数値ではありません"}, {EN: "Write a whole number from 0 to %d.", JA: "0から%dまでの整数を書いてください。"}},
		zone.ProblemNotWord:      {{EN: "contains a character other than letters and digits", JA: "に英数字以外の文字が含まれています"}, {EN: "Use letters and digits only.", JA: "英数字だけを使ってください。"}},
		zone.ProblemBadCharacter: {{EN: "contains a character that is not allowed in a host name", JA: "にホスト名で使えない文字が含まれています"}, {EN: "Use letters, digits, hyphens and dots.", JA: "英数字、ハイフン、ピリオドを使ってください。"}},
		zone.ProblemEmptyLabel:   {{EN: "has two dots in a row, or one in front", JA: "にピリオドが続いているか、先頭にピリオドがあります"}, {EN: "Remove the extra dot.", JA: "余分なピリオドを取り除いてください。"}},
		zone.ProblemHyphen:       {{EN: "has a part that begins or ends with a hyphen", JA: "にハイフンで始まる、または終わる部分があります"}, {EN: "Remove the hyphen.", JA: "ハイフンを取り除いてください。"}},
		zone.ProblemLongLabel:    {{EN: "has a part of more than 63 bytes", JA: "に63バイトを超える部分があります"}, {EN: "Shorten the part between two dots (RFC 1035 section 2.3.4).", JA: "ピリオドで区切られた部分を短くしてください（RFC 1035 2.3.4節）。"}},
		zone.ProblemLongName:     {{EN: "is longer than 253 bytes as a full name", JA: "は完全な名前にすると253バイトを超えます"}, {EN: "Shorten the name (RFC 1035 section 2.3.4).", JA: "名前を短くしてください（RFC 1035 2.3.4節）。"}},
		zone.ProblemWildcard:     {{EN: "contains a wildcard, but must be one host", JA: "にワイルドカードが含まれています。ここには1つのホスト名が必要です"}, {EN: "Write the name of one host.", JA: "ホスト名を1つ書いてください。"}},
		zone.ProblemOutside:      {{EN: "is outside the domain", JA: "はこのドメインの外の名前です"}, {EN: "Write the host without the domain, such as www, @ or *.", JA: "www、@、* のように、ドメイン名を除いて書いてください。"}},
		zone.ProblemNotDomain:    {{EN: "is not a domain name", JA: "はドメイン名ではありません"}, {EN: "Write the domain as it is registered, such as example.com.", JA: "example.com のように、登録したドメイン名を書いてください。"}},
		zone.ProblemUnseen:       {{EN: "contains an invisible character", JA: "に目に見えない文字が含まれています"}, {EN: "Delete the character. It often comes along when text is copied from a web page.", JA: "目に見えない文字を削除してください。ウェブページからコピーしたときによく紛れ込みます。"}},
		zone.ProblemFullWidth:    {{EN: "contains a full-width character", JA: "に全角文字が含まれています"}, {EN: "Write half-width characters:\n\n  %q", JA: "半角で書いてください。\n\n  %q"}},
		zone.ProblemCurlyQuote:   {{EN: "contains a curly quotation mark", JA: "に曲がった引用符が含まれています"}, {EN: "Write \" instead of the curly quotation mark, or remove it.", JA: "曲がった引用符を \" に直すか、取り除いてください。"}},
		zone.ProblemStrayQuote:   {{EN: "begins with a quotation mark that stays in the text, so that mail servers do not recognize the setting", JA: "の先頭の引用符がテキストに残るため、メールサーバーに設定として認識されません"}, {EN: "Write the text without the quotation marks:\n\n  %q", JA: "引用符を付けずに書いてください。\n\n  %q"}},
		zone.ProblemNumber:       {{EN: "is a number, which is read as a priority", JA: "は数字だけなので、優先度として読まれてしまいます"}, {EN: "Write the full name with a trailing dot, such as 10.example.com.", JA: "10.example.com. のように、末尾にピリオドを付けた完全な名前を書いてください。"}},
		zone.ProblemAddress:      {{EN: "is an IP address, where a host name is needed", JA: "はIPアドレスです。ここにはホスト名が必要です"}, {EN: "Write a host name, and give that host the IP address with an AAAA record.", JA: "ホスト名を書き、そのホストのIPアドレスをAAAAレコードで設定してください。"}},
		zone.ProblemMissing:      {{EN: "is missing", JA: "がありません"}, {EN: "Add the missing field.", JA: "足りない項目を追加してください。"}},
		zone.ProblemExtra:        {{EN: "is one field too many", JA: "は余分です"}, {EN: "Remove the extra field.", JA: "余分な項目を取り除いてください。"}},
		zone.ProblemTooLong:      {{EN: "is too long for a zone", JA: "はゾーンに書くには長すぎます"}, {EN: "Shorten the value.", JA: "値を短くしてください。"}},
	}
}

// Unseen warns of a character in a text that people read, where it may be
// meant.
func Unseen(line string, e *zone.FieldError) Message {
	return Message{
		Summary: say("A text contains an invisible character", "テキストに目に見えない文字が含まれています"),
		Detail: say("Delete %[1]s (character %[2]d of this line), unless it is intended:\n\n  %[3]s\n\nIt often comes along when text is copied from a web page. Programs that compare the text letter by letter find a difference.",
			"%[1]s（次の行の%[2]d文字目）を削除してください。意図して書いたものであれば、このままでかまいません。\n\n  %[3]s\n\nウェブページからコピーしたときによく紛れ込みます。文字列を比較するプログラムでは、一致しなくなります。",
			e.Part, e.At, line),
	}
}
