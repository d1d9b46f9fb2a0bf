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
}

// SPFTermLookups is a term with the number of lookups it comes to.
type SPFTermLookups struct {
	Term    SPFTerm
	Lookups int
}

// CountSPFLookups counts the terms of a text of a domain that need a DNS lookup.
// The function find returns the text of another domain; where it reports false,
// as for names outside the zone, only the term itself counts. It is asked for
// names in lower case without the trailing dot; nil finds nothing.
func CountSPFLookups(domain string, s SPF, find func(domain string) (SPF, bool)) SPFLookups {
	c := counter{find: find}
	if find == nil {
		c.find = func(string) (SPF, bool) { return SPF{}, false }
	}
	var l SPFLookups
	for _, t := range s.evaluated() {
		n := c.term(t, []string{domainKey(domain)})
		if n > 0 {
			l.Terms = append(l.Terms, SPFTermLookups{t, n})
		}
	}
	l.Total, l.Read, l.Loop = c.total, c.read, c.loop
	return l
}

// counter counts through included texts.
type counter struct {
	find  func(string) (SPF, bool)
	total int
	read  []string
	loop  string
}

// term counts one term, and the text that it leads to. The path holds the domains
// that led here.
func (c *counter) term(t SPFTerm, path []string) int {
	if !t.lookup() {
		return 0
	}
	before := c.total
	c.total++
	name := domainKey(t.Domain)
	if t.Name != "include" && t.Name != "redirect" || strings.Contains(name, "%") || c.total >= mostCounted {
		return 1
	}
	if slices.Contains(path, name) {
		c.loop = name
		return 1
	}
	s, ok := c.find(name)
	if !ok {
		return 1
	}
	if !slices.Contains(c.read, name) {
		c.read = append(c.read, name)
	}
	path = append(slices.Clip(path), name)
	for _, inner := range s.evaluated() {
		c.term(inner, path)
	}
	return c.total - before
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
