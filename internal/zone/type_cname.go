package zone

// typeCNAME is an alias: "cname <host> <target>".
func typeCNAME() Type {
	return Type{Name: "cname", Fields: []Field{{"target", KindName}}}
}
