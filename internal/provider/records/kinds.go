package records

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// kind makes a resource of a record type of package zone.
type kind struct {
	Type zone.Type
	// Raw kinds have a line as it is; they have no Type.
	Raw bool
	// Summary begins the resource's description.
	Summary string
	// Host is the default of the host; empty where it must be given.
	Host string
	// HostHelp describes the host where there is something to say.
	HostHelp string
	// Fields describes the data fields by name.
	Fields map[string]fieldHelp
	// Examples are what the documentation shows; the first is also in messages
	// about import ids.
	Examples []example
	// Whole returns what is wrong with values that are right one by one, and the
	// attribute to change. It may be nil.
	Whole func(a session.Attrs) (attribute string, err error)
}

// example is a resource by its line in a zone.
type example struct {
	// Name is that of the resource.
	Name string
	// Line is the line as it is without a DNS service.
	Line string
	// Comment is above the resource; may be empty.
	Comment string
}

// fieldHelp describes a data field.
type fieldHelp struct {
	Text string
	// Default is the value where none is given; empty: it must be given.
	Default string
}

// resourceType is the resource's full name.
func (k kind) resourceType() string {
	return importgen.ResourceType(zone.Record{Type: k.Type.Name})
}

const targetHelp = "A name without a trailing dot is relative to the domain: `mail` means `mail.<domain>`. " +
	"Any other name ends with a dot: `mx1.example.net.`."

// kinds returns the record kinds in the order of documentation.
func kinds() []kind {
	return []kind{
		aKind(),
		aaaaKind(),
		cnameKind(),
		mxKind(),
		mxeKind(),
		txtKind(),
		nsKind(),
		srvKind(),
		caaKind(),
		rawKind(),
	}
}

// kindNames returns the record types that have a resource of their own.
func kindNames() (names []string) {
	for _, k := range kinds() {
		if !k.Raw {
			names = append(names, k.Type.Name)
		}
	}
	return names
}

// kindOf returns the kind that a record is of.
func kindOf(r zone.Record) kind {
	for _, k := range kinds() {
		if k.Type.Name == r.Type {
			return k
		}
	}
	return rawKind()
}

func aKind() kind {
	return kind{
		Type: recordType("a"), Host: zone.Apex,
		Summary:  "Manages an A record in a Value-Domain zone: the IPv4 address of a host.",
		Fields:   map[string]fieldHelp{"address": {Text: "The IPv4 address."}},
		Examples: []example{{"www", "a www 203.0.113.10", "The web server."}},
	}
}

func aaaaKind() kind {
	return kind{
		Type: recordType("aaaa"), Host: zone.Apex,
		Summary:  "Manages an AAAA record in a Value-Domain zone: the IPv6 address of a host.",
		Fields:   map[string]fieldHelp{"address": {Text: "The IPv6 address, in any form of RFC 4291."}},
		Examples: []example{{"www", "aaaa www 2001:db8::10", ""}},
	}
}

func cnameKind() kind {
	return kind{
		Type:     recordType("cname"),
		Summary:  "Manages a CNAME record in a Value-Domain zone: another name for a host. A host with a CNAME record can have no other records, and must not be the target of an MX record.",
		Fields:   map[string]fieldHelp{"target": {Text: "The name that the host is an alias for. " + targetHelp}},
		Examples: []example{{"docs", "cname docs example.github.io.", ""}},
		Whole:    apexAlias,
	}
}

// apexAlias refuses a CNAME record of the domain itself.
func apexAlias(a session.Attrs) (string, error) {
	origin, known := session.OriginOf(a)
	if !known || !given(a, session.AttrHost) || origin.FQDN(a.Text(session.AttrHost)) != origin.String() {
		return "", nil
	}
	return session.AttrHost, &message.ApexAliasError{}
}

func mxKind() kind {
	return kind{
		Type: recordType("mx"), Host: zone.Apex,
		Summary: "Manages an MX record in a Value-Domain zone: a server that receives the mail of a host. On the simple DNS service, an MX record " +
			"of the domain itself also receives the mail of all its subdomains.",
		HostHelp: "The part behind the `@` of the mail addresses, relative to the domain. Defaults to `@`, the domain itself.",
		Fields: map[string]fieldHelp{
			"target":   {Text: "The mail server's name. " + targetHelp + " Must be a host name, not an IP address."},
			"priority": {Text: "Senders try the server with the lowest number first. Use 10, 20, 30 …, so that there is room between them. Defaults to 10.", Default: "10"},
		},
		Examples: []example{
			{"first", "mx @ mx1.example.net. 10", "Mail to user@example.com goes to mx1.example.net first, and to a server elsewhere\nwhile that is down. Mind the trailing dots."},
			{"second", "mx @ mx2.example.net. 20", ""},
		},
	}
}

func mxeKind() kind {
	return kind{
		Type: recordType("mxe"), Host: "mail",
		Summary: "Manages an MXE record in a Value-Domain zone (general DNS service only): it points a host at an IP address and sends " +
			"all mail of the domain there, including that of subdomains.",
		HostHelp: "The name of the mail server, relative to the domain. Defaults to `mail`.",
		Fields: map[string]fieldHelp{
			"address":  {Text: "The IPv4 address of the mail server."},
			"priority": {Text: "Defaults to 10. Has no effect: a domain has only one MXE record.", Default: "10"},
		},
		Examples: []example{{"all", "mxe mail 219.163.200.65 10", "All mail of the domain, subdomains too, goes to one server."}},
	}
}

func txtKind() kind {
	return kind{
		Type: recordType("txt"), Host: zone.Apex,
		Summary: "Manages a TXT record in a Value-Domain zone, such as SPF, DKIM, DMARC or a proof of ownership.",
		Fields: map[string]fieldHelp{"value": {
			Text: "The text, on one line. Spaces and quotes inside it stay as they are; quotes around the whole text mean the same as none. " +
				"Value-Domain splits a text of more than 255 bytes.",
		}},
		Examples: []example{{"spf", "txt @ v=spf1 mx -all", ""}, {"dmarc", "txt _dmarc v=DMARC1; p=none; rua=mailto:postmaster@example.com", ""}},
	}
}

func nsKind() kind {
	return kind{
		Type:     recordType("ns"),
		Summary:  "Manages an NS record in a Value-Domain zone: it delegates a host and everything below it to another name server.",
		Fields:   map[string]fieldHelp{"target": {Text: "The name server. " + targetHelp}},
		Examples: []example{{"dev", "ns dev ns1.example.net.", "Another name server answers for dev.example.com and everything below it."}},
	}
}

func srvKind() kind {
	return kind{
		Type:     recordType("srv"),
		Summary:  "Manages an SRV record in a Value-Domain zone: the server and port of a service (RFC 2782).",
		HostHelp: "The service and its protocol, relative to the domain: `_imaps._tcp`.",
		Fields: map[string]fieldHelp{
			"priority": {Text: "Clients try the target with the lowest number first. Defaults to 10.", Default: "10"},
			"weight":   {Text: "The share among targets of one priority. Defaults to 0.", Default: "0"},
			"port":     {Text: "The port of the service."},
			"target":   {Text: "The server's name. " + targetHelp},
		},
		Examples: []example{{"imaps", "srv _imaps._tcp 10 0 993 mail.example.com.", ""}},
	}
}

func caaKind() kind {
	return kind{
		Type: recordType("caa"), Host: zone.Apex,
		Summary: "Manages a CAA record in a Value-Domain zone: who may issue certificates for the domain (RFC 8659).",
		Fields: map[string]fieldHelp{
			"flags": {Text: "0 (default), or 128 for a property that an issuer has to understand.", Default: "0"},
			"tag":   {Text: "`issue`, `issuewild` or `iodef`."},
			"value": {Text: "The issuer's domain, or where to report to."},
		},
		Examples: []example{{"letsencrypt", "caa @ 0 issue letsencrypt.org", ""}},
	}
}

// rawKind is a line of any type that package zone does not know.
func rawKind() kind {
	return kind{
		Raw: true,
		Summary: "Manages one line of a Value-Domain zone as it is written in the control panel, for types that have no resource of their own yet, " +
			"such as URL forwarding. If a type has its own resource, a `moved` block turns a raw record into it without a change of the zone.",
		Examples: []example{{"blog", "url blog https://example.net/blog", ""}},
	}
}

// recordType returns a row of package zone's table; a type that is not there
// gives a resource without fields, which the test of this table refuses.
func recordType(name string) zone.Type {
	t, _ := zone.LookupType(name)
	return t
}
