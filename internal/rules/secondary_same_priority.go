package rules

import (
	"strconv"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func secondarySamePriority() Rule {
	return Rule{
		ID:       "secondary-same-priority",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"mx"},
		Title:    Text{"Two mail servers of one host have the same priority", "同じホストのメールサーバーの優先度が同じです"},
		Why: Text{
			"Senders choose among servers of the same priority at random, so the second server gets half of the mail even while the first one is up. Some mail services publish such sets on purpose; keep those as they are.",
			"優先度が同じだと、送信側はどちらかを無作為に選びます。1台目が動いていても、約半分のメールが2台目に届きます。メールサービスの指定どおりに同じ優先度を並べている場合は、そのままで構いません。",
		},
		Remedy: Text{
			"Give each server its own priority in steps of 10: the smallest number is tried first.",
			"サーバーごとに10、20、30と、10きざみで別の優先度を付けてください。数字の小さいサーバーが優先されます。",
		},
		References: []string{"FAQ Q5", "FAQ Q4", "RFC 5321 section 5.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 10"),
				Corrected: hcl("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
			}
		},
		Check: checkSecondarySamePriority,
	}
}

func checkSecondarySamePriority(c Case) []Finding {
	against := c.related(samePriority)
	if len(against) == 0 {
		return nil
	}
	priority := number(c.get("priority"))
	message := textf("`priority = %[1]s` is also that of %[2]s.",
		"`priority = %[1]s` は %[2]s と同じです。", c.get("priority"), quoted(against))
	next := nextStep(priority, c.priorities())
	if next < 0 {
		return []Finding{c.finding("priority", message, c.renumber(), against...)}
	}
	value := strconv.Itoa(next)
	return []Finding{c.finding("priority", message, textf(
		"If this server is to wait behind the others, write `priority = %[1]s`. If your mail service tells you to use equal priorities, keep them; `rule_severity = { \"secondary-same-priority\" = \"off\" }` silences this warning.",
		"このサーバーを予備にするのであれば、`priority = %[1]s` と書いてください。メールサービスの指定で同じ優先度にしている場合は、そのままで構いません。この警告は `rule_severity = { \"secondary-same-priority\" = \"off\" }` で消せます。",
		value,
	), against...).with(c.changed("priority", value))}
}

// nextStep returns the first multiple of 10 behind a priority that keeps 10
// away from all others and passes none that stands behind it; -1 where there
// is none.
func nextStep(priority int, others []int) int {
	next := (priority/usualPriority + 1) * usualPriority
	for _, other := range others {
		switch {
		case other <= priority:
			if next < other+usualPriority {
				next += usualPriority
			}
		case next > other-usualPriority:
			return -1
		}
	}
	if next > maximumPriority {
		return -1
	}
	return next
}

// maximumPriority is the largest number an mx can hold (RFC 1035 section 3.3.9).
const maximumPriority = 65535
