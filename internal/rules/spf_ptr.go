package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func spfPTR() Rule {
	return Rule{
		ID:       "spf-ptr",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"txt"},
		Title:    Text{"The SPF text uses ptr", "SPFで ptr が使われています"},
		Why: Text{
			"The term ptr is slow and unreliable, and RFC 7208 says not to use it. Some receivers skip it, so that mail from those servers fails the check.",
			"ptr は遅く不確実なため、RFC 7208で使わないこととされています。受信側によっては無視され、そのサーバーから送ったメールが正しく判定されません。",
		},
		Remedy: Text{
			"Name the servers by mx, a, ip4, ip6 or include.",
			"サーバーは mx、a、ip4、ip6、include で書いてください。",
		},
		References: []string{"RFC 7208 section 5.5"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("txt @ v=spf1 mx ptr ~all"),
				Corrected: hcl("txt @ v=spf1 mx ip4:203.0.113.10 ~all"),
			}
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
				textf("`%[1]s` in `%[2]s` asks for the name of the sending server, which many receivers do not do.",
					"`%[2]s` の `%[1]s` は送信元サーバーの名前を逆引きする指定ですが、行わない受信側が多くあります。", t.String(), lineOf(c.Subject)),
				textf("Remove `%[1]s`, and name the servers by `mx`, `a`, `ip4:`, `ip6:` or `include:`.",
					"`%[1]s` を削除し、サーバーを `mx`、`a`、`ip4:`、`ip6:`、`include:` で書いてください。", t.String()))}
		}
	}
	return nil
}
