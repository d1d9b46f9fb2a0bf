package rules

import "strings"

func targetMissingDot() Rule {
	return Rule{
		ID:       "target-missing-dot",
		Severity: Error,
		Scope:    ScopeSettled,
		Types:    []string{"cname", "ns", "srv"},
		Title:    Text{"Target of a CNAME, NS or SRV record is missing its trailing dot", "CNAME、NS、SRVレコードのターゲットの末尾にピリオドがありません"},
		Why: Text{
			"Value-Domain adds the domain to every name that does not end in a dot, so the record would point to a host that does not exist.",
			"バリュードメインでは、末尾にピリオドのない名前にドメイン名が補われるため、存在しないホストを指してしまいます。",
		},
		Remedy: Text{
			"Write a full name with a dot at its end, or a host of this domain by its short name without a dot.",
			"完全な名前には末尾にピリオドを付けてください。このドメインのホストなら、短い名前だけ（ピリオドなし）でも指定できます。",
		},
		References: []string{"Value-Domain API", "RFC 1034 section 3.1"},
		example: example{
			simple:    true,
			failing:   "cname shop ghs.googlehosted.com",
			corrected: "cname shop ghs.googlehosted.com.",
		},
		Check: checkTargetMissingDot,
	}
}

// checkTargetMissingDot is silent where the zone has the relative name, which
// is then what is meant. The domain's own wildcard does not count: it would answer
// for every such slip.
func checkTargetMissingDot(c Case) []Finding {
	target := c.get("target")
	if c.Removal || !c.knows("target") || !missesDot(target) || c.mayExist(c.Origin.FQDN(target)) {
		return nil
	}
	found := c.missingDot()
	if c.Origin.FQDN(asciiDots(target)+".") == c.owner {
		found = []Finding{c.finding("target",
			textf("`%[1]s` is read as `%[1]s.%[2]s.`, and with the dot it would be the record's own host.",
				"`%[1]s` は `%[1]s.%[2]s.` と解釈されます。ピリオドを付けると、このレコード自身のホストを指すことになります。", target, c.domain()),
			textf("Write the full name of the server that is meant, with a trailing dot.",
				"本来のサーバーの完全な名前を、末尾にピリオドを付けて書いてください。"))}
	}
	kind := strings.ToUpper(c.Subject.Record.Type)
	for i := range found {
		found[i].Title = textf("%[1]s target is missing its trailing dot", "%[1]sレコードのターゲットの末尾にピリオドがありません", kind)
	}
	return found
}

// mayExist reports whether the zone has a record for that full name, or may have
// one once the plan is done. The domain's own wildcard says nothing.
func (c Case) mayExist(fqdn string) bool {
	if owner := c.Zone.Matching(fqdn); owner != "*."+c.Origin.String() && len(c.Zone.At(owner)) > 0 {
		return true
	}
	for _, r := range c.Unplaced {
		if !r.Knows("host") || c.Origin.Owner(r) == fqdn {
			return true
		}
	}
	return false
}
