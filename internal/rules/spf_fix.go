package rules

import (
	"regexp"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
)

// spfBegin matches the beginning of an SPF record that something other than one space
// separates from the first term.
var spfBegin = regexp.MustCompile(`^ *v=spf1[;,: ]*`)

// spfJoined matches the place where a term begins inside another one.
var spfJoined = regexp.MustCompile(`[^:](?:ip4:|ip6:|include:|[~?+-]all$)`)

// correctedSPF returns SPF records without the mistake, as far as it shows what was
// meant. They may have another one.
func correctedSPF(text string, e *mailauth.SPFError) []string {
	before, after := text[:e.At], text[e.At+len(e.Term):]
	if e.Instead != "" {
		return []string{before + e.Instead + after}
	}
	switch e.Problem {
	case mailauth.SPFNoVersion:
		return []string{strings.TrimSpace(spfBegin.ReplaceAllString(text, "v=spf1 "))}
	case mailauth.SPFNoValue:
		return []string{before + e.Term + strings.TrimLeft(after, " ")}
	case mailauth.SPFNoValueAllowed:
		term, _, _ := strings.Cut(e.Term, ":")
		return []string{before + term + after}
	case mailauth.SPFModifierTwice:
		name, _, _ := strings.Cut(e.Term, "=")
		first := regexp.MustCompile(`(?i) +` + regexp.QuoteMeta(name) + `=[^ ]*`)
		return []string{strings.TrimRight(before, " ") + after, first.ReplaceAllString(before, "") + e.Term + after}
	case mailauth.SPFBadDomain:
		if at := spfJoined.FindStringIndex(e.Term); at != nil {
			return []string{before + e.Term[:at[0]+1] + " " + e.Term[at[0]+1:] + after}
		}
	default:
	}
	return nil
}
