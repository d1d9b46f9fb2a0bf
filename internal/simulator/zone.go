package simulator

import (
	"cmp"
	"slices"
)

// Zone is what the registrar has for a domain.
type Zone struct {
	// DomainID is the registrar's number of the domain; 0, or omitted in a state file, is the next free one.
	DomainID int `json:"domainid"`
	// NSType names the set of name servers; empty or omitted is "valuedomain1".
	NSType string `json:"ns_type"`
	// TTL is the zone's one ttl in seconds; 0 or omitted is 3600.
	TTL int `json:"ttl"`
	// Records is the zone text, byte for byte. It must be UTF-8, or JSON cannot carry it.
	Records string `json:"records"`
	// Forwards are the mail forwards in the order they were stored.
	Forwards []Forward `json:"forwards"`
}

// Forward is one mail forward: mail to User at the domain goes to ForwardTo.
type Forward struct {
	User      string `json:"user"`
	ForwardTo string `json:"forward_to"`
}

const (
	defaultNSType = "valuedomain1"
	defaultTTL    = 3600
	minimumTTL    = 120
)

// Zone gives a copy of what is kept for a domain; false if the domain is
// unknown or the state cannot be read.
func (s *Server) Zone(domain string) (Zone, bool) {
	var z Zone
	err := s.store.view(func(st *state) error {
		h, err := st.find(domain)
		if err != nil {
			return err
		}
		z = h.Zone
		z.Forwards = slices.Clone(z.Forwards)
		return nil
	})
	return z, err == nil
}

// SetZone adds a domain or replaces what is kept for it. Forwards are stored as
// given and add no line; if they are given with a text that has the
// automatic line, that line counts as the automatic one. The error is of the state file only.
func (s *Server) SetZone(domain string, z Zone) error {
	return s.store.update(func(st *state) error {
		h, err := st.find(domain)
		if err != nil {
			h = st.add(domain)
		}
		if z.DomainID == 0 {
			z.DomainID = h.DomainID
		}
		h.Zone = z.complete()
		h.Forwards = slices.Clone(z.Forwards)
		if len(h.Forwards) == 0 {
			h.AutoLine = ""
		} else if h.AutoLine == "" {
			h.AutoLine = automaticLine
		}
		h.forgetLostLine()
		return nil
	})
}

// complete returns the zone with the name servers and the ttl of a zone of today,
// if it has none.
func (z Zone) complete() Zone {
	z.NSType, z.TTL = cmp.Or(z.NSType, defaultNSType), cmp.Or(z.TTL, defaultTTL)
	return z
}

// Edit changes the text of a domain as another client does, at once: no request
// comes between f's reading and its writing. It gives the new text. The error
// is an unknown domain or the state file's. f runs under the lock of the state
// and must not call the Server.
func (s *Server) Edit(domain string, f func(records string) string) (string, error) {
	var text string
	err := s.store.update(func(st *state) error {
		h, err := st.find(domain)
		if err != nil {
			return err
		}
		h.Records = f(h.Records)
		h.forgetLostLine()
		text = h.Records
		return nil
	})
	return text, err
}

// Domains gives the names of all domains in the order of their numbers; none if the state cannot be read.
func (s *Server) Domains() []string {
	var names []string
	err := s.store.view(func(st *state) error {
		for _, h := range st.sorted() {
			names = append(names, h.Name)
		}
		return nil
	})
	if err != nil {
		return nil
	}
	return names
}
