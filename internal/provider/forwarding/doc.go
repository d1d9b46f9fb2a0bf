// Package forwarding is valuedomain_mail_forwarding: one address of the registrar's
// mail forwarding, and the record that the registrar sets for all of a domain.
//
// The API knows the list of a domain's forwards as a whole, as it knows a zone, so
// that both are written by the same machine: [Store] shows the list as the lines of
// a zone. A resource owns one line of that list. The record belongs to all forwards
// of the domain; the resource waits for it, and only writes it where it has vanished.
package forwarding
