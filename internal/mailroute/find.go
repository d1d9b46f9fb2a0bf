package mailroute

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Find returns the route of mail for address, which is a full address such as
// "user@web.example.com" or only a mail domain. The domain may be written in
// any case, with a trailing dot, and as an IDN.
//
// The records that the DNS service of the index does not have are still
// followed as their lines read: a host-less mx is a catch-all whatever
// x.Service says, and with zone.ServiceSimple an mx of the domain itself is
// one too.
func Find(x *zone.Index, address string) Route {
	domain := mailDomain(address)
	r := Route{Domain: x.Origin.FQDN(domain + ".")}
	if x.Origin.CheckHost(domain+".") != nil {
		r.Failure = FailureNotDomain
		return r
	}
	way := follow(x, r.Domain)
	r.Aliases = way.aliases
	if r.Failure = way.failure; r.Failure != "" {
		return r
	}
	r.Servers, r.Failure = serversOf(x, way)
	return r
}

// mailDomain returns what is behind the last "@" (a quoted local part may
// contain one), without the trailing dot.
func mailDomain(address string) string {
	return strings.TrimSuffix(address[strings.LastIndexByte(address, '@')+1:], ".")
}

// way is where the CNAMEs of this zone lead from a name.
type way struct {
	// name is the last name: no CNAME of this zone, or where the way breaks.
	name string
	// owner is the owner whose records answer for name; empty where none does.
	owner   string
	aliases []string
	// failure is why the records of name are not those of this zone.
	failure Failure
}

// follow goes along the CNAMEs from a full name. A CNAME hides all other
// records of its host (RFC 1034 section 3.6.2), so it comes before them.
func follow(x *zone.Index, name string) way {
	w := way{name: name}
	seen := map[string]bool{}
	for {
		switch {
		case !x.Origin.Contains(w.name):
			w.failure = FailureOutside
			return w
		case x.Delegated(w.name):
			w.failure = FailureDelegated
			return w
		case seen[w.name]:
			w.failure = FailureAliasLoop
			return w
		}
		seen[w.name] = true
		w.owner = x.Matching(w.name)
		aliases := ofType(x, w.owner, "cname")
		if len(aliases) == 0 {
			return w
		}
		w.aliases = append(w.aliases, w.name)
		target := aliases[0].Record
		if !target.Knows("target") {
			w.name, w.owner, w.failure = "", "", FailureOutside
			return w
		}
		w.name = x.Origin.FQDN(target.Get("target"))
	}
}
