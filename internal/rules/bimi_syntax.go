package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func bimiSyntax() Rule {
	return Rule{
		ID:       "bimi-syntax",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"BIMI record has a syntax error", "BIMIレコードの書き方に誤りがあります"},
		Why: Text{
			"Receivers then show no logo. They fetch the logo and its certificate over https only.",
			"受信側にロゴが表示されません。ロゴと証明書は https でのみ取得されます。",
		},
		Remedy: Text{
			"Write v=BIMI1 first, then l= with the https address of the logo.",
			"先頭に v=BIMI1、続けて l= にロゴの https のURLを書いてください。",
		},
		References: []string{"BIMI draft section 4"},
		example: example{
			failing:   "txt default._bimi v=BIMI1; l=http://hogehoge.com/logo.svg",
			corrected: "txt default._bimi v=BIMI1; l=https://hogehoge.com/logo.svg",
		},
		Check: checkTags(bimiText, mailauth.ParseBIMI),
	}
}
