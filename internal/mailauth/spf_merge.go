package mailauth

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// ErrSPFPassAll refuses a text that lets every server in the world send.
var ErrSPFPassAll = errors.New("spf: +all lets everybody send mail as the domain")

// SPFLimitError refuses a text that needs too many DNS lookups.
type SPFLimitError struct {
	// Text is the text that would be written.
	Text string
	// Lookups is how many its own terms need, what they include not counted.
	Lookups int
}

// Error says how many there are.
func (e *SPFLimitError) Error() string {
	return fmt.Sprintf("spf: %d terms need a DNS lookup, and %d are the most", e.Lookups, MaxSPFLookups)
}

// Check refuses what a receiver or the owner of the domain could not want: a text
// that lets everybody send is ErrSPFPassAll, one whose own terms need too many
// lookups a *SPFLimitError.
func (s SPF) Check() error {
	if all, ok := s.All(); ok && all.Qualifier == SPFPass {
		return ErrSPFPassAll
	}
	if count := CountSPFLookups("", s, SPFNames{}); count.TooMany() {
		return &SPFLimitError{Text: s.String(), Lookups: count.Total}
	}
	return nil
}

// hostName is a name without macros that a server or a text can have. The grammar
// of RFC 7208 section 7.1 allows more signs, which are mistakes in a new text.
var hostName = regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?$`)

// NewSPF makes a text of terms, each once. A domain without macros is the name of a
// host. The error about a wrong one is a *SPFError.
func NewSPF(terms ...string) (SPF, error) {
	var s SPF
	seen := map[string]bool{}
	for _, word := range terms {
		if word == "" {
			return SPF{}, &SPFError{Problem: SPFNoValue}
		}
		t, err := parseTerm(word, 0)
		if err != nil {
			return SPF{}, err
		}
		if t.Domain != "" && !strings.Contains(t.Domain, "%") && !hostName.MatchString(t.Domain) {
			return SPF{}, &SPFError{Term: word, Problem: SPFBadDomain}
		}
		if s.has(t) {
			return SPF{}, &SPFError{Term: word, Problem: SPFModifierTwice}
		}
		if !seen[t.key()] {
			seen[t.key()] = true
			s.Terms = append(s.Terms, t)
		}
	}
	return s.placed(), nil
}

// MergeSPF makes one text of several, so that each of them still lets its servers
// send. Their mechanisms follow each other in order, each once; those behind an
// "all" are omitted, since nobody looks at them. The end is the weakest "all":
// "?" before "~" before "-". A text without one adds none.
//
// A redirect stays if no text has an "all" and no other domain is redirected to;
// otherwise it becomes an include, and the end is "~all" if no text names one. Of
// explanations and unknown modifiers, the first of each name stays.
func MergeSPF(texts ...SPF) SPF {
	m := merger{seen: map[string]bool{}}
	for _, s := range texts {
		m.add(s)
	}
	return m.end()
}

type merger struct {
	mechanisms, modifiers, redirects []SPFTerm
	all                              *SPFTerm
	seen                             map[string]bool
}

func (m *merger) add(s SPF) {
	all, closed := s.All()
	if closed && (m.all == nil || weakness(all) > weakness(*m.all)) {
		m.all = &all
	}
	for _, t := range s.evaluated() {
		if t.Mechanism() && m.first(t.key()) {
			m.mechanisms = append(m.mechanisms, t)
		}
	}
	for _, t := range s.Terms {
		switch {
		case t.Mechanism():
		case t.Name == "redirect":
			if !closed && m.first(t.key()) {
				m.redirects = append(m.redirects, t)
			}
		case m.first(t.Name + "="):
			m.modifiers = append(m.modifiers, t)
		}
	}
}

func (m *merger) first(key string) bool {
	if m.seen[key] {
		return false
	}
	m.seen[key] = true
	return true
}

func (m *merger) end() SPF {
	s := SPF{Terms: m.mechanisms}
	if m.all == nil && len(m.redirects) > 1 {
		all := allTerm(SPFSoftFail)
		m.all = &all
	}
	if m.all == nil {
		s.Terms = append(s.Terms, m.redirects...)
	} else {
		for _, t := range m.redirects {
			t.Name, t.Qualifier = "include", SPFPass
			if m.first(t.key()) {
				s.Terms = append(s.Terms, t)
			}
		}
		s.Terms = append(s.Terms, *m.all)
	}
	s.Terms = append(s.Terms, m.modifiers...)
	return s.placed()
}

func allTerm(q Qualifier) SPFTerm {
	return SPFTerm{Qualifier: q, Name: "all", Prefix4: -1, Prefix6: -1}
}

// weakness orders the ends of texts: the weaker lets more servers send.
func weakness(all SPFTerm) int {
	return strings.Index("-~?+", string(all.Qualifier))
}

// placed returns the text with the positions that its terms have when it is
// written.
func (s SPF) placed() SPF {
	at := len(spfVersion)
	for i := range s.Terms {
		s.Terms[i].At = at + 1
		at += 1 + len(s.Terms[i].String())
	}
	return s
}
