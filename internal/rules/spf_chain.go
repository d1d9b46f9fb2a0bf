package rules

import (
	"context"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
)

// What one text may ask of the resolver. A text that receivers take needs far
// less: 10 terms, and as many questions.
const (
	maxSPFQuestions = 50
	maxSPFTime      = 10 * time.Second
)

// spfChain follows a text through the zone and, by the resolver, outside of it.
// Each question is asked once.
type spfChain struct {
	c        Case
	ask      Resolver
	left     int // Questions.
	answered map[string]spfAnswer
}

// spfAnswer is what the resolver knows of a name; ok reports that it answered.
type spfAnswer struct {
	values []string
	ok     bool
}

// checkSPFChain counts through includes outside the zone. What the zone itself
// shows is a matter of checkSPFTooManyLookups.
func checkSPFChain(ctx context.Context, c Case, ask Resolver) []Finding {
	s, ok := c.spf()
	if !ok || c.spfLookups(c.owner, s).TooMany() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, maxSPFTime)
	defer cancel()
	chain := &spfChain{c: c, ask: ask, left: maxSPFQuestions, answered: map[string]spfAnswer{}}
	count := mailauth.CountSPFLookups(c.owner, s, mailauth.SPFNames{
		Text: func(domain string) (mailauth.SPF, bool) { return chain.text(ctx, domain) },
		Void: func(t mailauth.SPFTerm, name string) bool { return chain.void(ctx, t, name) },
	})
	var found []Finding
	if count.Total > mailauth.MaxSPFLookups { // This domain can't correct a loop out there.
		found = append(found, c.lookupsFinding(c.Subject, count, nil, Text{
			"those of includes outside this zone too",
			"ゾーンの外のinclude先も含みます",
		}))
	}
	if len(count.Void) > mailauth.MaxSPFVoid {
		names := strings.Join(count.Void, ", ")
		found = append(found, c.finding("value",
			textf("The SPF record of %[1]s leads to %[2]d names without an answer, and receivers may stop after %[3]d.",
				"%[1]s のSPFレコードには、問い合わせても何も返らない名前が%[2]d個あります。受信側は%[3]d個を超えると判定をやめることがあります。",
				c.owner, len(count.Void), mailauth.MaxSPFVoid),
			textf("Remove the terms that lead to %[1]s, or correct the names.",
				"%[1]s を使っている項目を削除するか、名前を直してください。", names)))
	}
	return found
}

// inside reports whether the zone says what a name has. A subdomain that it
// delegates is outside.
func (chain *spfChain) inside(name string) bool {
	return chain.c.Origin.Contains(name) && (chain.c.Zone == nil || !chain.c.Zone.Delegated(name))
}

// text returns the SPF record of a domain, inside the zone or outside.
func (chain *spfChain) text(ctx context.Context, domain string) (mailauth.SPF, bool) {
	if chain.inside(domain) {
		_, s, ok := chain.c.spfAt(domain)
		return s, ok
	}
	for _, text := range chain.question(ctx, "include", domain).values {
		if s, err := mailauth.ParseSPF(text); err == nil {
			return s, true
		}
	}
	return mailauth.SPF{}, false
}

// void reports whether a name outside the zone has nothing of what a term asks.
// What a name of the zone will have is not known here.
func (chain *spfChain) void(ctx context.Context, t mailauth.SPFTerm, name string) bool {
	if chain.inside(name) {
		return false
	}
	answer := chain.question(ctx, t.Name, name)
	return answer.ok && len(answer.values) == 0
}

// question asks what a term asks of a name, and that once. No answer comes where
// no question or no time is left.
func (chain *spfChain) question(ctx context.Context, term, name string) (answer spfAnswer) {
	if term == "redirect" {
		term = "include"
	}
	key := term + " " + name
	if answer, ok := chain.answered[key]; ok {
		return answer
	}
	if chain.left == 0 || ctx.Err() != nil {
		return spfAnswer{}
	}
	chain.left--
	var err error
	switch term {
	case "include":
		answer.values, err = chain.ask.Texts(ctx, name)
	case "a", "exists":
		answer.values, _, err = chain.ask.Addresses(ctx, name)
	case "mx":
		answer.values, err = chain.ask.Servers(ctx, name)
	default:
		return spfAnswer{} // ptr asks for names of the sender's address.
	}
	answer.ok = err == nil
	chain.answered[key] = answer
	return answer
}
