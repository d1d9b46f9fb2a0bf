package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
)

func spfNoAll() Rule {
	return Rule{
		ID:       "spf-no-all",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"SPF record does not end with all", "SPFレコードが all で終わっていません"},
		Why: Text{
			"Receivers cannot recognize forged mail from servers that the record does not list, and they never read what comes after all.",
			"書かれていないサーバーからのメールの扱いが決まらず、なりすましを見分けられません。all より後の項目は読まれません。",
		},
		Remedy: Text{
			"Write ~all or -all once, as the last term, or redirect= without all.",
			"~all または -all を、最後に1つだけ書いてください。redirect= を使う場合、all は書きません。",
		},
		References: []string{"RFC 7208 section 4.7", "RFC 7208 section 5.1", "RFC 7208 section 6.1"},
		example: example{
			failing:   "txt @ v=spf1 mx include:spf.example.net",
			corrected: "txt @ v=spf1 mx include:spf.example.net ~all",
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
			textf("The record has neither `all` nor `redirect=`.", "レコードに `all` も `redirect=` もありません。"),
			c.writeText(text)).with(c.spfLine(text))}
	case len(ignored) == 1 && ignored[0].Name == "redirect":
		return []Finding{c.finding("value",
			textf("`%[1]s` is ignored, because the record has `%[2]s`.", "`%[2]s` があるため、`%[1]s` は無視されます。", ignored[0].String(), all.String()),
			textf("Remove one of the two:%[1]s", "どちらか一方を削除してください。%[1]s", ownLines(ignored[0].String(), all.String())))}
	case len(ignored) > 0:
		return []Finding{c.finding("value",
			textf("`%[1]s` is ignored, because it comes after `%[2]s`.", "`%[2]s` より後にある `%[1]s` は無視されます。", joinTerms(ignored), all.String()),
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
