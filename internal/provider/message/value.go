package message

import (
	"errors"
	"fmt"
	"net/url"

	"golang.org/x/net/publicsuffix"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Value says what is wrong with the value of an attribute.
func Value(attribute string, err error) Message {
	m := Message{Summary: say("Wrong value of %s", "%s の値が正しくありません", attribute)}
	var (
		field   *zone.FieldError
		doubled *DoubledDomainError
		apex    *ApexAliasError
		known   *KnownTypeError
		line    *zone.LineError
	)
	switch {
	case errors.As(err, &line):
		m.Detail = malformedText(line)
	case errors.As(err, &apex):
		m.Detail = say("Use an A record, or give a host such as \"www\". "+
			"The domain itself can't be a CNAME: it has other records already, and a CNAME allows none at the same host (RFC 1912 section 2.4).",
			"A レコードを使うか、\"www\" のようなホストを指定してください。"+
				"ドメイン自身を CNAME にすることはできません。ドメイン自身には必ず他のレコードがあり、CNAME は他のレコードと並べられないためです（RFC 1912 2.4節）。")
	case errors.As(err, &known):
		m.Detail = say("The line is a record of type %[1]s. Use the resource valuedomain_%[1]s_record for it.",
			"この行は %[1]s レコードです。リソース valuedomain_%[1]s_record を使ってください。", known.Type)
	case errors.As(err, &doubled):
		m.Detail = say(
			"%[1]q has no trailing dot, so the domain would be added to it once more. Write %[2]q, or the full name with a trailing dot: %[3]q.",
			"%[1]q は末尾にピリオドがないため、後ろにもう一度ドメイン名が付いてしまいます。%[2]q、または末尾にピリオドを付けた %[3]q と書いてください。",
			doubled.Host, doubled.Relative, doubled.Host+".")
	case errors.As(err, &field):
		part := partText(field)
		problem, hint := problemText(field.Problem)
		if u, err := url.Parse(field.Value); attribute == "domain" && err == nil && registeredDomain(u.Hostname()) != "" {
			hint = say("Write the domain alone: %q.", "ドメイン名だけを書いてください（%q）。", registeredDomain(u.Hostname()))
		}
		if attribute == "host" && field.Problem == zone.ProblemEmpty {
			hint = say("Write \"@\" for the domain itself, or the part of the name before the domain, such as \"www\".",
				"ドメイン自身なら \"@\" を、そうでなければ \"www\" のようにドメイン名の前の部分を書いてください。")
		}
		m.Detail = rules.Text{
			EN: fmt.Sprintf("%q %s%s. %s", field.Value, problem.EN, part.EN, hint.EN),
			JA: fmt.Sprintf("%q %s%s。%s", field.Value, problem.JA, part.JA, hint.JA),
		}
	default:
		m.Detail = rules.Text{EN: sentence(err.Error()), JA: sentence(err.Error())}
	}
	return m
}

// partText names the part of a value that is wrong, where there is one.
func partText(e *zone.FieldError) rules.Text {
	switch {
	case e.Problem == zone.ProblemLongName: // The part is the number of bytes.
		return say(": it has %s", "（%sバイト）", e.Part)
	case e.At > 0:
		return say(": %[1]s at character %[2]d", "（%[2]d文字目の %[1]s）", e.Part, e.At)
	case e.Part != "":
		return say(" (%q)", "（%q）", e.Part)
	}
	return rules.Text{}
}

// malformedText says what is wrong with a line that begins like a record.
func malformedText(e *zone.LineError) rules.Text {
	problem, hint := problemText(e.Err.Problem)
	part := partText(e.Err)
	field, value := e.Field, ""
	if e.Err.Value != "" {
		value = fmt.Sprintf(" %q", e.Err.Value)
	}
	what := rules.Text{EN: "its " + field + value + " " + problem.EN + part.EN, JA: field + value + " " + problem.JA + part.JA}
	if field == "" {
		what = rules.Text{EN: fmt.Sprintf("%q %s%s", e.Err.Value, problem.EN, part.EN), JA: fmt.Sprintf("%q %s%s", e.Err.Value, problem.JA, part.JA)}
	}
	return rules.Text{
		EN: fmt.Sprintf("This line begins like a record of type %s and can't be read as one: %s.\n\n  %s\n\n%s To write the line as it is, add:\n\n  allow_malformed = true", e.Type, what.EN, e.Line, hint.EN),
		JA: fmt.Sprintf("次の行は %s レコードのように見えますが、そのようには読めません: %s。\n\n  %s\n\n%sこのまま書き込むには、次の指定を追加してください。\n\n  allow_malformed = true", e.Type, what.JA, e.Line, hint.JA),
	}
}

// registeredDomain returns the domain that a name lies in as it is registered,
// such as hogehoge.co.jp for www.hogehoge.co.jp; "" if there is none.
func registeredDomain(name string) string {
	registered, err := publicsuffix.EffectiveTLDPlusOne(zone.NewOrigin(name).String())
	if err != nil {
		return ""
	}
	return registered
}

// DoubledDomainError reports that a host holds the domain without a trailing dot,
// which would stand in the zone as www.example.com.example.com.
type DoubledDomainError struct{ Host, Relative string }

func (e *DoubledDomainError) Error() string {
	return "host " + e.Host + " holds the domain without a trailing dot"
}

// ApexAliasError reports that the domain itself can't be another name.
type ApexAliasError struct{}

func (e *ApexAliasError) Error() string { return "the domain itself can't be a cname" }

// KnownTypeError reports that a raw line is a record of a type that has a
// resource of its own.
type KnownTypeError struct{ Type string }

func (e *KnownTypeError) Error() string { return "the line is a record of type " + e.Type }
