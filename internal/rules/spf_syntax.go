package rules

import (
	"errors"
	"strings"
	"unicode"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func spfSyntax() Rule {
	return Rule{
		ID:       "spf-syntax",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"SPF record has a syntax error", "SPFレコードの書き方に誤りがあります"},
		Why: Text{
			"One wrong term makes the whole record invalid, so receivers cannot check the sender and may reject mail from the domain.",
			"項目が1つでも間違っているとSPFレコード全体が無効になり、受信側で送信元を確認できません。迷惑メールと判定されたり、受信を拒否されたりします。",
		},
		Remedy: Text{
			"Correct the term. Your mail service shows how its part is written.",
			"間違っている項目を直してください。書き方は、ご利用のメールサービスの案内に従ってください。",
		},
		References: []string{"RFC 7208 section 4.6", "RFC 7208 section 5", "RFC 7208 section 6", "RFC 7208 section 7"},
		example: example{
			failing:   "txt @ v=spf1 mx ipv4:203.0.113.10 ~all",
			corrected: "txt @ v=spf1 mx ip4:203.0.113.10 ~all",
		},
		Check: checkSPFSyntax,
	}
}

func checkSPFSyntax(c Case) []Finding {
	if !isMeantAsSPF(c.Subject.Record) {
		return nil
	}
	text := plainText(c.Subject.Record)
	_, err := mailauth.ParseSPF(text)
	if err == nil {
		return nil
	}
	message, suggestion := SPFProblem(err)
	f := c.finding("value", message, suggestion)
	var wrong *mailauth.SPFError
	if !errors.As(err, &wrong) {
		return []Finding{f}
	}
	return []Finding{offer(c, f, correctedSPF(text, wrong), mailauth.ParseSPF)}
}

// isMeantAsSPF reports whether a text begins as an SPF record does, or with a version
// that something other than a space follows.
func isMeantAsSPF(r zone.Record) bool {
	const version = "v=spf1"
	if r.Type != "txt" || !r.Knows("host", "value") {
		return false
	}
	text := strings.TrimLeft(plainText(r), " ")
	if len(text) < len(version) || !strings.EqualFold(text[:len(version)], version) {
		return false
	}
	next := strings.IndexFunc(text[len(version):], func(c rune) bool {
		return c != '.' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	return next == 0 || len(text) == len(version)
}
