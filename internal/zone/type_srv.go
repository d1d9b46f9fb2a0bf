package zone

// typeSRV is the place of a service (RFC 2782):
// "srv <host> <priority> <weight> <port> <target>".
func typeSRV() Type {
	return Type{
		Name: "srv",
		Fields: []Field{
			{"priority", KindUint16},
			{"weight", KindUint16},
			{"port", KindUint16},
			{"target", KindName},
		},
	}
}
