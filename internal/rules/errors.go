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
		return &UnknownRuleError{ID: id, Known: settable(catalogue), Nearest: Nearest(id, allIDs(catalogue))}
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

func allIDs(catalogue []Rule) []string {
	all := make([]string, len(catalogue))
	for i, r := range catalogue {
		all[i] = r.ID
	}
	return all
}

// Nearest returns the name that differs from what was written by the fewest
// letters, as long as at most a third of them is wrong; "" if there is none.
func Nearest(written string, names []string) string {
	best, least := "", len(written)/3+1
	for _, name := range names {
		if d := distance(strings.ToLower(written), name); d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, change, or exchange with the next
// one, to turn one word into the other (optimal string alignment).
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := d[i-1][j-1]
			if a[i-1] != b[j-1] {
				cost++
			}
			d[i][j] = min(cost, d[i-1][j]+1, d[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
