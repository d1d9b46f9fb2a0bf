package mailauth

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// termName is the name that begins a mechanism or a modifier (RFC 7208 section 12).
//
//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var termName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*`) })

// prefixes is the end of a term that can have prefix lengths. What is no number
// in them is found later.
//
//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var prefixes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(/[^/.%{}]*)?(//[^/.%{}]*)?$`) })

// parseTerm reads one term at a position of its text. The error is
// always a *SPFError.
func parseTerm(word string, at int) (SPFTerm, error) {
	t, problem := readTerm(word)
	t.At = at
	if problem != "" {
		return SPFTerm{}, &SPFError{Term: word, At: at, Problem: problem, Instead: spfMeant(word, problem)}
	}
	return t, nil
}

func readTerm(word string) (SPFTerm, SPFProblem) {
	if strings.ContainsFunc(word, func(c rune) bool { return c <= ' ' || c > '~' }) {
		return SPFTerm{}, SPFBadCharacter
	}
	t := SPFTerm{Prefix4: -1, Prefix6: -1}
	rest := word
	if strings.ContainsAny(word[:1], "+-?~") {
		t.Qualifier, rest = Qualifier(word[:1]), word[1:]
	}
	written := termName().FindString(rest)
	t.Name, rest = strings.ToLower(written), rest[len(written):]
	if t.Name != "" && strings.HasPrefix(rest, "=") {
		return t.modifier(rest[1:])
	}
	if t.Qualifier == QualifierNone {
		t.Qualifier = SPFPass
	}
	return t.mechanism(rest)
}

// modifier reads the value of a modifier (RFC 7208 section 6). One that nobody
// knows is ignored by receivers, but must be well formed.
func (t SPFTerm) modifier(value string) (SPFTerm, SPFProblem) {
	t.Domain = value
	switch {
	case t.Mechanism():
		return t, SPFModifierQualified
	case t.Name != "redirect" && t.Name != "exp":
		return t, checkMacroString(value, allMacros)
	case value == "":
		return t, SPFNoValue
	}
	return t, checkDomainSpec(value)
}

// mechanism reads what follows the name of a mechanism (RFC 7208 section 5).
func (t SPFTerm) mechanism(rest string) (SPFTerm, SPFProblem) {
	value, colon := strings.CutPrefix(rest, ":")
	switch t.Name {
	case "all":
		if rest != "" {
			return t, SPFNoValueAllowed
		}
		return t, ""
	case "include", "exists", "ip4", "ip6":
		switch {
		case value == "":
			return t, SPFNoValue
		case !colon:
			return t, SPFNoValueAllowed
		case strings.HasPrefix(t.Name, "ip"):
			return t.network(value)
		}
		return t.domain(value)
	case "ptr":
		return t.optionalDomain(rest, "")
	case "a", "mx":
		name, length4, length6 := cutPrefixes(rest)
		t, problem := t.optionalDomain(name, rest[len(name):])
		if problem != "" {
			return t, problem
		}
		return t.lengths(length4, length6)
	}
	return t, SPFUnknownMechanism
}

func (t SPFTerm) domain(value string) (SPFTerm, SPFProblem) {
	t.Domain = value
	return t, checkDomainSpec(value)
}

// optionalDomain reads nothing, or a colon and a domain-spec. A slash that is
// left in a domain which is none was meant for a prefix length.
func (t SPFTerm) optionalDomain(rest, lengths string) (SPFTerm, SPFProblem) {
	value, colon := strings.CutPrefix(rest, ":")
	switch {
	case rest == "":
		return t, ""
	case !colon && t.Name != "ptr" && strings.HasPrefix(rest, "/"):
		return t, SPFBadPrefix
	case !colon:
		return t, SPFNoValueAllowed
	case value == "":
		return t, SPFNoValue
	}
	t, problem := t.domain(value)
	if problem == SPFBadDomain && t.Name != "ptr" && lengths != "" && strings.Contains(value, "/") {
		problem = SPFBadPrefix
	}
	return t, problem
}

// cutPrefixes takes the prefix lengths from the end of a term, with their slashes.
func cutPrefixes(rest string) (name, length4, length6 string) {
	found := prefixes().FindStringSubmatch(rest[strings.LastIndex(rest, "}")+1:])
	return strings.TrimSuffix(rest, found[0]), found[1], found[2]
}

// lengths reads a dual-cidr-length (RFC 7208 section 12): one behind "/" and one behind
// "//", both of which may be missing.
func (t SPFTerm) lengths(length4, length6 string) (SPFTerm, SPFProblem) {
	ok := true
	if length4 != "" {
		t.Prefix4, ok = prefixLength(length4[1:], 32)
	}
	if length6 != "" && ok {
		t.Prefix6, ok = prefixLength(length6[2:], 128)
	}
	if !ok {
		return t, SPFBadPrefix
	}
	return t, ""
}

// network reads an address with an optional prefix length (RFC 7208 section 5.6).
func (t SPFTerm) network(value string) (SPFTerm, SPFProblem) {
	text, _, _ := strings.Cut(value, "/")
	length := value[len(text):]
	address, err := netip.ParseAddr(text)
	switch {
	case t.Name == "ip4" && (err != nil || !address.Is4()):
		return t, SPFBadAddress4
	case t.Name == "ip6" && (err != nil || !address.Is6() || address.Zone() != ""):
		return t, SPFBadAddress6
	}
	t.Address = address
	switch {
	case t.Name == "ip4":
		return t.lengths(length, "")
	case length != "":
		return t.lengths("", "/"+length)
	}
	return t, ""
}

// prefixLength reads a prefix length without leading zeros.
func prefixLength(s string, most int) (int, bool) {
	n, err := strconv.Atoi(s)
	if err != nil || strconv.Itoa(n) != s || n < 0 || n > most {
		return -1, false
	}
	return n, true
}
