package mailroute

import (
	"cmp"
	"net/netip"
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
	slices.SortStableFunc(servers, func(a, b Server) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.Name, b.Name))
	})
	return servers, failure
}

// mailEntries returns the records that receive the mail of an owner: its own mx,
// otherwise those that receive the mail of the whole domain. The host-less mx of simple
// DNS is both at the domain itself.
func mailEntries(x *zone.Index, owner string) []zone.Entry {
	own := ofType(x, owner, "mx")
	if slices.ContainsFunc(own, func(e zone.Entry) bool { return !catchAll(x, e.Record) }) {
		return own
	}
	var all []zone.Entry
	for _, e := range x.Mail() {
		if catchAll(x, e.Record) {
			all = append(all, e)
		}
	}
	return inOrder(all)
}

// ofType returns the records of a type at an owner in an order that does not
// depend on that of the lines, which the registrar may change.
func ofType(x *zone.Index, owner, kind string) []zone.Entry {
	return inOrder(x.OfType(owner, kind))
}

func inOrder(entries []zone.Entry) []zone.Entry {
	slices.SortFunc(entries, func(a, b zone.Entry) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Line, b.Line))
	})
	return entries
}

// catchAll reports whether a record receives the mail of every name of the domain
// that has no MX of its own.
func catchAll(x *zone.Index, r zone.Record) bool {
	switch {
	case r.Type == "mxe":
		return !strings.Contains(r.Host, "*") // No sender takes a wildcard for a server.
	case r.Type != "mx":
		return false
	case r.Host == "":
		return true
	}
	return x.Service == zone.ServiceSimple && x.Origin.Owner(r) == x.Origin.String()
}

// withoutNull removes the null mx, and reports whether there was one. It
// means "no mail" only if it is the only record (RFC 7505 section 3); next to
// others it names no server to try.
func withoutNull(entries []zone.Entry) (kept []zone.Entry, null bool) {
	kept = slices.DeleteFunc(slices.Clone(entries), func(e zone.Entry) bool { return e.Record.IsNullMX() })
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
// reached if this zone shows it. An mxe names its own host, which is looked up
// like any other: what else gives that host an address, or takes it elsewhere,
// counts too.
func server(x *zone.Index, e zone.Entry, owner string) (Server, Failure) {
	s := Server{Priority: priority(e.Record), Line: e.Line, Reason: reason(e.Record, owner)}
	name := x.Origin.Owner(e.Record)
	field := "host"
	if e.Record.Type == "mx" {
		name, field = x.Origin.FQDN(e.Record.Get("target")), "target"
	}
	if !e.Record.Knows(field) {
		return s, ""
	}
	w := follow(x, name)
	s.Name, s.Aliases = w.name, w.aliases
	switch w.failure {
	case "":
	case FailureAliasLoop:
		return s, FailureAliasLoop
	default:
		return s, "" // Other name servers know the rest.
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

// addressesAt returns the addresses of an owner, IPv4 before IPv6 and each in
// ascending order. An mxe points its host at an address as an a record does
// (FAQ Q8), but no wildcard of hosts.
func addressesAt(x *zone.Index, owner string) found {
	var f found
	var addresses []netip.Addr
	for _, kind := range []string{"a", "mxe", "aaaa"} {
		for _, e := range ofType(x, owner, kind) {
			if kind == "mxe" && !catchAll(x, e.Record) {
				continue
			}
			if f.line == "" {
				f.line = e.Line
			}
			if a, err := netip.ParseAddr(e.Record.Get("address")); err == nil && !slices.Contains(addresses, a) {
				addresses = append(addresses, a)
			}
		}
	}
	slices.SortFunc(addresses, netip.Addr.Compare)
	for _, a := range addresses {
		f.addresses = append(f.addresses, a.String())
	}
	return f
}
