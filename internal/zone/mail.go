package zone

// The type mxe is the registrar's own: it points a host at an address, makes that
// host the mail server and sends all mail of the domain there. Only the general
// DNS service has it.

// forwardingAddress is where the registrar's mail forwarding receives mail.
const forwardingAddress = "209.19.56.20"

// IsMail reports whether the record is one of a mail server.
func (r Record) IsMail() bool { return r.Type == "mx" || r.Type == "mxe" }

// IsNullMX reports whether the record says that its host receives no mail
// (RFC 7505).
func (r Record) IsNullMX() bool { return r.Type == "mx" && r.Get("target") == "." }

// ForwardingRecord is the record that the registrar's mail forwarding sets by
// itself.
func ForwardingRecord() Record {
	return Record{Type: "mxe", Host: "mail", Values: []string{forwardingAddress, "10"}}
}

// IsForwarding reports whether the record hands the mail to the registrar's
// mail forwarding.
func (r Record) IsForwarding() bool {
	return r.Type == "mxe" && r.Get("address") == forwardingAddress
}
