package mailauth

import "fmt"

// SPFProblem is what is wrong with a term.
type SPFProblem string

// The problems, with the section of RFC 7208 that says so.
const (
	// SPFNoVersion: the text does not begin with "v=spf1" and a space (4.5).
	SPFNoVersion SPFProblem = "the text does not begin with v=spf1 and a space"
	// SPFBadCharacter: a term has a character that is no visible ASCII (7.1).
	SPFBadCharacter SPFProblem = "the term has a character that is not allowed"
	// SPFUnknownMechanism: no mechanism has that name (4.6.1).
	SPFUnknownMechanism SPFProblem = "there is no such mechanism"
	// SPFNoValue: include, exists, ip4, ip6, redirect or exp has no value, or
	// there is nothing behind a colon (5, 6).
	SPFNoValue SPFProblem = "the term has no value"
	// SPFNoValueAllowed: all has a value, or a term that takes no prefix
	// length has one (5.1, 5.5).
	SPFNoValueAllowed SPFProblem = "the term takes no such value"
	// SPFBadAddress4: the value of ip4 is no IPv4 address (5.6).
	SPFBadAddress4 SPFProblem = "the value is no IPv4 address"
	// SPFBadAddress6: the value of ip6 is no IPv6 address (5.6).
	SPFBadAddress6 SPFProblem = "the value is no IPv6 address"
	// SPFBadPrefix: a prefix length is not 0 to 32, or 0 to 128 (5.6, 12).
	SPFBadPrefix SPFProblem = "the prefix length is wrong"
	// SPFBadDomain: a value is no domain with a dot in it, or its last label is
	// no name (7.1).
	SPFBadDomain SPFProblem = "the value is no domain name"
	// SPFBadMacro: a "%" begins none of the macros, or one that only the text
	// of an explanation may have (7.1, 7.2, 7.3).
	SPFBadMacro SPFProblem = "the macro is wrong"
	// SPFModifierQualified: a modifier has a qualifier (4.6.1).
	SPFModifierQualified SPFProblem = "a modifier takes no qualifier"
	// SPFModifierTwice: redirect or exp appears twice (6).
	SPFModifierTwice SPFProblem = "the modifier appears twice"
)

// SPFError is a syntax error of RFC 7208 section 4.6.
type SPFError struct {
	// Term is the term as written.
	Term string
	// At is its position in the text, in bytes from 0.
	At int
	// Problem says what is wrong.
	Problem SPFProblem
	// Instead is the term that was probably meant; empty where nobody can know.
	Instead string
}

// Error says what is wrong with which term.
func (e *SPFError) Error() string {
	return fmt.Sprintf("spf: %q at byte %d: %s", e.Term, e.At, e.Problem)
}
