package rules

import (
	"net/netip"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// verdict is what an SPF record says of an address, as far as the zone shows it.
type verdict int

const (
	unknown verdict = iota
	allowed
	refused
)

// spfVerdict evaluates a text for an address as RFC 7208 section 4.6 does, with
// nothing but the zone. A term that leads out of the zone, or that depends on the
// sender, leaves the result open, since it may match.
func (c Case) spfVerdict(owner string, s mailauth.SPF, address netip.Addr, depth int) verdict {
	if depth > mailauth.MaxSPFLookups {
		return unknown
	}
	for _, t := range s.Terms {
		if !t.Mechanism() {
			continue
		}
		switch c.spfMatch(owner, t, address, depth) {
		case unknown:
			return unknown
		case allowed:
			if t.Qualifier == mailauth.SPFPass {
				return allowed
			}
			return refused
		default:
		}
	}
	if t, ok := s.Modifier("redirect"); ok {
		return c.spfVerdictAt(t.Domain, address, depth)
	}
	return refused
}

// spfVerdictAt evaluates the text of another name.
func (c Case) spfVerdictAt(domain string, address netip.Addr, depth int) verdict {
	owner := strings.ToLower(strings.TrimSuffix(domain, "."))
	if _, s, ok := c.spfAt(owner); ok {
		return c.spfVerdict(owner, s, address, depth+1)
	}
	return unknown
}

// spfMatch reports whether a mechanism matches: allowed for yes, refused for no.
func (c Case) spfMatch(owner string, t mailauth.SPFTerm, address netip.Addr, depth int) verdict {
	name := owner
	if t.Domain != "" {
		name = strings.ToLower(strings.TrimSuffix(t.Domain, "."))
	}
	switch t.Name {
	case "all":
		return allowed
	case "ip4", "ip6":
		return matches(t, address, t.Address)
	case "include":
		return c.spfVerdictAt(t.Domain, address, depth)
	case "a":
		return c.matchesNames(t, address, name)
	case "mx":
		return c.matchesServers(t, address, name)
	}
	return unknown // ptr and exists.
}

// matches compares an address with another one, within the term's prefix.
func matches(t mailauth.SPFTerm, address, other netip.Addr) verdict {
	bits := t.Prefix6
	if other.Is4() {
		bits = t.Prefix4
	}
	if bits < 0 {
		bits = other.BitLen()
	}
	if netip.PrefixFrom(other, bits).Contains(address) {
		return allowed
	}
	return refused
}

// matchesNames compares an address with those of a name. A name that the zone
// does not have, or has no address of, may have one elsewhere.
func (c Case) matchesNames(t mailauth.SPFTerm, address netip.Addr, name string) verdict {
	if !c.Origin.Contains(name) || c.Zone.Delegated(name) {
		return unknown
	}
	result := refused
	for _, e := range c.Zone.At(c.Zone.Matching(name)) {
		switch e.Record.Type {
		case "a", "aaaa", "mxe":
			other, err := netip.ParseAddr(e.Record.Get("address"))
			switch {
			case err != nil:
				result = unknown
			case matches(t, address, other) == allowed:
				return allowed
			}
		case "cname", foreignType:
			result = unknown
		}
	}
	return result
}

// matchesServers compares an address with those of the mail servers of a name.
func (c Case) matchesServers(t mailauth.SPFTerm, address netip.Addr, name string) verdict {
	if !c.Origin.Contains(name) || c.Zone.Delegated(name) {
		return unknown
	}
	result, owner := refused, c.Zone.Matching(name)
	for _, e := range c.Zone.Mail() {
		target := c.Origin.Owner(e.Record)
		if e.Record.Type == "mx" {
			if target != owner {
				continue
			}
			target = c.Origin.FQDN(e.Record.Get("target"))
		}
		switch c.matchesNames(t, address, target) {
		case allowed:
			return allowed
		case unknown:
			result = unknown
		default:
		}
	}
	return result
}

// serverIPs returns the addresses of a mail record's server that the zone has.
func (c Case) serverIPs(r zone.Record) []netip.Addr {
	var found []netip.Addr
	for _, text := range c.serverAddresses(r) {
		if a, err := netip.ParseAddr(text); err == nil {
			found = append(found, a)
		}
	}
	return found
}
