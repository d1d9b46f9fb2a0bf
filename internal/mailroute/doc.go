// Package mailroute says where mail for an address goes, given the records of
// a zone.
//
// The contract: Find is a pure function of the index and the address. It asks
// no resolver, never fails and always ends; what this zone can't know (the
// addresses of an outside server, what lies behind a delegation) is omitted
// or named as the failure.
//
// The way follows RFC 5321 section 5: the MX records by priority, else the
// address record; a null MX receives no mail (RFC 7505). Wildcards answer as in
// RFC 4592: only below the closest name that exists. The registrar adds three
// things of its own: host patterns such as "s*" (FAQ Q15), the MXE record and
// the host-less mx of simple DNS, which both receive the mail of every name of
// the domain that has no MX of its own, names with an address record too
// (FAQ Q8, Q11, Q19). An MXE is such an MX and an address record of its host,
// which is then looked up like any other. An MXE of a wildcard or a pattern
// counts for nothing: no sender takes "*" for the name of a server.
package mailroute
