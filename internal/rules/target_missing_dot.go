package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func targetMissingDot() Rule {
	return Rule{
		ID:       "target-missing-dot",
		Severity: Error,
		Scope:    ScopeSettled,
		Types:    []string{"cname", "ns", "srv"},
		Title:    Text{"The target needs a trailing dot", "ターゲットの末尾にピリオドがありません"},
		Why: Text{
			"A name without a trailing dot is relative: the DNS appends the zone's own domain to it. The record would lead to a host that does not exist.",
			"末尾にピリオドのない名前は、このドメインの中の名前とみなされ、後ろにドメイン名が補われます。そのままでは、存在しないホストを指してしまいます。",
		},
		Remedy: Text{
			"Write a full name with a dot at its end, or a host of this domain by its short name alone.",
			"完全な名前には末尾にピリオドを付けてください。このドメインのホストなら、短い名前だけ（ピリオドなし）でも指定できます。",
		},
		References: []string{"Value-Domain API", "RFC 1034 section 3.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceSimple,
				Failing:   hcl("cname shop ghs.googlehosted.com"),
				Corrected: hcl("cname shop ghs.googlehosted.com."),
			}
		},
		Check: checkTargetMissingDot,
	}
}

// checkTargetMissingDot is silent where the zone has the relative name, which
// is then what is meant. The domain's own wildcard does not count: it would answer
// for every such slip.
func checkTargetMissingDot(c Case) []Finding {
	target := c.get("target")
	if c.Removal || !c.is("cname", "ns", "srv") || !c.knows("target") || !missesDot(target) || c.mayStand(c.Origin.FQDN(target)) {
		return nil
	}
	if c.Origin.FQDN(asciiDots(target)+".") == c.owner {
		return []Finding{c.finding("target",
			textf("`target = %[1]q` lacks the trailing dot, so it means `%[1]s.%[2]s.`; with the dot it would name the record's own host.",
				"`target = %[1]q` は末尾のピリオドがないため、`%[1]s.%[2]s.` という意味になります。ピリオドを付けると、このレコード自身のホストを指すことになります。",
				target, c.domain()),
			textf("Write the full name of the server that is meant, with a trailing dot.",
				"本来のサーバーの完全な名前を、末尾にピリオドを付けて書いてください。"))}
	}
	return c.missingDot()
}

// mayStand reports whether the zone holds a record for that full name, or may hold
// one once the plan is done. The domain's own wildcard says nothing.
func (c Case) mayStand(fqdn string) bool {
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
