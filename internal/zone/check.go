package zone

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Problem says what is wrong with a value that is to be written into a zone.
type Problem string

// The problems a value can have.
const (
	ProblemEmpty        Problem = "is empty"
	ProblemLineBreak    Problem = "contains a line break or a NUL, which would write a second line into the zone"
	ProblemBlank        Problem = "contains a space, which separates the fields of a line"
	ProblemEdgeBlank    Problem = "begins or ends with a space, which gets lost without quotes around the text"
	ProblemNotUTF8      Problem = "is not valid UTF-8"
	ProblemNotIPv4      Problem = "is not an IPv4 address"
	ProblemNotIPv6      Problem = "is not an IPv6 address"
	ProblemNotNumber    Problem = "is not a number in range"
	ProblemNotWord      Problem = "is not a word of ASCII letters and digits"
	ProblemBadCharacter Problem = "contains a character that no host name has"
	ProblemEmptyLabel   Problem = "has two dots in a row, or one in front"
	ProblemHyphen       Problem = "has a part that begins or ends with a hyphen"
	ProblemLongLabel    Problem = "has a part of more than 63 bytes"
	ProblemLongName     Problem = "is longer than 253 bytes as a full name"
	ProblemWildcard     Problem = "contains a wildcard where one host is asked for"
	ProblemOutside      Problem = "lies outside the domain"
	ProblemNotDomain    Problem = "is not a domain name such as example.com"
	ProblemTooLong      Problem = "is longer than the zone text may be"
	ProblemUnseen       Problem = "contains a character that nobody can see"
	ProblemFullWidth    Problem = "contains a full-width character"
	ProblemCurlyQuote   Problem = "contains a curly quotation mark, which is no quotation mark of a zone"
	ProblemStrayQuote   Problem = "begins with a quotation mark that stays in the text"
	ProblemNumber       Problem = "is a number, which reads as a priority; write the full name with a trailing dot"
	ProblemAddress      Problem = "is an address where a name is asked for"
	ProblemMissing      Problem = "is missing"
	ProblemExtra        Problem = "is more than the record type has"
)

// FieldError reports that a value can't be in a line.
type FieldError struct {
	Value   string
	Problem Problem
	// Part is the character or label meant, where there is one. One that a
	// reader might not see is given as its code point, such as "U+200B".
	Part string
	// At is the place of that code point in Value, in characters from 1.
	At int
	// Max is the largest number that the field takes, where it takes a number.
	Max uint64
}

func (e *FieldError) Error() string {
	switch {
	case e.At > 0:
		return fmt.Sprintf("%q %s: %s at character %d", e.Value, string(e.Problem), e.Part, e.At)
	case e.Part != "":
		return fmt.Sprintf("%q %s: %q", e.Value, string(e.Problem), e.Part)
	}
	return fmt.Sprintf("%q %s", e.Value, string(e.Problem))
}

// maxField bounds one value; no DNS text or name comes near it.
const maxField = 64 << 10

// CheckText returns an error for a value that would not stay on one line: NUL
// and whatever some program takes for a line break (those of Unicode, and the
// separators U+001C to U+001E) are refused, for all fields alike.
func CheckText(value string) error {
	if len(value) > maxField {
		return &FieldError{Value: value[:40] + "…", Problem: ProblemTooLong}
	}
	if !utf8.ValidString(value) {
		return &FieldError{Value: value, Problem: ProblemNotUTF8}
	}
	for _, c := range value {
		switch c {
		case 0, '\n', '\r', '\v', '\f', '\x1c', '\x1d', '\x1e', '\u0085', '\u2028', '\u2029':
			return &FieldError{Value: value, Problem: ProblemLineBreak, Part: string(c)}
		}
	}
	return nil
}

// Check returns an error where value can't be written as a field of this kind.
// It is stricter than reading: what the user writes has to make sense. A
// character that nobody can see is an error in every kind but KindText, and
// there in the texts of mail settings (SPF, DKIM, DMARC and their like);
// CheckSeen finds those of other texts.
func (k Kind) Check(o Origin, value string) error {
	if err := CheckText(value); err != nil {
		return err
	}
	if value == "" {
		return &FieldError{Value: value, Problem: ProblemEmpty}
	}
	if k == KindText {
		return checkWords(value)
	}
	if err := checkTyped(value); err != nil {
		return err
	}
	if i := strings.IndexFunc(value, unicode.IsSpace); i >= 0 {
		return &FieldError{Value: value, Problem: ProblemBlank}
	}
	if k == KindName {
		return o.checkTarget(value)
	}
	if !k.wellFormed(value) {
		return k.misfit(value)
	}
	return nil
}

// checkWords checks a text.
func checkWords(value string) error {
	if err := findMailSlip(value); err != nil {
		return err
	}
	if strings.TrimFunc(value, unicode.IsSpace) != value {
		return &FieldError{Value: value, Problem: ProblemEdgeBlank}
	}
	return nil
}

// misfit is the error of a value that can't be read as this kind.
func (k Kind) misfit(value string) *FieldError {
	return &FieldError{Value: value, Problem: k.problem(), Max: k.Max()}
}

func (k Kind) problem() Problem {
	switch k {
	case KindIPv4:
		return ProblemNotIPv4
	case KindIPv6:
		return ProblemNotIPv6
	case KindWord:
		return ProblemNotWord
	case KindUint8, KindUint16, KindName, KindText:
	}
	return ProblemNotNumber
}

// CheckDomain returns an error where domain can't be the name of a zone.
func CheckDomain(domain string) error {
	if err := CheckText(domain); err != nil {
		return err
	}
	if err := checkTyped(domain); err != nil {
		return err
	}
	name := NewOrigin(domain).name
	if !strings.Contains(strings.Trim(name, "."), ".") || strings.Contains(name, "*") {
		return &FieldError{Value: domain, Problem: ProblemNotDomain}
	}
	return checkName(domain, name)
}

// CheckHost returns an error where host can't be an owner name of the zone.
// "@", "*", a wildcard below a host and the registrar's patterns such as "s*"
// are hosts.
func (o Origin) CheckHost(host string) error {
	if err := CheckText(host); err != nil {
		return err
	}
	if host == "" {
		return &FieldError{Value: host, Problem: ProblemEmpty}
	}
	if host == Apex {
		return nil
	}
	if err := checkTyped(host); err != nil {
		return err
	}
	if strings.ContainsFunc(host, unicode.IsSpace) {
		return &FieldError{Value: host, Problem: ProblemBlank}
	}
	full := o.FQDN(host)
	if !o.Contains(full) {
		return &FieldError{Value: host, Problem: ProblemOutside}
	}
	first, rest, _ := strings.Cut(full, ".")
	if strings.Contains(rest, "*") || strings.Count(first, "*") > 1 {
		return &FieldError{Value: host, Problem: ProblemBadCharacter, Part: "*"}
	}
	return checkName(host, full)
}

func (o Origin) checkTarget(target string) error {
	if strings.Contains(target, "*") {
		return &FieldError{Value: target, Problem: ProblemWildcard, Part: "*"}
	}
	if target == Apex || target == "." { // "." is no host at all (RFC 7505).
		return nil
	}
	if strings.Trim(target, "0123456789") == "" {
		return &FieldError{Value: target, Problem: ProblemNumber}
	}
	if isIPv6(target) { // One of IPv4 is made of what names are made of: the rules find it.
		return &FieldError{Value: target, Problem: ProblemAddress}
	}
	return checkName(target, o.FQDN(target))
}

// isIPv6 reports whether a target is an IPv6 address, with the trailing dot or the
// brackets that people put around it.
func isIPv6(target string) bool {
	if !strings.Contains(target, ":") {
		return false
	}
	_, err := netip.ParseAddr(strings.Trim(strings.TrimSuffix(target, "."), "[]"))
	return err == nil
}

// checkName checks a full canonical name; value is what the user wrote.
func checkName(value, full string) error {
	if len(full) > MaxName {
		return &FieldError{Value: value, Problem: ProblemLongName, Part: strconv.Itoa(len(full))}
	}
	for label := range strings.SplitSeq(full, ".") {
		if err := checkLabel(value, label); err != nil {
			return err
		}
	}
	return nil
}

func checkLabel(value, label string) error {
	switch {
	case label == "":
		return &FieldError{Value: value, Problem: ProblemEmptyLabel}
	case len(label) > 63:
		return &FieldError{Value: value, Problem: ProblemLongLabel, Part: label}
	case label[0] == '-' || label[len(label)-1] == '-':
		return &FieldError{Value: value, Problem: ProblemHyphen, Part: label}
	}
	for _, c := range label {
		if !isHostRune(c) {
			return &FieldError{Value: value, Problem: ProblemBadCharacter, Part: string(c)}
		}
	}
	return nil
}

// isHostRune allows what names of zones are made of: letters, digits and
// hyphens (RFC 1123 section 2.1), the underscore of service names (RFC 8552),
// and the wildcard, whose place CheckHost has judged.
func isHostRune(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '*'
}
