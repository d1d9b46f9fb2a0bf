package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func dkimSyntax() Rule {
	return Rule{
		ID:       "dkim-syntax",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"DKIM record has a syntax error", "DKIMレコードの書き方に誤りがあります"},
		Why: Text{
			"Without a key that can be read, every signature of the mail service fails.",
			"鍵が読み取れないと、メールの署名がすべて検証に失敗し、迷惑メールと判定されやすくなります。",
		},
		Remedy: Text{
			"Copy the whole text that the mail service shows, as one text. Often the key was cut off while it was copied.",
			"メールサービスが示すテキスト全体を、1つのテキストとしてコピーしてください。コピーの途中で鍵が切れていることがよくあります。",
		},
		References: []string{"RFC 6376 section 3.6.1", "RFC 8463 section 3"},
		example: example{
			failing:   "txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMl",
			corrected: "txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
		},
		Check: checkTags(dkimText, mailauth.ParseDKIM),
	}
}
