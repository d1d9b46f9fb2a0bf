package zone

// typeMX is a mail server of a host: "mx <host> <target> <priority>" on the
// general DNS service; on the simple one "mx <target> <priority>" for the domain
// itself and "mx <target> <priority> <host>" for a subdomain.
func typeMX() Type {
	return Type{
		Name:         "mx",
		Fields:       []Field{{"target", KindName}, {"priority", KindUint16}},
		HostOptional: true,
	}
}
