package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// attributes are what the rules point at; "" is the resource as a whole. Of two
// resources that are new the one that is planned second is pointed at.
func attributes() map[string]string {
	return map[string]string{
		"mx-target-missing-dot":        "target",
		"mx-target-stray-dot":          "target",
		"mx-target-is-address":         "target",
		"target-missing-dot":           "target",
		"target-is-address":            "target",
		"mx-wildcard-all":              "host",
		"simple-dns-mxe":               "",
		"simple-dns-forwarding":        "",
		"mxe-priority":                 "priority",
		"ttl-below-minimum":            "ttl",
		"duplicate-record":             "priority",
		"host-address-conflict":        "host",
		"cname-coexists":               "host",
		"mx-target-is-cname":           "target",
		"mx-target-no-address":         "target",
		"mail-host-private-address":    "address",
		"null-mx-with-others":          "",
		"mxe-single-server":            "",
		"mxe-with-mx":                  "",
		"forwarding-with-mail-server":  "",
		"forwarding-record-overridden": "",
		"secondary-same-server":        "target",
		"secondary-same-priority":      "priority",
		"priority-step":                "priority",
		"xrea-secondary":               "target",
		"mail-outage":                  "", // The resource is gone from the configuration.
		"spf-multiple":                 "value",
		"spf-syntax":                   "value",
		"spf-too-many-lookups":         "value",
		"spf-pass-all":                 "value",
		"spf-no-all":                   "value",
		"spf-ptr":                      "value",
		"dmarc-syntax":                 "value",
		"dmarc-multiple":               "value",
		"dkim-syntax":                  "value",
		"dkim-weak-key":                "value",
		"mta-sts-syntax":               "value",
		"mta-sts-no-host":              "host",
		"tls-rpt-syntax":               "value",
		"bimi-syntax":                  "value",
	}
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
			attribute, ok := attributes()[rule.ID]
			if !ok {
				t.Fatal("the table lacks the rule")
			}
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
