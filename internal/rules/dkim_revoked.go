package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

func dkimRevoked() Rule {
	return Rule{
		ID:       "dkim-revoked",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"DKIM key is revoked", "DKIMの鍵が失効しています"},
		Why: Text{
			"Mail that is still signed with this key fails the check. An empty key is right for a while after a change of keys, and for a domain that sends no mail.",
			"この鍵で署名されたメールは検証に失敗します。鍵を交換した直後や、メールを送らないドメインでは、空の鍵は正しい書き方です。",
		},
		Remedy: Text{
			"Write the key again if mail is still signed with it. Otherwise remove the record when old mail has arrived.",
			"まだ署名に使っている鍵であれば、鍵を書き直してください。使っていなければ、過去のメールが届き終わった頃に削除できます。",
		},
		References: []string{"RFC 6376 section 3.6.1"},
		example: example{
			failing:   "txt s1._domainkey v=DKIM1; p=",
			corrected: "txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
		},
		Check: checkDKIMRevoked,
	}
}

// checkDKIMRevoked is silent about a wildcard, by which a domain says that it
// signs nothing.
func checkDKIMRevoked(c Case) []Finding {
	var found []Finding
	for _, e := range c.mailTexts(dkimText) {
		owner := c.Origin.Owner(e.Record)
		d, err := mailauth.ParseDKIM(plainText(e.Record))
		if err != nil || !d.Revoked || owner[0] == '*' {
			continue
		}
		found = append(found, Finding{
			Line: lineOf(e),
			Message: textf("The key of `%[1]s` is empty.",
				"`%[1]s` の鍵が空です。", owner),
			Suggestion: textf("Write the key of the mail service after `p=`, or remove the record if no mail is signed with it any more.",
				"`p=` の後にメールサービスの鍵を書いてください。署名に使っていなければ、このレコードを削除してください。"),
		})
	}
	return found
}
