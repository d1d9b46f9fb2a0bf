package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// pointedAt is the attribute that a rule points at in the first of its fixtures, which
// is about its example; "" is the resource as a whole. Of two resources that are new
// the one that is planned second is pointed at.
func pointedAt(t *testing.T, id string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../rules/testdata", id+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	_, first, found := strings.Cut(string(text), "\n  at ")
	if !found {
		t.Fatal("no fixture has a finding")
	}
	return strings.TrimPrefix(strings.Fields(first)[0], "-")
}

func TestEveryRulePointsAtTheLineToChange(t *testing.T) {
	t.Parallel()
	for _, rule := range rules.Catalogue() {
		if rule.Scope == rules.ScopeAudit || rule.Scope == rules.ScopeNetwork {
			continue
		}
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			example := rule.Example()
			start := example.Zone
			if start == "" {
				start = "a www 203.0.113.10\ntxt @ something"
			}
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			settings := fmt.Sprintf("dns_service = %q", example.Service)
			if example.Service == "" {
				settings = ""
			}
			if example.Before != "" {
				c.write(settings, example.Before)
				c.apply()
			}
			c.write(settings, example.Failing)
			o := c.plan()
			attribute := pointedAt(t, rule.ID)
			if len(o.diagnostics) != 1 {
				t.Fatalf("not one diagnostic:\n%s", o.out)
			}
			switch d := o.diagnostics[0]; {
			case rule.ID == "mail-outage":
				if d.Snippet != nil {
					t.Errorf("it points at %q", d.Snippet.Code)
				}
			case attribute == "" && (d.Snippet == nil || !strings.HasPrefix(d.Snippet.Code, "resource ")):
				t.Errorf("it does not point at the resource:\n%s", o.out)
			case attribute != "" && (d.Snippet == nil || strings.Fields(d.Snippet.Code)[0] != attribute):
				t.Errorf("it does not point at %s:\n%s", attribute, o.out)
			}
		})
	}
}
