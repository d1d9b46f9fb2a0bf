package zone

// Snapshot is a zone as Value-Domain's API has it: one text, one TTL and
// one set of name servers for the whole domain. It is what a read returns and
// what a write sends.
type Snapshot struct {
	// Domain is the name the zone was asked for, without a trailing dot.
	Domain string
	// Text has the record lines, byte for byte.
	Text string
	// TTL is in seconds and counts for every record of the zone.
	TTL int
	// NSType names the set of name servers, such as "valuedomain1". A write
	// sends back what the read gave.
	NSType string
}
