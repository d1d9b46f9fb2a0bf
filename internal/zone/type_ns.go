package zone

// typeNS hands a host to another name server: "ns <host> <name server>".
func typeNS() Type {
	return Type{Name: "ns", Fields: []Field{{"target", KindName}}}
}
