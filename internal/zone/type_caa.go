package zone

// typeCAA says who may issue certificates (RFC 8659):
// "caa <host> <flags> <tag> <value>".
func typeCAA() Type {
	return Type{Name: "caa", Fields: []Field{{"flags", KindUint8}, {"tag", KindTag}, {"value", KindText}}}
}
