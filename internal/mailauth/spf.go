package mailauth

import (
	"net/netip"
	"strconv"
	"strings"
)

// spfVersion begins every SPF record (RFC 7208 section 4.5).
const spfVersion = "v=spf1"

// SPF is a text of RFC 7208, taken apart.
type SPF struct {
	// Terms are in the order of the text. Modifiers may be anywhere
	// (section 4.6.1).
	Terms []SPFTerm
}

// Qualifier is the result of a mechanism that matches (RFC 7208 section 4.6.2).
type Qualifier string

// The qualifiers. QualifierNone is that of a modifier.
const (
	QualifierNone Qualifier = ""
	SPFPass       Qualifier = "+"
	SPFNeutral    Qualifier = "?"
	SPFSoftFail   Qualifier = "~"
	SPFFail       Qualifier = "-"
)

// SPFTerm is one mechanism or modifier.
type SPFTerm struct {
	// Qualifier is QualifierNone for a modifier, and SPFPass for a mechanism
	// that names none.
	Qualifier Qualifier
	// Name is in lower case: "include", "ip4", "redirect".
	Name string
	// Domain is the domain-spec as written, with its macros, or the value of
	// an unknown modifier; may be empty.
	Domain string
	// Address is that of ip4 and ip6.
	Address netip.Addr
	// Prefix4 and Prefix6 are the prefix lengths in bits, -1 where none is
	// written.
	Prefix4, Prefix6 int
	// At is the position in the text, in bytes from 0.
	At int
}

// ParseSPF reads a text as the DNS serves it: without the quotes of a zone, its
// strings joined. What RFC 7208 section 4.6 calls a syntax error, for which
// receivers give up on the whole text, is a *SPFError about the first wrong term.
func ParseSPF(text string) (SPF, error) {
	rest, ok := cutVersion(text)
	if !ok {
		first, _, _ := strings.Cut(strings.TrimLeft(text, " "), " ")
		return SPF{}, &SPFError{Term: text[:strings.Index(text, first)+len(first)], Problem: SPFNoVersion}
	}
	var s SPF
	at := len(text) - len(rest)
	for _, word := range strings.Split(rest, " ") {
		if word != "" {
			t, err := parseTerm(word, at)
			if err != nil {
				return SPF{}, err
			}
			if s.has(t) {
				return SPF{}, &SPFError{Term: word, At: at, Problem: SPFModifierTwice}
			}
			s.Terms = append(s.Terms, t)
		}
		at += len(word) + 1
	}
	return s, nil
}

// cutVersion returns what follows the version, which a space or the end must do.
func cutVersion(text string) (string, bool) {
	n := len(spfVersion)
	if len(text) < n || !strings.EqualFold(text[:n], spfVersion) {
		return "", false
	}
	return text[n:], len(text) == n || text[n] == ' '
}

// has reports whether a modifier that may be in a text only once is there
// (RFC 7208 section 6).
func (s SPF) has(t SPFTerm) bool {
	_, ok := s.Modifier(t.Name)
	return ok && !t.Mechanism() && (t.Name == "redirect" || t.Name == "exp")
}

// All returns the first "all" of the text, behind which no mechanism is looked at
// (RFC 7208 section 5.1).
func (s SPF) All() (SPFTerm, bool) {
	for _, t := range s.Terms {
		if t.Mechanism() && t.Name == "all" {
			return t, true
		}
	}
	return SPFTerm{}, false
}

// Modifier returns the modifier of that name.
func (s SPF) Modifier(name string) (SPFTerm, bool) {
	for _, t := range s.Terms {
		if !t.Mechanism() && t.Name == name {
			return t, true
		}
	}
	return SPFTerm{}, false
}

// String writes the text with one space between terms. Parsed again it gives the
// same terms.
func (s SPF) String() string {
	words := []string{spfVersion}
	for _, t := range s.Terms {
		words = append(words, t.String())
	}
	return strings.Join(words, " ")
}

// Mechanism reports whether the term is a mechanism; otherwise it is a modifier.
func (t SPFTerm) Mechanism() bool { return t.Qualifier != QualifierNone }

// String writes the term. The qualifier "+" is omitted, since it is the default.
func (t SPFTerm) String() string {
	if !t.Mechanism() {
		return t.Name + "=" + t.Domain
	}
	var b strings.Builder
	if t.Qualifier != SPFPass {
		b.WriteString(string(t.Qualifier))
	}
	b.WriteString(t.Name)
	switch {
	case t.Address.IsValid():
		b.WriteString(":" + t.Address.String())
	case t.Domain != "":
		b.WriteString(":" + t.Domain)
	}
	if t.Prefix4 >= 0 {
		b.WriteString("/" + strconv.Itoa(t.Prefix4))
	}
	if t.Prefix6 >= 0 && t.Name != "ip6" {
		b.WriteString("/")
	}
	if t.Prefix6 >= 0 {
		b.WriteString("/" + strconv.Itoa(t.Prefix6))
	}
	return b.String()
}

// key is equal for terms that mean the same: names of any case, with or without
// the trailing dot, and addresses of one network.
func (t SPFTerm) key() string {
	t.At = 0
	if !strings.Contains(t.Domain, "%") && (t.Mechanism() || t.Name == "redirect" || t.Name == "exp") {
		t.Domain = strings.ToLower(strings.TrimSuffix(t.Domain, "."))
	}
	if t.Prefix4 == 32 {
		t.Prefix4 = -1
	}
	if t.Prefix6 == 128 {
		t.Prefix6 = -1
	}
	if bits := max(t.Prefix4, t.Prefix6); t.Address.IsValid() && bits >= 0 {
		if network, err := t.Address.Prefix(bits); err == nil {
			t.Address = network.Addr()
		}
	}
	return t.String()
}
