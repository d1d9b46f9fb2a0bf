package rules

import "strconv"

func secondarySamePriority() Rule {
	return Rule{
		ID:       "secondary-same-priority",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"mx"},
		Title:    Text{"Two mail servers of one host have the same priority", "同じホストのメールサーバーの優先度が同じです"},
		Why: Text{
			"Senders choose among servers of the same priority at random, so each receives part of the mail. If your mail service gives equal priorities, keep them.",
			"優先度が同じだと、送信側は無作為に選ぶため、メールが各サーバーに分かれて届きます。メールサービスの指定で同じ優先度にしている場合は、そのままでかまいません。",
		},
		Remedy: Text{
			"Give each server its own priority in steps of 10. The smallest number is tried first.",
			"サーバーごとに10、20、30と、10刻みで別の優先度を付けてください。数字の小さいサーバーが優先されます。",
		},
		References: []string{"FAQ Q5", "FAQ Q4", "RFC 5321 section 5.1"},
		example: example{
			failing:   lines("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 10"),
			corrected: lines("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
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
	message := textf("Another server has the priority %[1]s too.", "優先度 %[1]s のサーバーがほかにもあります。", c.get("priority"))
	next := nextStep(priority, c.priorities())
	if next < 0 {
		return []Finding{c.finding("priority", message, c.renumber(), against...)}
	}
	value := strconv.Itoa(next)
	return []Finding{c.finding("priority", message, textf(
		"To use this server only if the others do not answer, write:%[1]s",
		"ほかのサーバーが応答しないときだけこのサーバーを使う場合は、次のように書いてください。%[1]s",
		ownLines("priority = "+value),
	), against...).with(c.changed("priority", value))}
}

// nextStep returns the first multiple of 10 behind a priority that keeps 10
// away from all others and passes none that is behind it; -1 where there
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

// maximumPriority is the largest number that an mx can have (RFC 1035 section 3.3.9).
const maximumPriority = 65535
