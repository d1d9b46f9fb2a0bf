package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func tlsRPTSyntax() Rule {
	return Rule{
		ID:       "tls-rpt-syntax",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"TLS-RPT record has a syntax error", "TLS-RPTレコードの書き方に誤りがあります"},
		Why: Text{
			"Senders then send no reports about mail that could not be delivered with encryption.",
			"送信側がレポートを送らないため、暗号化できずに届かなかったメールがあっても気付けません。",
		},
		Remedy: Text{
			"Write v=TLSRPTv1 first, then rua= with a mailto: or https: address.",
			"先頭に v=TLSRPTv1、続けて rua= に mailto: または https: のアドレスを書いてください。",
		},
		References: []string{"RFC 8460 section 3"},
		example: example{
			failing:   "txt _smtp._tls v=TLSRPTv1; rua=postmaster@hogehoge.com",
			corrected: "txt _smtp._tls v=TLSRPTv1; rua=mailto:postmaster@hogehoge.com",
		},
		Check: checkTags(tlsRPTText, mailauth.ParseTLSRPT),
	}
}
