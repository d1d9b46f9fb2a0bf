package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func spfMultiple() Rule {
	return Rule{
		ID:       "spf-multiple",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"txt"},
		Title:    Text{"Host has two SPF records", "1つのホストにSPFレコードが2つあります"},
		Why: Text{
			"Receivers that find two SPF records use neither, so mail from the domain fails the check.",
			"SPFレコードが2つあると、受信側はどちらも使いません。このドメインから送ったメールが、迷惑メールと判定されやすくなります。",
		},
		Remedy: Text{
			"Merge the records into one.",
			"1つのTXTレコードにまとめてください。",
		},
		References: []string{"RFC 7208 section 4.5"},
		example: example{
			failing:   lines("txt @ v=spf1 mx ~all", "txt @ v=spf1 include:spf.example.net ~all"),
			corrected: "txt @ v=spf1 mx include:spf.example.net ~all",
		},
		Check: checkSPFMultiple,
	}
}

func checkSPFMultiple(c Case) []Finding {
	if !isSPF(c.Subject.Record) {
		return nil
	}
	var against []zone.Entry
	texts := make([]zone.Record, 0, 2)
	for _, e := range c.others() {
		if isSPF(e.Record) {
			against = append(against, e)
			texts = append(texts, e.Record)
		}
	}
	if len(against) == 0 {
		return nil
	}
	return []Finding{c.finding("value",
		textf("`%[1]s` is not the only SPF record of its host.", "`%[1]s` のほかにも、同じホストにSPFレコードがあります。", lineOf(c.Subject)),
		keepOneSPF(append(texts, c.Subject.Record)),
		against...)}
}

// keepOneSPF offers the record that says what all of them do, unless one of them
// can't be read, or nobody could want the result.
func keepOneSPF(records []zone.Record) Text {
	texts := make([]mailauth.SPF, len(records))
	readable := true
	for i, r := range records {
		s, ok := spfOf(r)
		texts[i], readable = s, readable && ok
	}
	merged := mailauth.MergeSPF(texts...)
	if !readable || merged.Check() != nil {
		return textf("Keep one record with the terms of all, and remove the others.", "内容を1つにまとめ、もう一方を削除してください。")
	}
	return textf("Keep one record with the terms of all, and remove the others:%[1]s",
		"内容を1つにまとめ、もう一方を削除してください。%[1]s", assign("value", merged.String()))
}

// isSPF reports whether a record is SPF by its version section (RFC 7208 section 4.5).
func isSPF(r zone.Record) bool {
	if r.Type != "txt" || !r.Knows("host", "value") {
		return false
	}
	version, _, _ := strings.Cut(plainText(r), " ")
	return strings.EqualFold(version, "v=spf1")
}

// plainText returns what a text means: without its quotes, and several DNS
// strings joined as RFC 7208 section 3.3 does, with nothing in between.
func plainText(r zone.Record) string {
	text := r.Get("value")
	if parts, ok := zone.Strings(text); ok {
		return strings.Join(parts, "")
	}
	return text
}
