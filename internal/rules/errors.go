package rules

import (
	"fmt"
	"slices"
	"strings"
)

// UnknownRuleError reports that a setting names a rule that does not exist.
type UnknownRuleError struct {
	ID string
	// Known are the ids that can be set, in the order of the catalogue.
	Known []string
	// Nearest is the id that was probably meant, or empty.
	Nearest string
}

func (e *UnknownRuleError) Error() string {
	hint := ""
	if e.Nearest != "" {
		hint = fmt.Sprintf(" (did you mean %q?)", e.Nearest)
	}
	return fmt.Sprintf("unknown rule %q%s; the rules that can be set are %s", e.ID, hint, strings.Join(e.Known, ", "))
}

// FixedRuleError reports that a setting names a rule whose severity can't be
// changed, since it reports what Value-Domain or the DNS does not support.
type FixedRuleError struct {
	ID string
	// Settable are the ids that can be set, in the order of the catalogue.
	Settable []string
}

func (e *FixedRuleError) Error() string {
	return fmt.Sprintf("rule %q cannot be set: it reports what Value-Domain or the DNS does not support; the rules that can be set are %s",
		e.ID, strings.Join(e.Settable, ", "))
}

// SeverityError reports that a rule is set to something that is no severity.
type SeverityError struct{ ID, Severity string }

func (e *SeverityError) Error() string {
	return fmt.Sprintf("rule %q is set to %q, which is none of %q, %q, %q", e.ID, e.Severity, Error, Warning, Off)
}

func checkSetting(catalogue []Rule, id, severity string) error {
	at := slices.IndexFunc(catalogue, func(r Rule) bool { return r.ID == id })
	if at < 0 {
		return &UnknownRuleError{ID: id, Known: settable(catalogue), Nearest: nearest(catalogue, id)}
	}
	if catalogue[at].Fixed {
		return &FixedRuleError{ID: id, Settable: settable(catalogue)}
	}
	switch Severity(severity) {
	case Error, Warning, Off:
		return nil
	}
	return &SeverityError{ID: id, Severity: severity}
}

func settable(catalogue []Rule) []string {
	var ids []string
	for _, r := range catalogue {
		if !r.Fixed {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// nearest returns the id that differs from what was written by the fewest
// letters, as long as at most a third of them is wrong.
func nearest(catalogue []Rule, id string) string {
	best, least := "", len(id)/3+1
	for _, r := range catalogue {
		if d := distance(strings.ToLower(id), r.ID); d < least {
			best, least = r.ID, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or change to turn one
// word into the other (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
