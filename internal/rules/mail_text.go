package rules

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// textKind is what a text record is for, as its host says.
type textKind int

const (
	otherText textKind = iota
	dmarcText
	dkimText
	mtaSTSText
	tlsRPTText
	bimiText
)

// textKindOf returns it for a full owner name. Names that only look alike are
// skipped: _adsp._domainkey (RFC 5617) and _report._domainkey (RFC 6651) have
// no keys.
func textKindOf(owner string) textKind {
	if strings.IndexByte(owner, '_') < 0 {
		return otherText
	}
	first, rest, _ := strings.Cut(owner, ".")
	second, _, _ := strings.Cut(rest, ".")
	switch {
	case first == "_dmarc":
		return dmarcText
	case first == "_mta-sts":
		return mtaSTSText
	case first == "_smtp" && second == "_tls":
		return tlsRPTText
	case second == "_bimi":
		return bimiText
	case !strings.HasPrefix(first, "_") && strings.Contains("."+rest+".", "._domainkey."):
		return dkimText
	}
	return otherText
}

// mailText returns the subject's text as the DNS serves it, if the subject is a
// known text of that kind.
func (c Case) mailText(kind textKind) (string, bool) {
	if c.Removal || !c.is("txt") || textKindOf(c.owner) != kind || !c.knows("host", "value") {
		return "", false
	}
	return plainText(c.Subject.Record), true
}

// mailTexts returns the texts of that kind in an audited zone.
func (c Case) mailTexts(kind textKind) []zone.Entry {
	return slices.DeleteFunc(slices.Clone(c.texts), func(e zone.Entry) bool {
		return textKindOf(c.Origin.Owner(e.Record)) != kind
	})
}

// textsOf returns the texts of a zone whose hosts give them a meaning for mail.
func textsOf(z *zone.Zone, o zone.Origin) []zone.Entry {
	var found []zone.Entry
	for _, l := range z.Lines() {
		if l.Known && l.Record.Type == "txt" && strings.Contains(l.Record.Host, "_") && textKindOf(o.Owner(l.Record)) != otherText {
			found = append(found, zone.Entry{Record: l.Record, Line: l.Text})
		}
	}
	return found
}

// TagText says what is wrong with a text that one of package mailauth's parsers
// rejects, and what to write instead. The error is a *mailauth.TagError.
func TagText(err error) (message, suggestion Text) {
	e, ok := asTagError(err)
	if !ok {
		return Text{err.Error(), err.Error()}, Text{}
	}
	tag, value := e.Tag, abridged(e.Value)
	switch e.Problem {
	case mailauth.ProblemNoTag:
		return noTagText(value)
	case mailauth.ProblemTwice:
		return textf("The tag `%[1]s` appears twice, so the whole record is ignored.",
				"タグ `%[1]s` が2回書かれているため、レコード全体が無視されます。", tag),
			textf("Keep one `%[1]s=` and remove the other.", "`%[1]s=` を1つだけ残してください。", tag)
	case mailauth.ProblemCharacter:
		return textf("The value of `%[1]s` has a character that is not allowed here: %[2]q.",
				"`%[1]s` の値に、使えない文字 %[2]q が含まれています。", tag, value),
			textf("Write letters, digits and signs of ASCII only.", "半角の英数字と記号だけで書いてください。")
	case mailauth.ProblemSpace:
		return textf("There is a space around the `=` of `%[1]s`.", "`%[1]s` の `=` の前後に空白があります。", tag),
			textf("Write it without a space:%[1]s", "空白を入れずに書いてください。%[1]s", ownLines(tag+"="+value))
	case mailauth.ProblemMissing:
		return textf("The tag `%[1]s` is missing.", "タグ `%[1]s` がありません。", tag), wantText(e)
	case mailauth.ProblemPlace:
		return textf("`%[1]s=%[2]s` is not at the beginning of the record.", "`%[1]s=%[2]s` がレコードの先頭にありません。", tag, value), wantText(e)
	case mailauth.ProblemUnknown:
		return textf("There is no tag `%[1]s`.", "`%[1]s` というタグはありません。", tag),
			textf("The tags are %[1]s.", "使えるタグは %[2]s です。", strings.Join(e.Want, ", "), strings.Join(e.Want, "、"))
	case mailauth.ProblemValue:
		if value == "" {
			return textf("`%[1]s=` has no value.", "`%[1]s=` に値がありません。", tag), wantText(e)
		}
		return textf("`%[1]s=%[2]s` is not a value that this tag can have.", "`%[1]s=%[2]s` は、このタグの値として正しくありません。", tag, value), wantText(e)
	case mailauth.ProblemScheme, mailauth.ProblemURI, mailauth.ProblemSize:
		return uriText(e)
	default:
		return keyText(e)
	}
}

func asTagError(err error) (*mailauth.TagError, bool) {
	e, ok := err.(*mailauth.TagError) //nolint:errorlint // The parsers wrap nothing.
	return e, ok
}

// TagName returns the name of the tag that an error of package mailauth is about.
func TagName(err error) string {
	if e, ok := asTagError(err); ok {
		return e.Tag
	}
	return ""
}

// abridged shortens a value for a message: keys are long.
func abridged(value string) string {
	const most = 60
	if len(value) <= most {
		return value
	}
	return strings.ToValidUTF8(value[:most], "") + "…"
}

func noTagText(value string) (message, suggestion Text) {
	if value == "" {
		return textf("A part of the record between two semicolons is empty.", "セミコロンで区切られた部分に、空のものがあります。"),
			textf("Write `name=value` parts with one semicolon between them.", "`名前=値` を、セミコロン1つで区切って書いてください。")
	}
	return textf("`%[1]s` is not of the form `name=value`.", "`%[1]s` は `名前=値` の形になっていません。", value),
		textf("Write every part as `name=value`, with a semicolon between the parts.", "すべての部分を `名前=値` の形で書き、セミコロンで区切ってください。")
}

// wantText says what a tag may have.
func wantText(e *mailauth.TagError) Text {
	example := func(en, ja, value string) Text { return textf(en+":%[1]s", ja+"%[1]s", ownLines(e.Tag+"="+value)) }
	switch {
	case e.Tag == "v":
		return example("Begin the record with this, written exactly so", "レコードの先頭に、このとおり書いてください。", e.Want[0]+";")
	case e.Tag == "pct":
		return example("Write a whole number from 0 to 100", "0から100までの整数を書いてください。", "50")
	case e.Tag == "ri":
		return example("Write a number of seconds", "秒数を整数で書いてください。", "86400")
	case e.Tag == "id":
		return example("Write 1 to 32 letters and digits, and others whenever the policy file changes", "32文字以内の半角英数字で書いてください。ポリシーファイルを変更するたびに、この値も変更します。", "20260101")
	case e.Tag == "rua":
		return example("Write where reports go", "レポートの送り先を書いてください。", "mailto:reports@hogehoge.com")
	case e.Tag == "l":
		return textf("Write the address of the logo, or nothing to show none:%[1]s", "ロゴのURLを書いてください。表示しない場合は、値を書きません。%[1]s", ownLines("l=https://hogehoge.com/logo.svg", "l="))
	case e.Tag == "p" && len(e.Want) == 0:
		return textf("Copy the whole text that the mail service shows, with the key after `p=`.", "メールサービスが示すテキスト全体を、`p=` の後の鍵も含めてコピーしてください。")
	case len(e.Want) == 0:
		return textf("Write words of letters, digits and hyphens, with `:` between them.", "半角の英数字とハイフンで書き、複数ある場合は `:` で区切ってください。")
	}
	choices := make([]string, len(e.Want))
	for i, w := range e.Want {
		choices[i] = e.Tag + "=" + w
	}
	return textf("Write one of these:%[1]s", "次のいずれかを書いてください。%[1]s", ownLines(choices...))
}

// keyText says what is wrong with a DKIM key.
func keyText(e *mailauth.TagError) (message, suggestion Text) {
	whole := textf("Copy the whole key of the mail service again, as one text without quotes and spaces. A long key is split for the DNS automatically.",
		"メールサービスが示す鍵全体を、引用符や空白のない1つのテキストとしてコピーし直してください。長い鍵でもそのまま書けます（DNS用に自動で分割されます）。")
	switch e.Problem {
	case mailauth.ProblemPrivate:
		return textf("This is a private key, which must stay secret.", "これは秘密鍵です。公開してはいけません。"),
			textf("Publish the public key that belongs to it, which this command writes:%[1]s", "対になる公開鍵を公開してください。次のコマンドで取り出せます。%[1]s", ownLines("openssl pkey -in private.pem -pubout"))
	case mailauth.ProblemCertificate:
		return textf("This is a certificate, not a public key.", "これは証明書で、公開鍵ではありません。"),
			textf("Write the public key in it, which this command shows:%[1]s", "証明書に含まれる公開鍵を書いてください。次のコマンドで表示できます。%[1]s", ownLines("openssl "+e.Value+" -in FILE -pubkey -noout"))
	case mailauth.ProblemAlgorithm:
		return textf("This is a key of a type that DKIM does not have, such as ECDSA.", "ECDSAなど、DKIMで使えない種類の鍵です。"),
			textf("Create an RSA key of 2048 bits.", "2048ビットのRSA鍵を作ってください。")
	case mailauth.ProblemShort:
		return textf("The RSA key has %[1]s bits, and receivers accept no key under 1024 bits.", "RSA鍵が%[1]sビットしかありません。1024ビット未満の鍵は受信側に拒否されます。", e.Value),
			textf("Create a key of 2048 bits.", "2048ビットの鍵を作ってください。")
	case mailauth.ProblemTruncated:
		return textf("The key after `p=` is cut off: it ends after %[1]d characters.",
			"`p=` の後の鍵が途中で切れています。%[1]d文字で終わっていますが、続きがあるはずです。", len(e.Value)), whole
	case mailauth.ProblemKey:
		return textf("The value of `p=`, `%[2]s`, is no public key of the type `k=%[1]s`.", "`p=` の値 `%[2]s` は、`k=%[1]s` の公開鍵ではありません。", strings.Join(e.Want, ""), abridged(e.Value)),
			textf("Write the public key that belongs to `k=`: `k=rsa` is the default, and a key for `k=ed25519` has 44 characters.",
				"`k=` に合った公開鍵を書いてください。`k=` を省略すると `k=rsa` になります。`k=ed25519` の鍵は44文字です。")
	default:
	}
	return textf("The value of `p=`, `%[1]s`, is not base64.", "`p=` の値 `%[1]s` はBase64ではありません。", abridged(e.Value)), whole
}

// uriText says what is wrong with an address of reports or of a logo.
func uriText(e *mailauth.TagError) (message, suggestion Text) {
	tag, value := e.Tag, abridged(e.Value)
	switch {
	case e.Problem == mailauth.ProblemSize:
		return textf("`%[2]s` in `%[1]s` is no size limit.", "`%[1]s` の `%[2]s` は、サイズの上限として読めません。", tag, value),
			textf("Remove it. An exclamation mark that belongs to the address is written `%%21`.", "これを削除してください。アドレスに含まれる感嘆符は `%%21` と書きます。")
	case slices.Contains(e.Want, "mailto") && e.Problem == mailauth.ProblemScheme && strings.Contains(value, "@") && !strings.Contains(value, ":"):
		return textf("`%[2]s` in `%[1]s` lacks the word `mailto:`.", "`%[1]s` の `%[2]s` に `mailto:` が付いていません。", tag, value),
			textf("Write:%[1]s", "次のように書いてください。%[1]s", ownLines("mailto:"+value))
	case slices.Contains(e.Want, "mailto"):
		return textf("`%[2]s` in `%[1]s` is no address that reports can go to.", "`%[1]s` の `%[2]s` は、レポートの送り先として使えません。", tag, value),
			textf("Write the address like this, several with a comma between them:%[1]s", "送り先は次のように書き、複数ある場合はコンマで区切ってください。%[1]s", ownLines(tag+"=mailto:reports@hogehoge.com"))
	}
	example := "l=https://hogehoge.com/logo.svg"
	if tag == "a" {
		example = "a=https://hogehoge.com/logo.pem"
	}
	return textf("`%[1]s=%[2]s` is not a valid `https://` address.", "`%[1]s=%[2]s` は有効な `https://` のURLではありません。", tag, value),
		textf("Write a whole address:%[1]s", "完全なURLを書いてください。%[1]s", ownLines(example))
}
