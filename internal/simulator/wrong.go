package simulator

import (
	"cmp"
	"net/http"
)

// Wrong is what the answer about a zone or about forwards shows instead of the
// truth; what is stored does not change. A Fault with one of these matches only
// the requests that it names. The zero value shows the truth.
type Wrong struct {
	// Empty shows an empty text in the answer to GET of a zone.
	Empty bool
	// Text is shown in the answers to GET and PUT of a zone; it wins over Empty.
	Text string
	// Domain is the name shown in the answers to GET and PUT of a zone or of forwards.
	Domain string
}

// fits reports whether the answer to such a request can show it.
func (w Wrong) fits(c *call) bool {
	return (!w.Empty || c.isZone() && c.method == http.MethodGet) &&
		(w.Text == "" || c.isZone()) &&
		(w.Domain == "" || c.isZone() || c.endpoint == endpointForwards)
}

// or takes from other what w does not say.
func (w Wrong) or(other Wrong) Wrong {
	return Wrong{w.Empty || other.Empty, cmp.Or(w.Text, other.Text), cmp.Or(w.Domain, other.Domain)}
}

// distort changes a zone in an answer.
func (w Wrong) distort(z *zoneResult) {
	if w.Empty {
		z.Records = ""
	}
	z.Records = cmp.Or(w.Text, z.Records)
	z.DomainName = cmp.Or(w.Domain, z.DomainName)
}
