package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// The records of one plan are judged one after the other, each in the zone as it is
// known by then. So a conflict that an audit finds with a line and not without it is
// found by a plan that adds the line last, whichever of the lines of a fixture it is.
// The audit names the line: by that valuedomain_zone knows that the conflict is new.
func TestAConflictIsFoundWhicheverLineComesLast(t *testing.T) {
	t.Parallel()
	for _, rule := range Catalogue() {
		if rule.Scope != ScopeZone {
			continue
		}
		fires, _ := fixtures(t, rule.ID)
		for _, f := range fires {
			lines := slices.Concat(f.zone, f.add)
			for _, line := range f.remove {
				lines = without(lines, line)
			}
			if strings.Contains(strings.Join(lines, "\n"), unknownWord) || slices.Contains(lines, "forward") {
				continue
			}
			for _, last := range lines {
				before := without(lines, last)
				whole := fixture{audit: true, service: f.service, nsType: f.nsType, set: f.set, zone: lines}
				rest, plan := whole, whole
				rest.zone = before
				plan.audit, plan.zone, plan.managed, plan.add = false, before, before, []string{last}
				if !whole.finds(t, rule.ID, "") || rest.finds(t, rule.ID, "") {
					continue
				}
				if !plan.finds(t, rule.ID, "") {
					t.Errorf("%s: %s: not found when %q comes last", rule.ID, f.name, last)
				}
				if !whole.finds(t, rule.ID, last) {
					t.Errorf("%s: %s: the audit does not name %q", rule.ID, f.name, last)
				}
			}
		}
	}
}

// finds reports whether a rule, or one that sees the same from another side, fires,
// with a finding that names the line.
func (f fixture) finds(t *testing.T, rule, line string) bool {
	t.Helper()
	return slices.ContainsFunc(f.judge(defaults(t)), func(found Finding) bool {
		return causeOf(found.Rule) == causeOf(rule) &&
			(line == "" || found.Line == line || slices.ContainsFunc(found.Others, func(e zone.Entry) bool { return e.Line == line }))
	})
}

// without returns the lines without the first that is equal to one.
func without(lines []string, line string) []string {
	i := slices.Index(lines, line)
	return slices.Delete(slices.Clone(lines), i, i+1)
}
