package message

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Value says what is wrong with the value of an attribute.
func Value(attribute string, err error) Message {
	m := Message{Summary: say("Invalid value for %s", "%s の値が正しくありません", attribute)}
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
		return apexAlias()
	case errors.As(err, &known):
		return knownType(known)
	case errors.As(err, &doubled):
		return doubledDomain(doubled)
	case errors.As(err, &field):
		part := partText(field)
		problem, hint := problemText(attribute, field)
		if domain := domainIn(field.Value); attribute == "domain" && field.Problem == zone.ProblemBadCharacter && domain != "" {
			hint = say("Write only the domain:\n\n  domain = %q", "ドメイン名だけを書いてください。\n\n  domain = %q", domain)
		}
		if attribute == "host" && field.Problem == zone.ProblemEmpty {
			hint = say("Write \"@\" for the domain itself, or the part of the name before the domain:\n\n  host = \"@\"\n  host = \"www\"",
				"ドメイン名そのものなら \"@\" を、そうでなければドメイン名の前の部分を書いてください。\n\n  host = \"@\"\n  host = \"www\"")
		}
		gap, gapJA := " ", ""
		if strings.Contains(hint.EN, "\n") {
			gap, gapJA = "\n\n", "\n\n"
		}
		m.Detail = rules.Text{
			EN: fmt.Sprintf("%s%s%q %s%s.", hint.EN, gap, field.Value, problem.EN, part.EN),
			JA: fmt.Sprintf("%s%s%q %s%s。", hint.JA, gapJA, field.Value, problem.JA, part.JA),
		}
	default:
		m.Detail = rules.Text{EN: sentence(err.Error()), JA: sentence(err.Error())}
	}
	return m
}

// apexAlias rejects the domain itself as the host of a CNAME record.
func apexAlias() Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "host"),
		Detail: say("Use an A record, or another host:\n\n  host = \"www\"\n\n"+
			"The domain itself (`@`) can't be a CNAME: it always has NS and SOA records, and a CNAME can't coexist with other records (RFC 1912 section 2.4).",
			"Aレコードを使うか、ほかのホストを指定してください。\n\n  host = \"www\"\n\n"+
				"ドメイン名そのもの（`@`）をCNAMEにすることはできません。`@` には必ずNS・SOAレコードがあり、CNAMEレコードはほかのレコードと共存できないためです（RFC 1912 2.4節）。"),
	}
}

// doubledDomain rejects a host with the domain and without a trailing dot.
func doubledDomain(e *DoubledDomainError) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "host"),
		Detail: say(
			"Write the host without the domain, or the full name with a trailing dot:\n\n  host = %[2]q\n  host = %[3]q\n\n%[1]q has no trailing dot, so the domain would be added a second time.",
			"ドメイン名を除いたホストか、末尾にピリオドを付けた完全な名前を書いてください。\n\n  host = %[2]q\n  host = %[3]q\n\n%[1]q は末尾にピリオドがないため、後ろにもう一度ドメイン名が付いてしまいます。",
			e.Host, e.Relative, e.Host+"."),
	}
}

// knownType rejects a raw line of a type that has a resource of its own.
func knownType(e *KnownTypeError) Message {
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "line"),
		Detail: say("Use the resource valuedomain_%[1]s_record. The line is a record of type %[2]s.",
			"リソース valuedomain_%[1]s_record を使ってください。この行は%[2]sレコードです。", e.Type, strings.ToUpper(e.Type)),
	}
}

// partText names the part of a value that is wrong, if there is one.
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
	problem, hint := problemText(e.Field, e.Err)
	part, kind := partText(e.Err), strings.ToUpper(e.Type)
	field, value := e.Field, ""
	if e.Err.Value != "" {
		value = fmt.Sprintf(" %q", e.Err.Value)
	}
	what := rules.Text{EN: "its " + field + value + " " + problem.EN + part.EN, JA: field + value + " " + problem.JA + part.JA}
	if field == "" {
		what = rules.Text{EN: fmt.Sprintf("%q %s%s", e.Err.Value, problem.EN, part.EN), JA: fmt.Sprintf("%q %s%s", e.Err.Value, problem.JA, part.JA)}
	}
	return say(
		"%[1]s To write the line as it is, add:\n\n  allow_malformed = true\n\nThis line begins like a record of type %[2]s, but can't be read as one: %[3]s.\n\n  %[4]s",
		"%[5]sこのまま書き込むには、次の指定を追加してください。\n\n  allow_malformed = true\n\n次の行は%[2]sレコードのように見えますが、そのようには読めません: %[6]s。\n\n  %[4]s",
		hint.EN, kind, what.EN, e.Line, hint.JA, what.JA)
}

// domainIn returns the registered domain of a URL, with its scheme or without, or of
// a mail address; "" if there is none.
func domainIn(value string) string {
	if !strings.Contains(value, "//") {
		value = "//" + value
	}
	u, err := url.Parse(value)
	if err != nil {
		return ""
	}
	domain := registeredDomain(u.Hostname())
	if zone.CheckDomain(domain) != nil {
		return ""
	}
	return domain
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

// DoubledDomainError reports that a host contains the domain without a trailing dot,
// which would be in the zone as www.example.com.example.com.
type DoubledDomainError struct{ Host, Relative string }

func (e *DoubledDomainError) Error() string {
	return "host " + e.Host + " contains the domain without a trailing dot"
}

// ApexAliasError reports that the domain itself can't be another name.
type ApexAliasError struct{}

func (e *ApexAliasError) Error() string { return "the domain itself can't be a cname" }

// KnownTypeError reports that a raw line is a record of a type that has a
// resource of its own.
type KnownTypeError struct{ Type string }

func (e *KnownTypeError) Error() string { return "the line is a record of type " + e.Type }
