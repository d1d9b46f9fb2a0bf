package rules

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// TestTheCatalogueIsTheTable: id, severity, fixed and scope are public API and must
// not change unseen. A line that changes or goes is a breaking change.
func TestTheCatalogueIsTheTable(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, r := range Catalogue() {
		fmt.Fprintf(&b, "%s %s %s", r.ID, r.Severity, r.Scope)
		if r.Fixed {
			b.WriteString(" fixed")
		}
		if r.NeedsService {
			b.WriteString(" needs-service")
		}
		b.WriteString("\n")
		if (r.Check == nil) != (r.Scope == ScopeNetwork) {
			t.Errorf("%s: only a network rule goes without a check", r.ID)
		}
		if (r.CheckNetwork != nil) != (r.Scope == ScopeNetwork || r.ID == "spf-too-many-lookups") {
			t.Errorf("%s: a network rule has a check of its own, and of the others only the one that follows includes", r.ID)
		}
	}
	compareParts(t, "testdata/catalogue.txt", b.String(), "\n")
}

func TestEveryRuleIsWrittenInBothLanguages(t *testing.T) {
	t.Parallel()
	reference := regexp.MustCompile(`^(FAQ Q([1-9]|1[0-9])|RFC [1-9][0-9]*( section [0-9.]+)?|Value-Domain API|BIMI draft section [0-9.]+|M3AAWG parked domains)$`)
	for _, r := range Catalogue() {
		for name, text := range map[string]Text{"title": r.Title, "why": r.Why, "remedy": r.Remedy} {
			checkText(t, r.ID+": "+name, text)
		}
		if len(r.References) == 0 {
			t.Errorf("%s: no reference", r.ID)
		}
		for _, ref := range r.References {
			if !reference.MatchString(ref) {
				t.Errorf("%s: reference %q has none of the known forms", r.ID, ref)
			}
		}
		if r.Example().Failing == "" || r.Example().Corrected == "" {
			t.Errorf("%s: the example is not complete", r.ID)
		}
	}
}

// checkText makes sure that a text is there in both languages, and that
// neither is a copy of the other.
func checkText(t *testing.T, what string, text Text) {
	t.Helper()
	// Names of Value-Domain's services and values of the zone stay as they are.
	if words := regexp.MustCompile("`[^`]*`|(?m:^  .*$)").ReplaceAllString(text.EN, ""); words == "" || kana(words) {
		t.Errorf("%s: the English text is %q", what, text.EN)
	}
	if !japanese(text.JA) {
		t.Errorf("%s: the Japanese text is %q", what, text.JA)
	}
	for _, s := range []string{text.EN, text.JA} {
		if regexp.MustCompile(`%!|\x00`).MatchString(s) {
			t.Errorf("%s: %q is not well formatted", what, s)
		}
	}
}

func japanese(s string) bool { return kana(s) || holds(s, unicode.Han) }

func kana(s string) bool { return holds(s, unicode.Hiragana, unicode.Katakana) }

func holds(s string, scripts ...*unicode.RangeTable) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.In(c, scripts...) })
}

func TestLookupFindsEveryRuleAndNoOther(t *testing.T) {
	t.Parallel()
	for _, w := range Catalogue() {
		if r, ok := Lookup(w.ID); !ok || r.ID != w.ID {
			t.Errorf("Lookup(%q) = %q, %t", w.ID, r.ID, ok)
		}
	}
	if _, ok := Lookup("mx-target"); ok {
		t.Error("Lookup finds a rule that does not exist")
	}
}
