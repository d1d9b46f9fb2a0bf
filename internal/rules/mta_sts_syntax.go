package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func mtaSTSSyntax() Rule {
	return Rule{
		ID:       "mta-sts-syntax",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"MTA-STS record has a syntax error", "MTA-STSレコードの書き方に誤りがあります"},
		Why: Text{
			"Senders then act as if there were no policy, so mail to the domain may go without encryption, or to a forged server.",
			"送信側はポリシーがないものとして扱うため、このドメイン宛てのメールが暗号化されずに送られたり、偽のサーバーに送られたりするおそれがあります。",
		},
		Remedy: Text{
			"Write v=STSv1 first, then id= with 1 to 32 letters and digits.",
			"先頭に v=STSv1、続けて32文字以内の半角英数字の id を書いてください。",
		},
		References: []string{"RFC 8461 section 3.1"},
		example: example{
			zone:      "a mta-sts 203.0.113.10",
			failing:   "txt _mta-sts v=STSv1; id=2026-01-01",
			corrected: "txt _mta-sts v=STSv1; id=20260101",
		},
		Check: checkTags(mtaSTSText, mailauth.ParseMTASTS),
	}
}
