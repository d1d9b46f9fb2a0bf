package rules

import "strconv"

// minimumTTL is the least TTL in seconds that Value-Domain keeps; it stores
// 3600 for anything below (relied on by a public client of the API).
const minimumTTL = 120

func ttlBelowMinimum() Rule {
	return Rule{
		ID:       "ttl-below-minimum",
		Severity: Error,
		Fixed:    true,
		Scope:    ScopeRecord,
		Title:    Text{"TTL is below 120 seconds", "TTLが120秒未満です"},
		Why: Text{
			"Value-Domain does not keep a TTL below 120 seconds and stores 3600 instead.",
			"バリュードメインは120秒未満のTTLを保存せず、3600秒に置き換えます。短くしたつもりが、長くなってしまいます。",
		},
		Remedy: Text{
			"Write 120 or more. One TTL applies to all records of the domain.",
			"120以上の値を指定してください。TTLはドメインのすべてのレコードに共通です。",
		},
		References: []string{"Value-Domain API"},
		example: example{
			failing:   "ttl 60",
			corrected: "ttl 120",
		},
		Check: checkTTLBelowMinimum,
	}
}

func checkTTLBelowMinimum(c Case) []Finding {
	if c.TTL == 0 || c.TTL >= minimumTTL {
		return nil
	}
	f := c.finding("ttl",
		textf("A TTL of %[1]s would become a longer one.", "%[1]s秒は、指定できる範囲より短い値です。", strconv.Itoa(c.TTL)),
		textf("Write the shortest TTL that works, or more:%[1]s", "指定できる最小の値です。これ以上の値を書いてください。%[1]s", ownLines("ttl = 120")))
	f.Line = ""
	return []Finding{f}
}
