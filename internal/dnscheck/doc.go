// Package dnscheck asks the name servers of a zone whether they answer what the
// zone's text says.
//
// The contract: Check asks each server for each name and type that the text has, by
// UDP, and by TCP where no answer came or it was cut off (RFC 7766). It asks the
// servers that it is given and nobody else; Servers finds those of a domain through a
// resolver. A server that gives no answer is a difference, not an error. Records at
// names that the text does not have can't be seen this way, nor can lines that the
// DNS does not know, such as url forwarding. SOA and the name servers of the domain
// itself are the registrar's, and are not compared.
package dnscheck
