package rules

import (
	"strconv"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// minimumTTL is the least TTL in seconds that the registrar keeps; it stores
// 3600 for anything below (relied on by a public client of the API).
const minimumTTL = 120

func ttlBelowMinimum() Rule {
	return Rule{
		ID:       "ttl-below-minimum",
		Severity: Error,
		Fixed:    true,
		Scope:    ScopeRecord,
		Title:    Text{"The TTL must be at least 120 seconds", "TTLは120秒以上で指定します"},
		Why: Text{
			"The registrar does not keep a TTL below 120 seconds: it stores 3600 instead, so a short TTL turns into a long one without a word.",
			"Value-Domainは120秒未満のTTLを保存せず、3600秒に置き換えます。短くしたつもりが、知らないうちに長くなってしまいます。",
		},
		Remedy: Text{
			"Write 120 or more. One TTL counts for all records of the domain.",
			"120以上の値を指定してください。TTLはドメインのすべてのレコードに共通です。",
		},
		References: []string{"Value-Domain API"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("ttl 60"),
				Corrected: hcl("ttl 120"),
			}
		},
		Check: checkTTLBelowMinimum,
	}
}

func checkTTLBelowMinimum(c Case) []Finding {
	if c.TTL == 0 || c.TTL >= minimumTTL {
		return nil
	}
	f := c.finding("ttl",
		textf("`ttl = %[1]s` would be stored as 3600 seconds.",
			"`ttl = %[1]s` を指定しても、3600秒として保存されます。", strconv.Itoa(c.TTL)),
		textf("Write `ttl = 120`, the shortest that works, or more.",
			"指定できる最小の値は `ttl = 120` です。それ以上の値を書いてください。"))
	f.Line = ""
	return []Finding{f}
}
