package rules

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// table repeats the rule table of the product's description: id, severity,
// fixed and scope are public API and must not change unseen.
func table() []Rule {
	return []Rule{
		{ID: "mx-target-missing-dot", Severity: Error, Scope: ScopeRecord},
		{ID: "mx-target-stray-dot", Severity: Error, Scope: ScopeRecord},
		{ID: "mx-target-is-address", Severity: Error, Scope: ScopeRecord},
		{ID: "target-missing-dot", Severity: Error, Scope: ScopeSettled},
		{ID: "target-is-address", Severity: Error, Scope: ScopeRecord},
		{ID: "mx-wildcard-all", Severity: Warning, Scope: ScopeRecord},
		{ID: "simple-dns-mxe", Severity: Error, Fixed: true, Scope: ScopeRecord, NeedsService: true},
		{ID: "simple-dns-mx-host", Severity: Warning, Scope: ScopeAudit, NeedsService: true},
		{ID: "simple-dns-forwarding", Severity: Error, Fixed: true, Scope: ScopeRecord, NeedsService: true},
		{ID: "simple-dns-catch-all", Severity: Warning, Scope: ScopeAudit, NeedsService: true},
		{ID: "mxe-priority", Severity: Warning, Scope: ScopeRecord},
		{ID: "ttl-below-minimum", Severity: Error, Fixed: true, Scope: ScopeRecord},
		{ID: "duplicate-record", Severity: Error, Scope: ScopeZone},
		{ID: "host-address-conflict", Severity: Error, Scope: ScopeZone},
		{ID: "cname-coexists", Severity: Error, Fixed: true, Scope: ScopeZone},
		{ID: "mx-target-is-cname", Severity: Error, Scope: ScopeZone},
		{ID: "mx-target-no-address", Severity: Warning, Scope: ScopeSettled},
		{ID: "mail-host-private-address", Severity: Error, Scope: ScopeZone},
		{ID: "null-mx-with-others", Severity: Error, Scope: ScopeZone},
		{ID: "mxe-single-server", Severity: Error, Scope: ScopeZone},
		{ID: "mxe-with-mx", Severity: Error, Scope: ScopeZone},
		{ID: "forwarding-with-mail-server", Severity: Error, Scope: ScopeZone},
		{ID: "forwarding-record-overridden", Severity: Error, Scope: ScopeZone},
		{ID: "secondary-same-server", Severity: Warning, Scope: ScopeZone},
		{ID: "secondary-same-priority", Severity: Warning, Scope: ScopeZone},
		{ID: "priority-step", Severity: Warning, Scope: ScopeZone},
		{ID: "xrea-secondary", Severity: Error, Scope: ScopeZone},
		{ID: "mail-outage", Severity: Warning, Scope: ScopeSettled},
		{ID: "spf-multiple", Severity: Warning, Scope: ScopeZone},
		{ID: "spf-syntax", Severity: Error, Scope: ScopeRecord},
		{ID: "spf-too-many-lookups", Severity: Error, Scope: ScopeZone},
		{ID: "spf-pass-all", Severity: Error, Scope: ScopeRecord},
		{ID: "spf-no-all", Severity: Warning, Scope: ScopeRecord},
		{ID: "spf-ptr", Severity: Warning, Scope: ScopeRecord},
		{ID: "spf-missing", Severity: Warning, Scope: ScopeAudit},
		{ID: "dmarc-missing", Severity: Warning, Scope: ScopeAudit},
		{ID: "dmarc-syntax", Severity: Error, Scope: ScopeRecord},
		{ID: "dmarc-multiple", Severity: Error, Scope: ScopeZone},
		{ID: "dmarc-policy-none", Severity: Warning, Scope: ScopeAudit},
		{ID: "dkim-syntax", Severity: Error, Scope: ScopeRecord},
		{ID: "dkim-weak-key", Severity: Warning, Scope: ScopeRecord},
		{ID: "dkim-revoked", Severity: Warning, Scope: ScopeAudit},
		{ID: "mta-sts-syntax", Severity: Error, Scope: ScopeRecord},
		{ID: "mta-sts-no-host", Severity: Warning, Scope: ScopeSettled},
		{ID: "tls-rpt-syntax", Severity: Error, Scope: ScopeRecord},
		{ID: "bimi-syntax", Severity: Warning, Scope: ScopeRecord},
		{ID: "sender-not-covered", Severity: Warning, Scope: ScopeAudit},
		{ID: "dmarc-report-elsewhere", Severity: Warning, Scope: ScopeNetwork},
		{ID: "parked-domain-open", Severity: Warning, Scope: ScopeAudit},
		{ID: "mx-omitted", Severity: Warning, Scope: ScopeAudit},
		{ID: "shared-fate", Severity: Warning, Scope: ScopeAudit},
		{ID: "foreign-mail-host", Severity: Warning, Scope: ScopeAudit},
		{ID: "mx-target-unresolved", Severity: Warning, Scope: ScopeNetwork},
	}
}

func TestCatalogueIsTheTable(t *testing.T) {
	t.Parallel()
	want, got := table(), Catalogue()
	if len(got) != len(want) {
		t.Fatalf("the catalogue has %d rules, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.ID != w.ID || g.Severity != w.Severity || g.Fixed != w.Fixed || g.Scope != w.Scope || g.NeedsService != w.NeedsService {
			t.Errorf("rule %d is %s %s fixed=%t %s service=%t, want %s %s fixed=%t %s service=%t", i,
				g.ID, g.Severity, g.Fixed, g.Scope, g.NeedsService, w.ID, w.Severity, w.Fixed, w.Scope, w.NeedsService)
		}
		if (g.Check == nil) != (g.Scope == ScopeNetwork) {
			t.Errorf("%s: only a network rule goes without a check", g.ID)
		}
		if (g.CheckNetwork != nil) != (g.Scope == ScopeNetwork || g.ID == "spf-too-many-lookups") {
			t.Errorf("%s: a network rule has a check of its own, and of the others only the one that follows includes", g.ID)
		}
	}
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
	for _, w := range table() {
		if r, ok := Lookup(w.ID); !ok || r.ID != w.ID {
			t.Errorf("Lookup(%q) = %q, %t", w.ID, r.ID, ok)
		}
	}
	if _, ok := Lookup("mx-target"); ok {
		t.Error("Lookup finds a rule that does not exist")
	}
}
