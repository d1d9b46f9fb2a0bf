package rules

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func dkimSyntax() Rule {
	return Rule{
		ID:       "dkim-syntax",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"Receivers can't use the DKIM key", "DKIMの鍵のTXTレコードに誤りがあります"},
		Why: Text{
			"Without a key that can be read, every signature of the mail service fails, and its mail counts as unproven. A key that was cut off while it was copied is the usual cause.",
			"鍵が読み取れないと、メールの署名がすべて検証に失敗し、迷惑メールと判定されやすくなります。コピーの途中で鍵が切れていることがよくあります。",
		},
		Remedy: Text{
			"Copy the whole text of the mail service, as one text.",
			"メールサービスが示すテキスト全体を、1つのテキストとしてコピーしてください。",
		},
		References: []string{"RFC 6376 section 3.6.1", "RFC 8463 section 3"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMl"),
				Corrected: hcl("txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
			}
		},
		Check: checkDKIMSyntax,
	}
}

func checkDKIMSyntax(c Case) []Finding {
	text, ok := c.mailText(dkimText)
	if !ok {
		return nil
	}
	_, err := mailauth.ParseDKIM(text)
	return c.badTag(err)
}
