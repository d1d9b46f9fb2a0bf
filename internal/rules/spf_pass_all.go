package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
)

func spfPassAll() Rule {
	return Rule{
		ID:       "spf-pass-all",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"SPF record allows everybody to send", "SPFレコードがすべてのサーバーからの送信を許可しています"},
		Why: Text{
			"With +all, or all without a sign, forged mail passes the check.",
			"+all や記号のない all があると、なりすましメールも正しいメールと判定されます。",
		},
		Remedy: Text{
			"Write ~all, or -all once the record has every server that sends your mail.",
			"~all と書いてください。メールを送信するサーバーをすべて書き終えたら、-all にもできます。",
		},
		References: []string{"RFC 7208 section 5.1", "RFC 7208 section 4.6.2"},
		example: example{
			failing:   "txt @ v=spf1 mx +all",
			corrected: "txt @ v=spf1 mx ~all",
		},
		Check: checkSPFPassAll,
	}
}

func checkSPFPassAll(c Case) []Finding {
	s, ok := c.spf()
	if !ok {
		return nil
	}
	all, ok := s.All()
	if !ok || all.Qualifier != mailauth.SPFPass {
		return nil
	}
	text := plainText(c.Subject.Record)
	word, rest, spaced := strings.Cut(text[all.At:], " ")
	corrected := text[:all.At] + "~all"
	if spaced {
		corrected += " " + rest
	}
	return []Finding{c.finding("value",
		textf("`%[1]s` allows every server in the world to send mail as this domain.", "`%[1]s` は、世界中のどのサーバーからの送信も許可します。", word),
		textf("Write this, or `-all` once the record has every server that sends your mail:%[1]s",
			"次のように書いてください。メールを送信するサーバーをすべて書き終えたら、`-all` にもできます。%[1]s", assign("value", corrected)),
	).with(c.spfLine(corrected))}
}
