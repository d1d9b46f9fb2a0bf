package dnscheck

import (
	"cmp"
	"slices"
	"strings"

	"github.com/miekg/dns"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

// question is a name and a type that the zone has.
type question struct {
	name string
	kind uint16
}

// expected are the records of a question, by their data, with the line that says so.
type expected map[question]map[string]string

// expect returns what the DNS should answer, by what each line says. A catch-all
// counts for the name of its own line only: where the registrar shows it is not
// known.
func expect(z *zone.Zone, domain string, ttl int) expected {
	all := expected{}
	apex := apex(domain)
	for _, l := range z.Lines() {
		if !l.Known {
			continue
		}
		file, err := zonefile.Render(zone.Parse(l.Text), domain, max(ttl, 1))
		if err != nil {
			continue
		}
		parser := dns.NewZoneParser(strings.NewReader(file.Text), apex, "")
		for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
			h := rr.Header()
			spread := strings.HasPrefix(h.Name, "*") && !strings.Contains(l.Record.Host, "*")
			if h.Rrtype == dns.TypeSOA || h.Rrtype == dns.TypeNS && strings.EqualFold(h.Name, apex) || spread {
				continue
			}
			q := question{strings.ToLower(h.Name), h.Rrtype}
			if all[q] == nil {
				all[q] = map[string]string{}
			}
			all[q][data(rr)] = l.Text
		}
	}
	return all
}

// apex is the name of the zone itself, with its trailing dot.
func apex(domain string) string { return dns.Fqdn(zone.NewOrigin(domain).String()) }

// data is what a record says, in one spelling.
func data(rr dns.RR) string {
	if txt, ok := rr.(*dns.TXT); ok {
		return strings.Join(txt.Txt, "") // Where it is split says nothing.
	}
	text := strings.TrimPrefix(rr.String(), rr.Header().String())
	return strings.ToLower(text)
}

// questions are those of what is expected, in order.
func (e expected) questions() []question {
	var all []question
	for q := range e {
		all = append(all, q)
	}
	slices.SortFunc(all, func(a, b question) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.kind, b.kind)) })
	return all
}
