package dnscheck

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/miekg/dns"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Kind says how a server differs from the text.
type Kind string

// The kinds of differences.
const (
	Missing  Kind = "missing"   // No server has the record.
	NotYet   Kind = "not yet"   // This server lacks the record, another one has it.
	Extra    Kind = "extra"     // The server has a record that the text lacks.
	OtherTTL Kind = "other ttl" // The record has another TTL than the zone.
	NoAnswer Kind = "no answer" // The server could not be asked.
)

// Difference is one thing that a server answers otherwise.
type Difference struct {
	Kind Kind
	// Server is the address that was asked, as host:port.
	Server string
	// Name is the full name without the trailing dot, Type the record type, such
	// as "MX"; both are empty for a server that gave no answer at all.
	Name, Type string
	// Data is what the record says, or what went wrong.
	Data string
	// Line is the line of the zone; empty for an extra record.
	Line string
}

// timeout bounds one question to a server.
const timeout = 3 * time.Second

// Check compares what servers answer with the text of a zone. ttl is that of all
// records, in seconds; 0 does not compare it.
func Check(ctx context.Context, z *zone.Zone, domain string, ttl int, servers []string) ([]Difference, error) {
	want := expect(z, domain, ttl)
	answers := map[string]map[question][]dns.RR{}
	var found []Difference
	for _, server := range servers {
		answers[server] = map[question][]dns.RR{}
		for _, q := range want.questions() {
			rrs, err := ask(ctx, server, q, apex(domain))
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			if err != nil {
				found = append(found, Difference{Kind: NoAnswer, Server: server, Data: err.Error()})
				delete(answers, server)
				break // The others would take as long.
			}
			answers[server][q] = rrs
		}
	}
	for _, server := range servers {
		if _, ok := answers[server]; ok {
			found = append(found, compare(want, server, answers, ttl)...)
		}
	}
	return found, nil
}

// compare returns how one server differs.
func compare(want expected, server string, answers map[string]map[question][]dns.RR, ttl int) (found []Difference) {
	for _, q := range want.questions() {
		there := map[string]uint32{}
		for _, rr := range answers[server][q] {
			there[data(rr)] = rr.Header().Ttl
		}
		d := Difference{Server: server, Name: strings.TrimSuffix(q.name, "."), Type: dns.TypeToString[q.kind]}
		for _, text := range slices.Sorted(maps.Keys(want[q])) {
			d.Data, d.Line = text, want[q][text]
			seconds, ok := there[text]
			switch {
			case !ok:
				d.Kind = Missing
				if anyHas(answers, q, text) {
					d.Kind = NotYet
				}
				found = append(found, d)
			case ttl > 0 && int64(seconds) != int64(ttl):
				d.Kind, d.Data = OtherTTL, fmt.Sprintf("%d seconds, the zone has %d", seconds, ttl)
				found = append(found, d)
			}
		}
		for _, text := range slices.Sorted(maps.Keys(there)) {
			if _, ok := want[q][text]; !ok {
				d.Kind, d.Data, d.Line = Extra, text, ""
				found = append(found, d)
			}
		}
	}
	return found
}

func anyHas(answers map[string]map[question][]dns.RR, q question, text string) bool {
	for _, answered := range answers {
		if slices.ContainsFunc(answered[q], func(rr dns.RR) bool { return data(rr) == text }) {
			return true
		}
	}
	return false
}

// ask returns the records that a server has for a question. Those of a delegation
// are in the authority section, with the addresses of its servers in the additional
// one.
func ask(ctx context.Context, server string, q question, apex string) ([]dns.RR, error) {
	m := new(dns.Msg).SetQuestion(q.name, q.kind)
	m.RecursionDesired = false
	m.SetEdns0(1232, false)
	var failed error
	for _, network := range []string{"udp", "udp", "tcp"} {
		client := dns.Client{Net: network, Timeout: timeout}
		answer, _, err := client.ExchangeContext(ctx, m, server)
		switch {
		case err != nil:
			failed = err
			continue
		case answer.Truncated && network == "udp":
			continue
		case answer.Rcode != dns.RcodeSuccess && answer.Rcode != dns.RcodeNameError:
			return nil, fmt.Errorf("%s answers %s for %s", server, dns.RcodeToString[answer.Rcode], q.name)
		}
		var rrs []dns.RR
		for _, rr := range slices.Concat(answer.Answer, answer.Ns, answer.Extra) {
			if rr.Header().Rrtype == q.kind && strings.EqualFold(rr.Header().Name, q.name) {
				rrs = append(rrs, rr)
			}
		}
		if len(rrs) == 0 && !answer.Authoritative && !delegates(answer, apex) {
			return nil, fmt.Errorf("%s is not authoritative for %s", server, strings.TrimSuffix(apex, "."))
		}
		return rrs, nil
	}
	return nil, failed
}

// delegates reports whether an answer points to the servers of a name below the
// zone's own, as only a server of the zone does.
func delegates(answer *dns.Msg, apex string) bool {
	return slices.ContainsFunc(answer.Ns, func(rr dns.RR) bool {
		name := strings.ToLower(rr.Header().Name)
		return rr.Header().Rrtype == dns.TypeNS && name != apex && dns.IsSubDomain(apex, name)
	})
}
