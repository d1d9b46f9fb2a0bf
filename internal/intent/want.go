package intent

import (
	"net/netip"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// want is an intent that has been read.
type want struct {
	Intent
	position int
	// host is the host as it will be written, "@", or All.
	host    string
	servers []server
}

// server is an address or the target of an mx.
type server struct{ address, target string }

func (s server) isAddress() bool { return s.address != "" }

// question chooses among those for the domain itself, a host and a pattern.
func (w want) question(apex, host, pattern string) string {
	switch {
	case w.host == zone.Apex:
		return apex
	case strings.Contains(w.host, "*"):
		return pattern
	}
	return host
}

// maxServers is how many servers one intent may name; the priorities 10, 20,
// 30, … end at 65535, and no sender tries that many.
const maxServers = 100

// read checks the intents by themselves and against each other.
func (b *builder) read(intents []Intent) ([]want, error) {
	wanted := make([]want, 0, len(intents))
	seen := map[string]bool{}
	for i, in := range intents {
		w := want{Intent: in, position: i}
		host, err := b.readHost(in.For)
		if err != nil {
			return nil, &IntentError{Position: i, For: in.For, Err: err}
		}
		if w.host = host; host == "*" {
			return nil, w.wrong("Q13", ReasonWildcard)
		}
		if seen[host] || b.takes(host) {
			return nil, w.wrong("Q10", ReasonTwice)
		}
		seen[host] = true
		if host != All {
			b.taken = append(b.taken, b.origin.FQDN(host))
		}
		if err := b.readServers(&w); err != nil {
			return nil, err
		}
		wanted = append(wanted, w)
	}
	return wanted, nil
}

// takes reports whether a preset receives the mail of an intent for this host.
func (b *builder) takes(host string) bool {
	if host == All {
		return b.service == zone.ServiceSimple && b.served[b.origin.String()]
	}
	return b.served[b.origin.FQDN(host)]
}

// readHost returns the host of an intent as lines write it.
func (b *builder) readHost(host string) (string, error) {
	if host == All {
		return All, nil
	}
	// The whole name is welcome too: nobody means web.example.com.example.com.
	if full := zone.NewOrigin(host).String(); b.origin.Contains(full) && !strings.Contains(host, "*") {
		return b.origin.Relative(full), nil
	}
	if err := b.origin.CheckHost(host); err != nil {
		return "", err
	}
	return b.origin.Relative(b.origin.FQDN(host)), nil
}

func (b *builder) readServers(w *want) error {
	switch {
	case len(w.Servers) == 0:
		return w.wrong("Q10", ReasonNoServer)
	case len(w.Servers) > maxServers:
		return w.wrong("Q4", ReasonTooMany)
	}
	seen := map[string]bool{}
	xrea := 0
	for _, text := range w.Servers {
		s, err := b.readServer(text)
		if err != nil {
			return &IntentError{Position: w.position, For: w.For, Err: err}
		}
		name := s.address
		if name == "" {
			name = b.origin.FQDN(s.target)
			b.taken = append(b.taken, name)
		}
		if seen[name] {
			return w.wrong("Q5", ReasonSameServer)
		}
		seen[name] = true
		if strings.HasSuffix(name, ".xrea.com") {
			xrea++
		}
		w.servers = append(w.servers, s)
	}
	if xrea > 1 {
		return w.wrong("Q18", ReasonTwoXREA)
	}
	return nil
}

// readServer separates an address from a name, and ends a full name with a dot.
func (b *builder) readServer(text string) (server, error) {
	if a, err := netip.ParseAddr(text); err == nil {
		if !a.Is4() {
			return server{}, &zone.FieldError{Value: text, Problem: zone.ProblemNotIPv4}
		}
		return server{address: a.String()}, nil
	}
	if strings.Contains(text, ".") && !strings.HasSuffix(text, ".") {
		text += "."
	}
	if err := zone.KindName.Check(b.origin, text); err != nil {
		return server{}, err
	}
	if text == "." || text == zone.Apex {
		return server{}, &zone.FieldError{Value: text, Problem: zone.ProblemBadCharacter, Part: text}
	}
	return server{target: text}, nil
}
