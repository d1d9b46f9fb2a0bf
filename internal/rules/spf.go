package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// spf returns the SPF record that the subject is. It reports false for any other
// record, and for a text that can't be read, which spf-syntax is about.
func (c Case) spf() (mailauth.SPF, bool) { return spfOf(c.Subject.Record) }

func spfOf(r zone.Record) (mailauth.SPF, bool) {
	if !isSPF(r) {
		return mailauth.SPF{}, false
	}
	s, err := mailauth.ParseSPF(plainText(r))
	return s, err == nil
}

// spfLine returns the subject's line with another SPF record, in quotes where the
// line had them.
func (c Case) spfLine(text string) string {
	if strings.HasPrefix(c.get("value"), `"`) {
		text = `"` + text + `"`
	}
	return c.changed("value", text)
}

// writeText offers another text for the subject.
func (c Case) writeText(text string) Text {
	return textf("Write:%[1]s", "次のように書いてください。%[1]s", assign("value", text))
}

// SPFProblem says what is wrong with an SPF record, and what to write instead. The
// error is one of the package mailauth.
func SPFProblem(err error) (message, suggestion Text) {
	var (
		wrong *mailauth.SPFError
		limit *mailauth.SPFLimitError
	)
	switch {
	case errors.As(err, &wrong):
		return spfSyntaxText(wrong)
	case errors.As(err, &limit):
		return textf("`%[1]s` has %[2]d terms that need a DNS lookup, and receivers stop after %[3]d.",
				"`%[1]s` には、DNSの問い合わせが必要な項目が%[2]d個あります。受信側は%[3]d回を超えると判定をやめます。", limit.Text, limit.Lookups, mailauth.MaxSPFLookups),
			textf("Remove services that no longer send your mail. `ip4:` and `ip6:` need no lookup.",
				"メールの送信に使っていないサービスを除いてください。`ip4:` と `ip6:` には問い合わせが要りません。")
	case errors.Is(err, mailauth.ErrSPFPassAll):
		return textf("`+all` allows every server in the world to send mail as this domain.",
				"`+all` は、世界中のどのサーバーからの送信も許可します。"),
			textf("Write one of these:%[1]s", "次のどちらかを書いてください。%[1]s", ownLines("~all", "-all"))
	}
	return Text{EN: err.Error(), JA: err.Error()}, Text{}
}

// spfSyntaxText is the text about a wrong term.
func spfSyntaxText(e *mailauth.SPFError) (message, suggestion Text) {
	texts, ok := spfProblems()[e.Problem]
	if !ok {
		return Text{EN: e.Error(), JA: e.Error()}, Text{}
	}
	what, instead := texts[0], texts[1]
	fill := strings.NewReplacer("{term}", Shown(e.Term), "{character}", foreignCharacter(e.Term))
	message = Text{EN: fill.Replace(what.EN), JA: fill.Replace(what.JA)}
	if e.Instead != "" {
		return message, textf("Write:%[1]s", "次のように書いてください。%[1]s", ownLines(e.Instead))
	}
	return message, instead
}

// foreignCharacter returns the code point of the first character that no SPF term
// may have; empty where there is none.
func foreignCharacter(term string) string {
	for _, r := range term {
		if r <= ' ' || r > '~' {
			return fmt.Sprintf("%U", r)
		}
	}
	return ""
}
