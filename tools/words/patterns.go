package main

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pattern is a wording that readers stumble over.
type pattern struct {
	// Name is how a report calls it.
	Name string
	// Find matches it in prose, in which each paragraph is one line.
	Find *regexp.Regexp
	// Write is what to write instead.
	Write string
}

func row(name, find, write string) pattern {
	return pattern{name, regexp.MustCompile(find), write}
}

// english returns the patterns of English prose. The first ten were the most frequent
// ones when they were first counted.
func english() []pattern {
	return []pattern{
		row("Where for if", `(?:^|[.:;(] |\| )Where [^?.|]*,|; where `, "If …, …"),
		row("stand", `(?i)\b(?:stands?|stood)\b`, "is, exists, appears; conflicts with"),
		row("final dot", `(?i)\bfinal dots?\b`, "trailing dot"),
		row("hold", `(?i)\b(?:holds?|held)\b`, "contains, has"),
		row("take mail", `(?i)\b(?:takes?|taking|took) (?:the |all |its |no |their )?mail\b`, "receives mail for"),
		row("alone", `(?i)\balone\b`, "only; on its own"),
		row("take away", `(?i)\b(?:takes?|taken|took|taking)\b(?: \w+){0,2} (?:away|out)\b|\b(?:leaves?|left)\b(?: \w+){0,2} (?:away|out)\b|\blet(?:s|ting)?\b(?: \w+){0,2} go\b`, "removes, deletes, omits, stops managing"),
		row("SPF text", `\b(?:SPF|DMARC|DKIM|MTA-STS|TLS-RPT|BIMI) texts?\b`, "SPF record, TXT record"),
		row("beside", `(?i)\bbesides?\b`, "next to, together with"),
		row("tell", `(?i)\b(?:tells?|told|telling)\b`, "detects, returns, shows; reports whether"),
		row("refuse", `(?i)\brefus(?:e|es|ed|ing|al)\b`, "fails with an error, is rejected"),
		row("else", `(?:^|[.;] |\| )Else\b|[,;] else\b`, "otherwise; can also be set with"),
		row("by itself", `(?i)\bby (?:itself|themselves)\b`, "automatically"),
		row("folder", `(?i)\bfolders?\b`, "directory"),
		row("blank", `(?i)\bblanks?\b`, "space; empty"),
		row("in the place of", `(?i)\bin (?:the |its )?place of\b|\bin the stead\b`, "instead of"),
		row("the own", `(?i)\b(?:the|every|an) own\b`, "its own, your own"),
		row("anew", `(?i)\banew\b`, "again"),
		row("mend", `(?i)\bmend(?:s|ed)?\b`, "fix"),
		row("once more", `(?i)\bonce more\b`, "again"),
		row("forwards", `(?i)\b(?:mail|the|all|of) forwards\b`, "forwarding rules"),
		row("wrong value of", `(?i)\bwrong value of\b`, "invalid value for"),
		row("import id", `\b(?:import|Import|an|by|An|By) ids?\b`, "import ID"),
		row("the registrar", `(?i)\bregistrar(?:'s)?\b`, "Value-Domain"),
		row("lift, stir, rival", `(?i)\b(?:lifts?|stirs?|rivals?|company of)\b`, "a plain verb"),
	}
}

// japanese returns the patterns of Japanese prose: one of two words or spellings that
// were in use for the same thing.
func japanese() []pattern {
	return []pattern{
		row("MX の宛先", `(?i)(?:mx|レコード)の?宛先(?:サーバー|は|を|に|が)`, "ターゲット"),
		row("メールを受ける、受け取る", `メール[をは](?:すべて)?受け|受け取[らりるっ]`, "受信する"),
		row("Value-Domain、レジストラ", `Value-Domain|レジストラ(?:[^ーリ]|$)`, "バリュードメイン"),
		row("Webサーバー", `(?i)Web ?サーバー?|ウェブサーバ(?:[^ー]|$)`, "ウェブサーバー"),
		row("複合語の空白", `\b(?:A|AAAA|MX|MXE|TXT|CNAME|NS|SRV|CAA|SPF|DKIM|DMARC|API|DNS|IP|TTL) (?:レコード|トークン|サービス|アドレス|キー)`, "Aレコード、APIトークン"),
		row("plan の前後の空白", `[ぁ-んァ-ヶ一-龠](?:plan|apply)|(?:plan|apply)[ぁ-んァ-ヶ一-龠]|同じ ?plan`, "同じ apply で"),
		row("管理に入れる", `管理に入`, "管理対象にする"),
		row("模擬、標準では、フォルダー", `模擬|標準では|フォルダ`, "シミュレーター、既定、ディレクトリ"),
		row("おすすめ、きざみ、分かる、他", `おすすめ|オススメ|きざみ|分か[るりらっ]|(?:^|[^一-龠の])他の|構いません`, "お勧め、刻み、わかる、ほか、かまいません"),
		row("半角の記号", `[ぁ-んァ-ヶ一-龠][,;()]|[,;(][ぁ-んァ-ヶ一-龠]`, "（）・読点"),
		row("末尾のドット", `ドット`, "末尾のピリオド"),
		row("はじめに", `はじめに(?:\]|」|$)`, "クイックスタート"),
	}
}

// finding is a place where a pattern was found.
type finding struct {
	At      string
	Pattern pattern
	// Text is what the pattern matches, In the paragraph around it.
	Text, In string
}

func (f finding) String() string {
	return fmt.Sprintf("%s: %q (%s): write %s", f.At, f.Text, f.Pattern.Name, f.Pattern.Write)
}

// isJapanese reports whether a text is written in Japanese.
func isJapanese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return 'ぁ' <= r && r <= 'ヶ' })
}

// isEnglish reports whether a text is English with Japanese names in it, such as the
// path of a menu: it has no Japanese full stop and more letters than kana and kanji.
func isEnglish(text string) bool {
	latin, japanese := 0, 0
	for _, r := range text {
		switch {
		case r == '。':
			return false
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			latin++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han):
			japanese++
		}
	}
	return latin > japanese
}

// check returns what the patterns of the language find in paragraphs.
func check(paragraphs []paragraph, patterns []pattern) []finding {
	var all []finding
	for _, p := range paragraphs {
		for _, pattern := range patterns {
			for _, text := range pattern.Find.FindAllString(p.Text, -1) {
				all = append(all, finding{p.At, pattern, text, p.Text})
			}
		}
	}
	return all
}
