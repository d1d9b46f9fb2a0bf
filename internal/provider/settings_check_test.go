package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

func TestSettingsHaveTheirValuesOrNone(t *testing.T) {
	t.Parallel()
	guards := func(names ...string) types.Set {
		var all []attr.Value
		for _, name := range names {
			all = append(all, types.StringValue(name))
		}
		return types.SetValueMust(types.StringType, all)
	}
	for name, test := range map[string]struct {
		c     config
		wrong string // A part of the detail; "": nothing is wrong.
	}{
		"nothing is set":            {config{}, ""},
		"empty texts":               {config{DNSService: types.StringValue(""), Language: types.StringValue(""), DNSBackend: types.StringValue("")}, ""},
		"a service that exists":     {config{DNSService: types.StringValue("general")}, ""},
		"a mistyped service":        {config{DNSService: types.StringValue("generl")}, `"generl" is none of them`},
		"a language":                {config{Language: types.StringValue("fr")}, `"fr" is none of them`},
		"a backend":                 {config{DNSBackend: types.StringValue("domain")}, "freedns"},
		"a guard":                   {config{OverrideGuards: guards("empty-zone", "all")}, `"all" is none of them`},
		"too few requests":          {config{RequestsPerMinute: session.Number(-5)}, "from 1 to 1000"},
		"a value that comes later":  {config{DNSService: types.StringUnknown(), RequestsPerMinute: types.NumberUnknown()}, ""},
		"the most requests allowed": {config{RequestsPerMinute: session.Number(1000)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			test.c.check(rules.English, &diags)
			switch {
			case test.wrong == "" && diags.HasError():
				t.Errorf("%v", diags)
			case test.wrong != "" && (len(diags) != 1 || !strings.Contains(diags[0].Detail(), test.wrong)):
				t.Errorf("%v, want one error with %q", diags, test.wrong)
			}
		})
	}
}
