package intent

import (
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// All is the Intent.For of all mail of the domain, subdomains too.
const All = "all"

// Intent says which mail goes where.
type Intent struct {
	// For is the mail meant: "all" for the whole domain with its subdomains,
	// "@" for user@<domain> only, a host such as "web" for
	// user@web.<domain>, or a pattern such as "s*" (FAQ Q15).
	For string
	// Servers are tried in this order. Each is an IPv4 address or a name: a
	// name with a dot is a full name, with or without the trailing dot, and a
	// name without is a host of the domain.
	Servers []string
}

// Record is a record with the FAQ's question that it follows.
type Record struct {
	zone.Record
	// Question is the question's number, such as "Q12"; empty for what no
	// intent asked for.
	Question string
}

// Key names the record by what it is for, without its priority: a server that
// takes another place in the order keeps its key, as for_each wants it, and so does
// a text that changes: a host has one.
func (r Record) Key() string {
	if r.Type == "txt" || r.Type == "cname" {
		return r.Type + " " + r.HostOrApex()
	}
	return r.Type + " " + r.HostOrApex() + " " + r.Values[0]
}

// general sets an intent on the general DNS service.
func (b *builder) general(w want, intents int) error {
	if w.host != All {
		return b.servers(w, w.host, w.question("Q12", "Q14", "Q15"))
	}
	switch {
	case intents > 1:
		return w.cannot(b.service, "Q14", ReasonAllBesideOthers)
	case len(w.servers) > 1:
		return w.cannot(b.service, "Q14", ReasonSeveralForMXE)
	case !w.servers[0].isAddress():
		return w.cannot(b.service, "Q11", ReasonMXENeedsAddress)
	}
	host, err := b.hostFor(w.servers[0].address)
	if err != nil {
		return err
	}
	b.add("Q11", zone.Record{Type: "mxe", Host: host, Values: []string{w.servers[0].address, "10"}})
	return nil
}

// simple sets an intent on the simple DNS service. The mail of one host goes by
// its address record, as the FAQ has it; today's service takes an mx of the host
// too, which names servers and several of them. An mx of the domain itself
// takes more than its mail, and nothing is known of one of a pattern.
func (b *builder) simple(w want, intents int) error {
	if w.host == All {
		if intents > 1 {
			return w.cannot(b.service, "Q19", ReasonAllBesideOthers)
		}
		return b.servers(w, "", "Q11")
	}
	question := w.question("Q12", "Q14", "Q15")
	byAddress := len(w.servers) == 1 && w.servers[0].isAddress() && !b.served[b.origin.String()]
	switch {
	case !byAddress && w.host != zone.Apex && !strings.Contains(w.host, "*"):
		return b.servers(w, w.host, question)
	case b.served[b.origin.String()]:
		return w.cannot(b.service, "Q19", ReasonAllBesideOthers)
	case len(w.servers) > 1:
		return w.cannot(b.service, "Q19", ReasonSeveralForA)
	case !w.servers[0].isAddress():
		return w.cannot(b.service, question, ReasonAddressOnly)
	}
	b.add(question, zone.Record{Type: "a", Host: w.host, Values: []string{w.servers[0].address}})
	return nil
}

// servers writes an mx for each server, at priorities 10, 20, 30 (FAQ Q4), and
// the address record of each own one. The question is that of a single server.
func (b *builder) servers(w want, host, question string) error {
	if len(w.servers) > 1 {
		question = "Q19"
	}
	for i, s := range w.servers {
		target, asked := s.target, question
		if s.isAddress() {
			own, err := b.hostFor(s.address)
			if err != nil {
				return err
			}
			if !b.pointed[s.address] {
				b.pointed[s.address] = true
				b.add("Q16", zone.Record{Type: "a", Host: own, Values: []string{s.address}})
			}
			target = own
			if len(w.servers) == 1 {
				asked = "Q16"
			}
		}
		mx := zone.Record{Type: "mx", Host: host, Values: []string{target, strconv.Itoa(10 * (i + 1))}}
		b.add(asked, mx.ForService(b.origin, b.service))
	}
	return nil
}
