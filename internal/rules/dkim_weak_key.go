package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"

// goodRSA is the size in bits that an RSA key should have (RFC 8301 section 3.2).
const goodRSA = 2048

func dkimWeakKey() Rule {
	return Rule{
		ID:       "dkim-weak-key",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"DKIM key is weak or only for tests", "DKIMの鍵の強度が不足しているか、テスト用になっています"},
		Why: Text{
			"A short key can be broken by others, who then sign in your name, and with a key for tests (t=y) receivers treat signed mail like unsigned mail.",
			"短い鍵は割り出され、あなたの名前で署名されるおそれがあります。テスト用の鍵（t=y）では、署名したメールも署名のないものとして扱われます。",
		},
		Remedy: Text{
			"Create an RSA key of 2048 bits at the mail service, and remove t=y once signing works.",
			"メールサービスで2048ビットのRSA鍵を作り直してください。署名の動作を確認できたら、t=y を削除してください。",
		},
		References: []string{"RFC 8301 section 3.2", "RFC 6376 section 3.6.1"},
		example: example{
			failing:   "txt s1._domainkey v=DKIM1; k=ed25519; t=y; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
			corrected: "txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
		},
		Check: checkDKIMWeakKey,
	}
}

func checkDKIMWeakKey(c Case) []Finding {
	text, ok := c.mailText(dkimText)
	if !ok {
		return nil
	}
	d, err := mailauth.ParseDKIM(text)
	if err != nil || d.Revoked {
		return nil
	}
	var found []Finding
	longer := textf("Create a key of 2048 bits at the mail service and publish it at a new selector. Remove this record when no mail is signed with its key any more.",
		"メールサービスで2048ビットの鍵を作り、新しいセレクターで公開してください。この鍵は、署名に使われなくなってから削除します。")
	switch {
	case d.Type == mailauth.KeyRSA && d.Bits < mailauth.LeastRSA:
		f := c.finding("value",
			textf("The RSA key has %[1]d bits, and receivers accept no key under 1024 bits.",
				"RSA鍵が%[1]dビットしかありません。1024ビット未満の鍵は受信側に拒否されます。", d.Bits), longer)
		f.Severity = Error
		found = append(found, f)
	case d.Type == mailauth.KeyRSA && d.Bits < goodRSA:
		found = append(found, c.finding("value",
			textf("The RSA key has %[1]d bits, and 2048 are usual today.",
				"RSA鍵が%[1]dビットです。現在は2048ビットが標準です。", d.Bits), longer))
	}
	if d.Testing {
		found = append(found, c.finding("value",
			textf("The tag `t` has the flag `y`, so the key is only for tests.",
				"タグ `t` に、テスト中であることを示す `y` が指定されています。"),
			textf("Once mail is signed, remove from the record:%[1]s", "メールに署名されることを確認できたら、レコードから削除してください。%[1]s", ownLines("t=y"))))
	}
	return found
}
