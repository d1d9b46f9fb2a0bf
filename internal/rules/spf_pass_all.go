package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func spfPassAll() Rule {
	return Rule{
		ID:       "spf-pass-all",
		Severity: Error,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"The SPF text lets everybody send", "SPFがすべてのサーバーからの送信を許可しています"},
		Why: Text{
			"With +all, or all without a sign, every server in the world may send mail as this domain, and forged mail passes the check.",
			"+all や、記号のない all は、世界中のどのサーバーからの送信も許可します。なりすましメールも正しいメールと判定されます。",
		},
		Remedy: Text{
			"Write ~all, or -all once every server that sends your mail is named.",
			"~all と書いてください。メールを送信するサーバーをすべて書き終えたら、-all にもできます。",
		},
		References: []string{"RFC 7208 section 5.1", "RFC 7208 section 4.6.2"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt @ v=spf1 mx +all"),
				Corrected: hcl("txt @ v=spf1 mx ~all"),
			}
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
		textf("`%[1]s` in `%[2]s` lets every server in the world send mail as this domain.",
			"`%[2]s` の `%[1]s` は、世界中のどのサーバーからの送信も許可します。", word, lineOf(c.Subject)),
		textf("Write `value = %[1]q`, or `-all` once every server that sends your mail is named.",
			"`value = %[1]q` と書いてください。メールを送信するサーバーをすべて書き終えたら、`-all` にもできます。", corrected),
	).with(c.spfLine(corrected))}
}
