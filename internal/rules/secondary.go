package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// usualPriority is the priority of a single mail server, and the distance that
// is kept between several (FAQ Q4).
const usualPriority = 10

// number reads a priority; lines have well-formed ones only.
func number(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return -1
	}
	return n
}

// relation is what is wrong between two mx records of one host. Two records
// have one relation, the gravest, so that one mistake is reported once.
type relation int

const (
	fine relation = iota
	sameRecord
	bothXREA
	sameServer
	samePriority
	tooClose
)

// related returns the other mx records of the subject's host that have
// that relation to it.
func (c Case) related(wanted relation) []zone.Entry {
	if !c.is("mx") {
		return nil
	}
	var found []zone.Entry
	for _, e := range c.others() {
		if e.Record.Type == "mx" && c.relate(c.Subject.Record, e.Record) == wanted {
			found = append(found, e)
		}
	}
	return found
}

// relate returns the relation between two mx records of one host.
func (c Case) relate(a, b zone.Record) relation {
	if a.IsNullMX() || b.IsNullMX() {
		return fine
	}
	if a.Knows("target") && b.Knows("target") {
		switch {
		case c.Origin.FQDN(a.Get("target")) == c.Origin.FQDN(b.Get("target")):
			return sameRecord
		case isXREA(c.Origin, a) && isXREA(c.Origin, b):
			return bothXREA
		case c.shareAddress(a, b):
			return sameServer
		}
	}
	if !a.Knows("priority") || !b.Knows("priority") || isGoogle(c.Origin, a) && isGoogle(c.Origin, b) {
		return fine
	}
	distance := number(a.Get("priority")) - number(b.Get("priority"))
	switch {
	case distance == 0:
		return samePriority
	case -usualPriority < distance && distance < usualPriority:
		return tooClose
	}
	return fine
}

// isGoogle reports whether an mx is one of the set that Google publishes, whose
// equal and close priorities are meant.
func isGoogle(o zone.Origin, r zone.Record) bool {
	target := o.FQDN(r.Get("target"))
	return strings.HasSuffix(target, ".l.google.com") || strings.HasSuffix(target, ".googlemail.com")
}

// isXREA reports whether an mx names one of XREA's servers.
func isXREA(o zone.Origin, r zone.Record) bool {
	return !misspelled(r.Get("target")) && strings.HasSuffix(o.FQDN(r.Get("target")), ".xrea.com")
}

// shareAddress reports whether both targets lie in the zone and end at the same
// address.
func (c Case) shareAddress(a, b zone.Record) bool {
	first := c.targetAddresses(a)
	return slices.ContainsFunc(c.targetAddresses(b), func(s string) bool { return slices.Contains(first, s) })
}

// targetAddresses returns the known addresses that the zone has for the target
// of an mx.
func (c Case) targetAddresses(mx zone.Record) []string {
	owner := c.answering(mx)
	if owner == "" {
		return nil
	}
	var found []string
	for _, e := range addressesAt(c.Zone, owner) {
		if e.Record.Knows("address") {
			found = append(found, canonicalAddress(e.Record.Get("address")))
		}
	}
	return found
}

// priorities returns the known priorities of the other mx records of the
// subject's host, in order.
func (c Case) priorities() []int {
	var found []int
	for _, e := range c.others() {
		if e.Record.Type == "mx" && e.Record.Knows("priority") {
			found = append(found, number(e.Record.Get("priority")))
		}
	}
	slices.Sort(found)
	return found
}
