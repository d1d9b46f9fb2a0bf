package zone

import "strings"

// Delegated reports whether ns records below the domain itself hand the full name,
// or one above it, to other name servers, so that this zone does not know its
// records. A text too long for a name is in no DNS.
func (x *Index) Delegated(fqdn string) bool {
	for name := fqdn; len(fqdn) <= MaxName && name != x.Origin.name && x.Origin.Contains(name); {
		if len(x.OfType(name, "ns")) > 0 {
			return true
		}
		_, name, _ = strings.Cut(name, ".")
	}
	return false
}
