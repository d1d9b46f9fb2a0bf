package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func priorityStep() Rule {
	return Rule{
		ID:       "priority-step",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"mx"},
		Title:    Text{"MX priorities go in steps of 10", "MXレコードの優先度は10きざみで指定します"},
		Why: Text{
			"Any order of numbers works, but steps of 10 are what everybody expects, and they leave room for a server in between. Some mail services publish narrower sets; keep those as they are.",
			"どのような数字でも順番は付きますが、10きざみにするのが一般的で、あとから間にサーバーを追加するときにも困りません。メールサービスの指定どおりの値であれば、そのままで構いません。",
		},
		Remedy: Text{
			"Write 10, 20, 30 in the order in which the servers are to be tried.",
			"優先したいサーバーから順に、10、20、30と指定してください。",
		},
		References: []string{"FAQ Q4"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 15"),
				Corrected: hcl("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
			}
		},
		Check: checkPriorityStep,
	}
}

func checkPriorityStep(c Case) []Finding {
	against := c.related(tooClose)
	if len(against) == 0 || len(c.related(samePriority)) > 0 {
		return nil
	}
	priority := number(c.get("priority"))
	message := textf("`priority = %[1]s` is less than 10 away from %[2]s.",
		"`priority = %[1]s` と %[2]s の差が10未満です。", c.get("priority"), quoted(against))
	next := -1
	if isLast(priority, c.priorities()) {
		next = nextStep(priority, c.priorities())
	}
	if next < 0 {
		return []Finding{c.finding("priority", message, c.renumber(), against...)}
	}
	value := strconv.Itoa(next)
	return []Finding{c.finding("priority", message, textf(
		"Write `priority = %[1]s`. If your mail service gives these numbers, keep them; `rule_severity = { \"priority-step\" = \"off\" }` silences this warning.",
		"`priority = %[1]s` と書いてください。メールサービスの指定した値であれば、そのままで構いません。この警告は `rule_severity = { \"priority-step\" = \"off\" }` で消せます。",
		value,
	), against...).with(c.changed("priority", value))}
}

func isLast(priority int, others []int) bool {
	return len(others) == 0 || slices.Max(others) < priority
}

// renumber suggests new priorities for all mx records of the subject's host,
// in the order they have now.
func (c Case) renumber() Text {
	var all []zone.Entry
	for _, e := range append(c.others(), c.Subject) {
		if e.Record.Type == "mx" && e.Record.Knows("priority", "target") {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b zone.Entry) int {
		return number(a.Record.Get("priority")) - number(b.Record.Get("priority"))
	})
	steps := make([]string, len(all))
	for i, e := range all {
		steps[i] = fmt.Sprintf("`priority = %d` (%s)", (i+1)*usualPriority, e.Record.Get("target"))
	}
	return textf(
		"Renumber the mail servers of this host: %[1]s. If your mail service gives the present numbers, keep them.",
		"このホストのメールサーバーの優先度を付け直してください: %[1]s。メールサービスの指定した値であれば、そのままで構いません。",
		strings.Join(steps, ", "))
}
