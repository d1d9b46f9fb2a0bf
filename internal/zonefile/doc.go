// Package zonefile writes a zone as an RFC 1035 master file, for a name server
// of one's own or for named-checkzone.
//
// The contract: Render is a pure function, and its file loads. All names are
// absolute. What the registrar does beyond the DNS is spelled out: an mxe is
// the address and the MX that it means, and a record that receives the mail
// of every name (mxe, the host-less mx) is at the domain, at its wildcard,
// at every name of its own without an MX, and at the wildcard below each of those,
// since a wildcard answers only where nothing closer exists (RFC 4592 section
// 3.3.1). What a master file can't say, such as the pattern "s*", is in it
// as a comment, and is reported.
//
// The zone text has neither SOA nor the name servers of the domain. The SOA
// is made up, with serial 1; the name servers are those of the registrar's set
// unless the text has ns lines for the domain itself.
package zonefile
