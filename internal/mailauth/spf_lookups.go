package mailauth

import (
	"slices"
	"strings"
)

// MaxSPFLookups is the number of terms that need a DNS lookup which one check may
// come to, those of included texts counted. With one more, receivers give up on
// the text (RFC 7208 section 4.6.4).
const MaxSPFLookups = 10

// mostCounted ends a count that is far over the limit, so that texts which include
// each other often cost no time.
const mostCounted = 200

// SPFLookups is a count of the terms that need a DNS lookup.
type SPFLookups struct {
	// Total is the count.
	Total int
	// Terms are those of the text itself, each with its own count.
	Terms []SPFTermLookups
	// Read are the domains whose texts were counted as well, in order.
	Read []string
	// Loop is a domain whose text includes itself; empty where none does.
	Loop string
	// Void are the names, in order, for which the DNS has nothing.
	Void []string
}

// TooMany reports whether receivers give up on the text. One that includes itself needs
// a lookup for ever.
func (l SPFLookups) TooMany() bool { return l.Total > MaxSPFLookups || l.Loop != "" }

// MaxSPFVoid is the number of names without an answer that one check may meet.
// With one more, receivers may give up on the text (RFC 7208 section 4.6.4).
const MaxSPFVoid = 2

// SPFNames says what the DNS has for the names in a text. Names are in lower case,
// without the trailing dot. A function that is nil knows nothing.
type SPFNames struct {
	// Text returns the SPF record of a domain; if it reports false, as for a
	// domain that is not known, only the term itself counts.
	Text func(domain string) (SPF, bool)
	// Void reports whether the DNS has nothing of what a term asks of a name.
	Void func(t SPFTerm, name string) bool
}

// SPFTermLookups is a term with the number of lookups it comes to.
type SPFTermLookups struct {
	Term    SPFTerm
	Lookups int
}

// CountSPFLookups counts the terms of a text of a domain that need a DNS lookup.
// It follows texts that include each other MaxSPFLookups deep.
func CountSPFLookups(domain string, s SPF, names SPFNames) SPFLookups {
	c := counter{names: names}
	for _, t := range s.evaluated() {
		n := c.term(t, []string{domainKey(domain)})
		if n > 0 {
			c.found.Terms = append(c.found.Terms, SPFTermLookups{t, n})
		}
	}
	return c.found
}

// counter counts through included texts.
type counter struct {
	names SPFNames
	found SPFLookups
}

// term counts one term, and the text that it leads to. The path has the domains
// that led here.
func (c *counter) term(t SPFTerm, path []string) int {
	if !t.lookup() {
		return 0
	}
	before := c.found.Total
	c.found.Total++
	name := domainKey(t.Domain)
	if name == "" {
		name = path[len(path)-1]
	}
	leads := t.Name == "include" || t.Name == "redirect"
	switch {
	case strings.Contains(name, "%"), c.found.Total >= mostCounted:
	case leads && slices.Contains(path, name):
		c.found.Loop = name
	default:
		c.follow(t, name, path)
	}
	return c.found.Total - before
}

// follow counts what a name leads to.
func (c *counter) follow(t SPFTerm, name string, path []string) {
	if t.Name == "include" || t.Name == "redirect" {
		if len(path) > MaxSPFLookups || c.names.Text == nil {
			return
		}
		if s, ok := c.names.Text(name); ok {
			if !slices.Contains(c.found.Read, name) {
				c.found.Read = append(c.found.Read, name)
			}
			path = append(slices.Clip(path), name)
			for _, inner := range s.evaluated() {
				c.term(inner, path)
			}
			return
		}
	}
	if c.names.Void != nil && c.names.Void(t, name) {
		c.found.Void = append(c.found.Void, name)
	}
}

// evaluated returns the terms that a receiver looks at if none matches, without
// "all" and without the modifiers that name no server.
func (s SPF) evaluated() []SPFTerm {
	terms, _ := s.parted()
	return terms
}

// Ignored returns the terms that no receiver looks at: the mechanisms behind
// "all" (RFC 7208 section 5.1), and a redirect next to one (section 6.1).
func (s SPF) Ignored() []SPFTerm {
	_, ignored := s.parted()
	return ignored
}

func (s SPF) parted() (evaluated, ignored []SPFTerm) {
	all, closed := s.All()
	for _, t := range s.Terms {
		switch {
		case !t.Mechanism() && t.Name != "redirect", closed && t == all:
		case closed && (!t.Mechanism() || t.At > all.At):
			ignored = append(ignored, t)
		default:
			evaluated = append(evaluated, t)
		}
	}
	return evaluated, ignored
}

// lookup reports whether the term needs a DNS lookup (RFC 7208 section 4.6.4).
func (t SPFTerm) lookup() bool {
	if !t.Mechanism() {
		return t.Name == "redirect"
	}
	return slices.Contains([]string{"include", "a", "mx", "ptr", "exists"}, t.Name)
}

func domainKey(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }
