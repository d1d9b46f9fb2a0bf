package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func dmarcSyntax() Rule {
	return Rule{
		ID:       "dmarc-syntax",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"DMARC record has a syntax error", "DMARCレコードの書き方に誤りがあります"},
		Why: Text{
			"Receivers ignore a DMARC record that they can't read, or the wrong part of it, so the domain is not protected or reports are lost.",
			"受信側は、読み取れないDMARCレコード（またはその誤った部分）を無視します。その結果、ドメインが保護されなかったり、レポートが届かなかったりします。",
		},
		Remedy: Text{
			"Write v=DMARC1 first, then p=none, p=quarantine or p=reject, and the other tags after it, with semicolons between them.",
			"先頭に v=DMARC1、続けて p=none、p=quarantine、p=reject のいずれかを書き、ほかのタグはその後にセミコロンで区切って書いてください。",
		},
		References: []string{"RFC 7489 section 6.3", "RFC 7489 section 6.4"},
		example: example{
			failing:   "txt _dmarc v=DMARC1; p=none; rua=postmaster@hogehoge.com",
			corrected: "txt _dmarc v=DMARC1; p=none; rua=mailto:postmaster@hogehoge.com",
		},
		Check: checkTags(dmarcText, mailauth.ParseDMARC),
	}
}
