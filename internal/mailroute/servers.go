package mailroute

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// serversOf returns the servers for the mail domain at the end of its way.
func serversOf(x *zone.Index, w way) ([]Server, Failure) {
	entries := mailEntries(x, w.owner)
	if len(entries) == 0 {
		return implicit(x, w)
	}
	entries, null := withoutNull(entries)
	if len(entries) == 0 && null {
		return nil, FailureNullMX
	}
	servers := make([]Server, 0, len(entries))
	failure := FailureNoAddress
	for _, e := range entries {
		s, problem := server(x, e, w.owner)
		servers = append(servers, s)
		if problem != FailureNoAddress && failure != "" {
			failure = problem
		}
	}
	slices.SortStableFunc(servers, func(a, b Server) int { return cmp.Compare(a.Priority, b.Priority) })
	return servers, failure
}

// mailEntries returns the records that take the mail of an owner: its own mx,
// else those that take the mail of the whole domain. The host-less mx of simple
// DNS is both at the domain itself.
func mailEntries(x *zone.Index, owner string) []zone.Entry {
	own := x.OfType(owner, "mx")
	if slices.ContainsFunc(own, func(e zone.Entry) bool { return !catchAll(x, e.Record) }) {
		return own
	}
	var all []zone.Entry
	for _, e := range x.Mail() {
		if catchAll(x, e.Record) {
			all = append(all, e)
		}
	}
	return all
}

// catchAll tells whether a record takes the mail of every name of the domain
// that has no MX of its own.
func catchAll(x *zone.Index, r zone.Record) bool {
	switch {
	case r.Type == "mxe":
		return true
	case r.Type != "mx":
		return false
	case r.Host == "":
		return true
	}
	return x.Service == zone.ServiceSimple && x.Origin.Owner(r) == x.Origin.String()
}

// withoutNull takes the null mx away, and reports whether there was one. It
// means "no mail" only where it stands alone (RFC 7505 section 3); beside
// others it names no server to try.
func withoutNull(entries []zone.Entry) (kept []zone.Entry, null bool) {
	kept = slices.Clone(entries)
	kept = slices.DeleteFunc(kept, func(e zone.Entry) bool {
		return e.Record.Type == "mx" && e.Record.Get("target") == "."
	})
	return kept, len(kept) < len(entries)
}

// implicit returns the mail domain's own address as its server (RFC 5321
// section 5.1, FAQ Q2).
func implicit(x *zone.Index, w way) ([]Server, Failure) {
	found := addressesAt(x, w.owner)
	if found.line == "" {
		return nil, FailureNoRecord
	}
	return []Server{{
		Name:      w.name,
		Addresses: found.addresses,
		Reason:    ReasonAddress,
		Line:      found.line,
	}}, ""
}

// server returns the server that an mx or mxe record names, and why it can't be
// reached where this zone tells.
func server(x *zone.Index, e zone.Entry, owner string) (Server, Failure) {
	s := Server{Priority: priority(e.Record), Line: e.Line, Reason: reason(e.Record, owner)}
	if e.Record.Type == "mxe" {
		s.Name = x.Origin.Owner(e.Record)
		if e.Record.Knows("address") {
			s.Addresses = []string{e.Record.Get("address")}
		}
		return s, ""
	}
	if !e.Record.Knows("target") {
		return s, ""
	}
	w := follow(x, x.Origin.FQDN(e.Record.Get("target")))
	s.Name, s.Aliases = w.name, w.aliases
	switch {
	case w.loop:
		return s, FailureAliasLoop
	case w.outside, w.delegated, w.unknown:
		return s, ""
	}
	found := addressesAt(x, w.owner)
	s.Addresses = found.addresses
	if found.line == "" {
		return s, FailureNoAddress
	}
	return s, ""
}

func reason(r zone.Record, owner string) Reason {
	switch {
	case r.IsForwarding():
		return ReasonForwarding
	case r.Type == "mxe":
		return ReasonMXE
	case r.Host != "" && strings.Contains(owner, "*"):
		return ReasonWildcardMX
	}
	return ReasonMX
}

// priority returns 0 where a plan does not know the number yet.
func priority(r zone.Record) int {
	n, err := strconv.ParseUint(r.Get("priority"), 10, 16)
	if err != nil {
		return 0
	}
	return int(n)
}

// found is what answers for the address of a name.
type found struct {
	addresses []string
	// line is the first record that gives an address; empty without any.
	line string
}

// addressesAt returns the addresses of an owner, IPv4 before IPv6. An mxe
// points its host at an address as an a record does (FAQ Q8).
func addressesAt(x *zone.Index, owner string) found {
	var f found
	for _, kind := range []string{"a", "mxe", "aaaa"} {
		for _, e := range x.OfType(owner, kind) {
			if f.line == "" {
				f.line = e.Line
			}
			address := e.Record.Get("address")
			if e.Record.Knows("address") && !slices.Contains(f.addresses, address) {
				f.addresses = append(f.addresses, address)
			}
		}
	}
	return f
}
