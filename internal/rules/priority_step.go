package rules

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func priorityStep() Rule {
	return Rule{
		ID:       "priority-step",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"mx"},
		Title:    Text{"MX priorities are less than 10 apart", "MXレコードの優先度の差が10未満です"},
		Why: Text{
			"Steps of 10 are usual and leave room for a server in between. If your mail service gives these priorities, keep them.",
			"10刻みにするのが一般的で、あとから間にサーバーを追加できます。メールサービスの指定どおりの値であれば、そのままでかまいません。",
		},
		Remedy: Text{
			"Write 10, 20, 30 in the order in which the servers are to be tried.",
			"優先したいサーバーから順に、10、20、30と指定してください。",
		},
		References: []string{"FAQ Q4"},
		example: example{
			failing:   lines("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 15"),
			corrected: lines("mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"),
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
	message := textf("The priority %[1]s is close to that of another server.", "優先度 %[1]s は、別のサーバーの優先度に近い値です。", c.get("priority"))
	next := -1
	if others := c.priorities(); others[len(others)-1] < priority {
		next = nextStep(priority, others)
	}
	if next < 0 {
		return []Finding{c.finding("priority", message, c.renumber(), against...)}
	}
	value := strconv.Itoa(next)
	return []Finding{c.finding("priority", message,
		textf("Write:%[1]s", "次のように書いてください。%[1]s", ownLines("priority = "+value)), against...).with(c.changed("priority", value))}
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
		steps[i] = fmt.Sprintf("priority = %d # %s", (i+1)*usualPriority, e.Record.Get("target"))
	}
	return textf("Write new priorities for the mail servers of this host:%[1]s", "このホストのメールサーバーの優先度を付け直してください。%[1]s", ownLines(steps...))
}
