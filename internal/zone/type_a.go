package zone

// typeA is an IPv4 address: "a <host> <IPv4>".
func typeA() Type {
	return Type{Name: "a", Fields: []Field{{"address", KindIPv4}}}
}
