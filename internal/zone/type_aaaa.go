package zone

// typeAAAA is an IPv6 address: "aaaa <host> <IPv6>".
func typeAAAA() Type {
	return Type{Name: "aaaa", Fields: []Field{{"address", KindIPv6}}}
}
