package rules

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// The sizes of RSA keys in bits (RFC 8301 section 3.2): signatures with less
// than leastRSA are never valid, and goodRSA is what signers should have.
const (
	leastRSA = 1024
	goodRSA  = 2048
)

func dkimWeakKey() Rule {
	return Rule{
		ID:       "dkim-weak-key",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"The DKIM key protects less than it could", "DKIMの鍵の強度が不足しています"},
		Why: Text{
			"Whoever computes the private key of a short RSA key can sign mail in your name. Receivers refuse keys under 1024 bits. With t=y they treat signed mail as if it were not signed.",
			"短いRSA鍵は、秘密鍵を割り出されると、あなたの名前でメールに署名されてしまいます。1024ビット未満の鍵は受信側に拒否されます。また、t=y があると、署名したメールも署名のないものとして扱われます。",
		},
		Remedy: Text{
			"Have the mail service make an RSA key of 2048 bits, and remove t=y once signing works.",
			"メールサービスで2048ビットのRSA鍵を作り直してください。署名の動作を確認できたら、t=y を削除してください。",
		},
		References: []string{"RFC 8301 section 3.2", "RFC 6376 section 3.6.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt s1._domainkey v=DKIM1; k=ed25519; t=y; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
				Corrected: hcl("txt s1._domainkey v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
			}
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
	longer := textf("Have the mail service make a key of 2048 bits, publish it at a new selector, and remove this one when nothing is signed with it any more.",
		"メールサービスで2048ビットの鍵を作り、新しいセレクターで公開してください。この鍵は、署名に使われなくなってから削除します。")
	switch {
	case d.Type == mailauth.KeyRSA && d.Bits < leastRSA:
		f := c.finding("value",
			textf("The RSA key has %[1]d bits. Receivers take no key under 1024 bits, so no signature with it is valid.",
				"RSA鍵が%[1]dビットしかありません。1024ビット未満の鍵は受信側に拒否されるため、この鍵の署名はすべて無効になります。", d.Bits), longer)
		f.Severity = Error
		found = append(found, f)
	case d.Type == mailauth.KeyRSA && d.Bits < goodRSA:
		found = append(found, c.finding("value",
			textf("The RSA key has %[1]d bits; 2048 are usual today.",
				"RSA鍵が%[1]dビットです。現在は2048ビットが標準です。", d.Bits), longer))
	}
	if d.Testing {
		found = append(found, c.finding("value",
			textf("The tag `t` has the flag `y`: the key is only being tested.",
				"タグ `t` に、テスト中であることを示す `y` が指定されています。"),
			textf("Remove the flag `y` once mail is signed.", "メールに署名されることを確認できたら、`y` を削除してください。")))
	}
	return found
}
