package rules

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestUnresolved(t *testing.T) {
	t.Parallel()
	resolve := func(_ context.Context, name string) ([]string, bool, error) {
		switch name {
		case "mail.gaibu-server.com":
			return []string{"198.51.100.25"}, false, nil
		case "alias.gaibu-server.com":
			return []string{"198.51.100.25"}, true, nil
		case "mial.gaibu-server.com":
			return nil, false, nil
		}
		return nil, false, errors.New("no answer")
	}
	tests := []struct {
		name, line string
		want       []string
	}{
		{"a server that resolves", "mx @ mail.gaibu-server.com. 20", nil},
		{"a name that does not exist", "mx @ mial.gaibu-server.com. 20", []string{"at target mx @ mial.gaibu-server.com. 20"}},
		{"an alias", "mx @ alias.gaibu-server.com. 20", []string{"at target mx @ alias.gaibu-server.com. 20"}},
		{"no answer", "mx @ silent.gaibu-server.com. 20", nil},
		{"a host of the zone is not asked for", "mx @ mail 10", nil},
		{"a missing dot has a rule of its own", "mx @ mial.gaibu-server.com 20", nil},
		{"the null mx", "mx @ . 0", nil},
		{"a target that is not known yet", "mx @ ? 10", nil},
		{"another type", "cname www mial.gaibu-server.com.", nil},
	}
	p := defaults(t)
	off, err := NewPolicy(map[string]string{"mx-target-unresolved": "off"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := Case{Subject: planned(test.line), Origin: zone.NewOrigin(exampleDomain)}
			found := p.Network(t.Context(), c, Resolver{Addresses: resolve})
			if got := written(found, nil); !slices.Equal(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
			for _, f := range found {
				checkText(t, "message", f.Message)
				checkText(t, "suggestion", f.Suggestion)
				if f.Rule != "mx-target-unresolved" || f.Severity != Warning {
					t.Errorf("found %s %s", f.Rule, f.Severity)
				}
			}
			if got := off.Network(t.Context(), c, Resolver{Addresses: resolve}); got != nil {
				t.Errorf("found %q though the rule is off", written(got, nil))
			}
		})
	}
}
