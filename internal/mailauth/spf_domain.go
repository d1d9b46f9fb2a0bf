package mailauth

import (
	"regexp"
	"strings"
	"sync"
)

//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var (
	// macroExpand is a macro with braces (RFC 7208 sections 7.1 and 7.3).
	macroExpand = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^%\{([A-Za-z])([0-9]*)[rR]?[-.+,/_=]*\}`) })
	// domainEnd is the last label of a domain, with the dot in front of it. It has
	// a letter or a hyphen in it, so that an address is no domain (section 7.1).
	domainEnd = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\.([A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\.?$`)
	})
)

// The letters of macros. The last three mean facts of one delivery, and
// only in the text of an explanation (RFC 7208 section 7.2).
const (
	domainMacros = "slodiphv"
	allMacros    = domainMacros + "crt"
)

// checkDomainSpec checks a domain-spec: a macro-string with a top label or a
// macro at its end (RFC 7208 section 7.1).
func checkDomainSpec(value string) SPFProblem {
	if problem := checkMacroString(value, domainMacros); problem != "" {
		return problem
	}
	literal := value[macroTail(value):]
	if literal == "" || domainEnd().MatchString(literal) {
		return ""
	}
	return SPFBadDomain
}

// checkMacroString checks the macros of a value, which may have these letters.
func checkMacroString(value, letters string) SPFProblem {
	for at := strings.IndexByte(value, '%'); at >= 0; at = strings.IndexByte(value, '%') {
		n := macroLength(value[at:], letters)
		if n == 0 {
			return SPFBadMacro
		}
		value = value[at+n:]
	}
	return ""
}

// macroLength returns the length of the macro that a text begins with in bytes,
// and 0 where it begins with none. A count of labels is not zero (section 7.3).
func macroLength(text, letters string) int {
	if len(text) >= 2 && strings.ContainsAny(text[1:2], "%_-") {
		return 2
	}
	m := macroExpand().FindStringSubmatch(text)
	if m == nil || !strings.Contains(letters, strings.ToLower(m[1])) {
		return 0
	}
	if m[2] != "" && strings.Trim(m[2], "0") == "" {
		return 0
	}
	return len(m[0])
}

// macroTail returns where the last macro of a value ends, in bytes.
func macroTail(value string) int {
	end := 0
	for {
		at := strings.IndexByte(value[end:], '%')
		if at < 0 {
			return end
		}
		end += at + macroLength(value[end+at:], allMacros)
	}
}
