package rules

func spfPTR() Rule {
	return Rule{
		ID:       "spf-ptr",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"SPF record uses ptr", "SPFレコードで ptr が使われています"},
		Why: Text{
			"RFC 7208 says not to use it, since it is slow and unreliable, and some receivers skip it.",
			"ptr は遅く不確実なため、RFC 7208で使わないこととされており、無視する受信側もあります。",
		},
		Remedy: Text{
			"Write the servers as mx, a, ip4, ip6 or include.",
			"サーバーは mx、a、ip4、ip6、include で書いてください。",
		},
		References: []string{"RFC 7208 section 5.5"},
		example: example{
			failing:   "txt @ v=spf1 mx ptr ~all",
			corrected: "txt @ v=spf1 mx ip4:203.0.113.10 ~all",
		},
		Check: checkSPFPTR,
	}
}

func checkSPFPTR(c Case) []Finding {
	s, ok := c.spf()
	if !ok {
		return nil
	}
	for _, t := range s.Terms {
		if t.Mechanism() && t.Name == "ptr" {
			return []Finding{c.finding("value",
				textf("`%[1]s` looks up the name of the sending server.", "`%[1]s` は、送信元サーバーの名前を逆引きする指定です。", t.String()),
				textf("Replace `%[1]s` by the servers themselves, as in:%[2]s", "`%[1]s` の代わりに、サーバーを次のような形で書いてください。%[2]s", t.String(),
					ownLines("mx", "ip4:192.0.2.1", "ip6:2001:db8::1", "include:spf.example.net")))}
		}
	}
	return nil
}
