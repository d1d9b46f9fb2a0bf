package zone

// typeMX is a mail server of a host: "mx <host> <target> <priority>" on the
// general DNS service, "mx <target> <priority>" on the simple one.
func typeMX() Type {
	return Type{
		Name:         "mx",
		Fields:       []Field{{"target", KindName}, {"priority", KindUint16}},
		HostOptional: true,
	}
}
