package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func spfNoAll() Rule {
	return Rule{
		ID:       "spf-no-all",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"The SPF text does not end with all", "SPFのTXTレコードが all で終わっていません"},
		Why: Text{
			"A text without all or redirect says nothing about servers that it does not name, so that forged mail is not found. What stands behind all is never looked at.",
			"all も redirect もないSPFでは、書かれていないサーバーからのメールの扱いが決まらず、なりすましを見分けられません。また、all より後の項目は読まれません。",
		},
		Remedy: Text{
			"Write ~all or -all once, as the last term, or redirect= alone.",
			"~all または -all を、最後に1つだけ書いてください。redirect= を使う場合、all は書きません。",
		},
		References: []string{"RFC 7208 section 4.7", "RFC 7208 section 5.1", "RFC 7208 section 6.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt @ v=spf1 mx include:spf.example.net"),
				Corrected: hcl("txt @ v=spf1 mx include:spf.example.net ~all"),
			}
		},
		Check: checkSPFNoAll,
	}
}

func checkSPFNoAll(c Case) []Finding {
	s, ok := c.spf()
	if !ok {
		return nil
	}
	all, closed := s.All()
	_, redirected := s.Modifier("redirect")
	switch ignored := s.Ignored(); {
	case !closed && !redirected:
		text := strings.TrimRight(plainText(c.Subject.Record), " ") + " ~all"
		return []Finding{c.finding("value",
			textf("`%[1]s` has neither `all` nor `redirect=`.", "`%[1]s` に `all` も `redirect=` もありません。", lineOf(c.Subject)),
			textf("Write `value = %[1]q`.", "`value = %[1]q` と書いてください。", text),
		).with(c.spfLine(text))}
	case len(ignored) == 1 && ignored[0].Name == "redirect":
		return []Finding{c.finding("value",
			textf("`%[1]s` is ignored, because the text has `%[2]s`.", "`%[2]s` があるため、`%[1]s` は無視されます。", ignored[0].String(), all.String()),
			textf("Remove one of the two.", "どちらか一方を削除してください。"))}
	case len(ignored) > 0:
		return []Finding{c.finding("value",
			textf("`%[1]s` is ignored, because the text has `%[2]s`.", "`%[2]s` があるため、`%[1]s` は無視されます。", joinTerms(ignored), all.String()),
			textf("Move `%[1]s` to the end, or remove what is ignored.", "`%[1]s` を最後に移すか、無視される項目を削除してください。", all.String()))}
	}
	return nil
}

func joinTerms(terms []mailauth.SPFTerm) string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.String()
	}
	return strings.Join(words, " ")
}
