package mailroute

// Reason says why a server is tried.
type Reason string

// The reasons for a server to be tried.
const (
	ReasonMX         Reason = "mx"
	ReasonMXE        Reason = "mxe"
	ReasonWildcardMX Reason = "wildcard mx"
	ReasonAddress    Reason = "address record"
	ReasonForwarding Reason = "forwarding"
)

// Server is one server that a sender would try.
type Server struct {
	// Priority is the mx or mxe record's; 0 for an address record.
	Priority int
	// Name is the full name, lower case, without the trailing dot. Behind a
	// CNAME of this zone it is the name that the CNAME leads to. It is empty
	// where a plan does not know the target yet.
	Name string
	// Addresses are those that the zone itself knows, IPv4 before IPv6, each
	// in ascending order.
	Addresses []string
	Reason    Reason
	// Line is the line of the zone that sends the mail there.
	Line string
	// Aliases are the names of this zone's CNAMEs on the way to the server,
	// the record's target first; a mail server should have none (FAQ Q17).
	Aliases []string
}

// Failure says why mail for an address can't be delivered; it is empty where
// it can.
type Failure string

// The failures.
const (
	FailureNoRecord  Failure = "no record answers for the mail domain"
	FailureNullMX    Failure = "the domain says by a null mx that it receives no mail"
	FailureAliasLoop Failure = "the cname records lead in a circle"
	FailureOutside   Failure = "a cname leads out of the zone, where this zone does not know the mail servers"
	FailureNotDomain Failure = "the address does not belong to the domain"
	FailureDelegated Failure = "the name is handed to other name servers by ns records"
	FailureNoAddress Failure = "no mail server of the domain has an address"
)

// Route is where mail for one address goes.
type Route struct {
	// Domain is the mail domain, the part behind the "@", as a full name.
	Domain string
	// Servers are in the order in which a sender tries them; those of one
	// priority are in the order of their names, since the order of the lines
	// means nothing. They are given too where
	// none of them can be reached (FailureNoAddress, FailureAliasLoop).
	Servers []Server
	Failure Failure
	// Aliases are the names passed on the way when the mail domain itself
	// is a CNAME of this zone, the mail domain first.
	Aliases []string
}
