package records

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// kind makes a resource of a record type of package zone.
type kind struct {
	Type zone.Type
	// Raw kinds hold a line as it is; they have no Type.
	Raw bool
	// Summary begins the resource's description.
	Summary string
	// Host is the default of the host; empty where it must be given.
	Host string
	// HostHelp describes the host where there is something to say.
	HostHelp string
	// Fields describes the data fields by name.
	Fields map[string]fieldHelp
}

// fieldHelp describes a data field.
type fieldHelp struct {
	Text string
	// Example is a value for the forms of import ids.
	Example string
	// Default is the value where none is given; empty: it must be given.
	Default string
}

// resourceType is the resource's full name.
func (k kind) resourceType() string {
	return importgen.ResourceType(zone.Record{Type: k.Type.Name})
}

const targetHelp = "A name without a trailing dot lies in the domain itself: `mail` means `mail.<domain>`. " +
	"Any other name ends with a dot: `s1.xrea.com.`"

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
		Summary: "An A record: the IPv4 address of a host.",
		Fields:  map[string]fieldHelp{"address": {Text: "The IPv4 address.", Example: "203.0.113.10"}},
	}
}

func aaaaKind() kind {
	return kind{
		Type: recordType("aaaa"), Host: zone.Apex,
		Summary: "An AAAA record: the IPv6 address of a host.",
		Fields:  map[string]fieldHelp{"address": {Text: "The IPv6 address, in any form of RFC 4291.", Example: "2001:db8::10"}},
	}
}

func cnameKind() kind {
	return kind{
		Type:    recordType("cname"),
		Summary: "A CNAME record: another name for a host. Nothing else can stand at that host, and no mail server may be named by it.",
		Fields:  map[string]fieldHelp{"target": {Text: "The name that the host stands for. " + targetHelp, Example: "hogehoge.github.io."}},
	}
}

func mxKind() kind {
	return kind{
		Type: recordType("mx"), Host: zone.Apex,
		Summary: "An MX record: a server that takes the mail of a host. On the simple DNS service it is written without a host " +
			"and takes the mail of the whole domain.",
		HostHelp: "The part behind the `@` of the mail addresses, relative to the domain; `@` (default) for the domain itself.",
		Fields: map[string]fieldHelp{
			"target":   {Text: "The mail server's name. " + targetHelp + " An address can't stand here: use an A record or MXE.", Example: "s1.xrea.com."},
			"priority": {Text: "Senders try the server with the lowest number first. 10, 20, 30 … leave room in between. Defaults to 10.", Default: "10"},
		},
	}
}

func mxeKind() kind {
	return kind{
		Type: recordType("mxe"), Host: "mail",
		Summary: "An MXE record (general DNS service only): points a host at an address, makes that host the mail server, and sends " +
			"all mail of the domain there, subdomains too.",
		HostHelp: "The name of the mail server, relative to the domain. Defaults to `mail`.",
		Fields: map[string]fieldHelp{
			"address":  {Text: "The IPv4 address of the mail server.", Example: "219.163.200.65"},
			"priority": {Text: "Defaults to 10. There is no second server that another number could order.", Default: "10"},
		},
	}
}

func txtKind() kind {
	return kind{
		Type: recordType("txt"), Host: zone.Apex,
		Summary: "A TXT record: a text, such as SPF, DKIM, DMARC or a proof of ownership.",
		Fields: map[string]fieldHelp{"value": {
			Text: "The text, on one line. Inner blanks and quotes stay as they are; quotes around the whole text mean the same as none. " +
				"A text of more than 255 bytes is split by the registrar.",
			Example: "v=spf1 mx -all",
		}},
	}
}

func nsKind() kind {
	return kind{
		Type:    recordType("ns"),
		Summary: "An NS record: hands a host, and all names below it, to another name server.",
		Fields:  map[string]fieldHelp{"target": {Text: "The name server. " + targetHelp, Example: "ns1.example.net."}},
	}
}

func srvKind() kind {
	return kind{
		Type:     recordType("srv"),
		Summary:  "An SRV record: the server and port of a service (RFC 2782).",
		HostHelp: "The service and its protocol, relative to the domain: `_imaps._tcp`.",
		Fields: map[string]fieldHelp{
			"priority": {Text: "Clients try the target with the lowest number first. Defaults to 10.", Default: "10"},
			"weight":   {Text: "The share among targets of one priority. Defaults to 0.", Default: "0"},
			"port":     {Text: "The port of the service.", Example: "993"},
			"target":   {Text: "The server's name. " + targetHelp, Example: "mail.hogehoge.com."},
		},
	}
}

func caaKind() kind {
	return kind{
		Type: recordType("caa"), Host: zone.Apex,
		Summary: "A CAA record: who may issue certificates for the domain (RFC 8659).",
		Fields: map[string]fieldHelp{
			"flags": {Text: "0 (default), or 128 for a property that an issuer has to understand.", Default: "0"},
			"tag":   {Text: "`issue`, `issuewild` or `iodef`.", Example: "issue"},
			"value": {Text: "The issuer's domain, or where to report to.", Example: "letsencrypt.org"},
		},
	}
}

// rawKind is a line of any type that package zone does not know.
func rawKind() kind {
	return kind{
		Raw: true,
		Summary: "One line of the zone as it is written in the control panel, for types that have no resource of their own yet, " +
			"such as url forwarding. Where a type has a resource of its own, a `moved` block makes a raw record one of that type without a change of the zone.",
	}
}

// recordType returns a row of package zone's table; a type that is not there
// gives a resource without fields, which the test of this table refuses.
func recordType(name string) zone.Type {
	t, _ := zone.LookupType(name)
	return t
}
