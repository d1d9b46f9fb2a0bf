package mailauth

import (
	"net/netip"
	"strings"
)

// misspelledMechanism returns the mechanism that people mean by a name; empty
// where nobody can know.
func misspelledMechanism(name string) string {
	switch strings.ToLower(name) {
	case "ip", "ipv4", "ip-4":
		return "ip4"
	case "ipv6", "ip-6":
		return "ip6"
	case "includes", "inlcude", "incude", "inclue", "spf":
		return "include"
	case "exist":
		return "exists"
	}
	return ""
}

// asASCII undoes what an input method or a word processor makes of ASCII.
func asASCII(text string) string {
	return strings.NewReplacer("–", "-", "—", "-", "−", "-", "－", "-", "～", "~", "〜", "~", "＋", "+", "：", ":", "／", "/", "．", ".", "＝", "=",
		"、", ",", "。", ".", "，", ",", "；", ";", "“", `"`, "”", `"`, "\u200b", "", "\ufeff", "", "\u00a0", "", "\u3000", "").Replace(text)
}

// spfMeant returns the term that was probably meant; empty where nobody can know.
// It is always well formed.
func spfMeant(word string, problem SPFProblem) string {
	qualifier, body := "", word
	if strings.ContainsAny(word[:1], "+-?~") {
		qualifier, body = word[:1], word[1:]
	}
	var guess string
	switch problem {
	case SPFModifierQualified:
		guess = body
	case SPFBadAddress4, SPFBadAddress6, SPFBadDomain:
		guess = otherKind(qualifier, body)
	case SPFUnknownMechanism:
		guess = renamedMechanism(qualifier, body)
	case SPFBadCharacter, SPFNoValueAllowed:
		guess = qualifier + strings.Trim(asASCII(body), ";,.:\t\"'")
	default:
		return ""
	}
	if guess == "" || guess == word {
		return ""
	}
	if _, problem := readTerm(guess); problem != "" {
		return ""
	}
	return guess
}

// otherKind finds an address or a name that is in a term of another kind.
func otherKind(qualifier, body string) string {
	_, value, _ := strings.Cut(body, ":")
	value = strings.TrimRight(value, ";,.")
	if network := networkTerm(value); network != "" {
		return qualifier + network
	}
	if name, _, ok := strings.Cut(body, ":"); ok && !strings.HasPrefix(strings.ToLower(name), "ip") {
		return qualifier + name + ":" + value
	}
	return qualifier + "a:" + value
}

// renamedMechanism finds the mechanism for a term whose name is none.
func renamedMechanism(qualifier, body string) string {
	body = strings.TrimRight(body, ";,.")
	if network := networkTerm(body); network != "" {
		return qualifier + network
	}
	name, value, colon := strings.Cut(body, ":")
	if right := misspelledMechanism(name); right != "" && colon {
		if network := networkTerm(value); network != "" {
			return qualifier + network
		}
		return qualifier + right + ":" + value
	}
	if !colon && strings.Contains(body, ".") {
		return qualifier + "include:" + body
	}
	return qualifier + body
}

// networkTerm writes the term of an address with an optional prefix length; empty
// for any other text.
func networkTerm(value string) string {
	text, _, _ := strings.Cut(value, "/")
	address, err := netip.ParseAddr(text)
	switch {
	case err != nil:
		return ""
	case address.Is4():
		return "ip4:" + value
	}
	return "ip6:" + value
}
