package rules

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// recordLine reads a resource block of an example back into its line. It
// knows no more HCL than the examples hold.
func exampleLines(t *testing.T, source string) []string {
	t.Helper()
	header := regexp.MustCompile(`^resource "valuedomain_(\w+)" "\w+" \{$`)
	argument := regexp.MustCompile(`^  (\w+) *= (.+)$`)
	var found []string
	var kind string
	var values map[string]string
	for line := range strings.Lines(source) {
		line = strings.TrimSuffix(line, "\n")
		if m := header.FindStringSubmatch(line); m != nil {
			kind, values = m[1], map[string]string{}
		} else if m := argument.FindStringSubmatch(line); m != nil {
			value, err := strconv.Unquote(m[2])
			if err != nil {
				value = m[2]
			}
			values[m[1]] = value
		} else if line == "}" {
			found = append(found, blockLine(t, kind, values))
		} else if line != "" {
			t.Fatalf("the line %q of an example is not understood", line)
		}
	}
	return found
}

func blockLine(t *testing.T, kind string, values map[string]string) string {
	t.Helper()
	if values["domain"] != exampleDomain {
		t.Errorf("an example is about the domain %q", values["domain"])
	}
	switch kind {
	case "mail_forwarding":
		return "forward"
	case "zone_settings":
		return "ttl " + values["ttl"]
	}
	name := strings.TrimSuffix(kind, "_record")
	typ, ok := zone.LookupType(name)
	if !ok {
		t.Fatalf("an example has the resource %q", kind)
	}
	fields := []string{name, values["host"]}
	for _, f := range typ.Fields {
		fields = append(fields, values[f.Name])
	}
	line := strings.Join(fields, " ")
	if _, ok := zone.ParseRecord(line); !ok {
		t.Errorf("an example gives the line %q", line)
	}
	return line
}

// exampleFindings judges a configuration of an example as its rule is judged.
func exampleFindings(t *testing.T, r Rule, config string) []Finding {
	t.Helper()
	f := fixture{service: r.Example().Service}
	if r.Example().Zone != "" {
		f.zone = strings.Split(r.Example().Zone, "\n")
	}
	for _, line := range exampleLines(t, config) {
		if seconds, ok := strings.CutPrefix(line, "ttl "); ok {
			f.ttl, _ = strconv.Atoi(seconds)
			continue
		}
		f.add = append(f.add, line)
	}
	if r.Scope == ScopeAudit {
		f.audit, f.zone = true, append(f.zone, f.add...)
	}
	for _, before := range exampleLines(t, r.Example().Before) {
		f.zone = append(f.zone, before)
		f.remove = append(f.remove, before)
	}
	return f.judge(defaults(t))
}

func TestEveryExampleFailsAndIsCorrected(t *testing.T) {
	t.Parallel()
	for _, r := range Catalogue() {
		if r.Check == nil {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			if len(of(r.ID, exampleFindings(t, r, r.Example().Failing))) == 0 {
				t.Error("the failing example does not trip the rule")
			}
			corrected := exampleFindings(t, r, r.Example().Corrected)
			if found := of(r.ID, corrected); len(found) > 0 {
				t.Errorf("the corrected example still trips the rule: %q", written(found, nil))
			}
			for _, f := range corrected {
				if f.Severity == Error {
					t.Errorf("the corrected example trips %s", f.Rule)
				}
				if r.Scope != ScopeAudit && f.Rule != "simple-dns-catch-all" {
					t.Errorf("the corrected example still warns of %s", f.Rule)
				}
			}
		})
	}
}
