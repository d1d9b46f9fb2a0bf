package provider_test

import (
	"maps"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
)

func TestOnlyErrorsAreLoggedUnlessTheUserAsksForMore(t *testing.T) {
	t.Parallel()
	errorsOnly := map[string]string{"TF_LOG_SDK": "ERROR", "TF_LOG_PROVIDER": "ERROR"}
	for name, tc := range map[string]struct {
		environment []string
		want        map[string]string
	}{
		"nothing is said":                     {[]string{"PATH=/bin", "TF_CLI_ARGS=-no-color"}, errorsOnly},
		"a level for everything":              {[]string{"PATH=/bin", "TF_LOG=DEBUG"}, nil},
		"a level for providers":               {[]string{"TF_LOG_PROVIDER=TRACE"}, nil},
		"a level for this provider":           {[]string{"TF_LOG_PROVIDER_VALUEDOMAIN=INFO"}, nil},
		"a level for the framework":           {[]string{"TF_LOG_SDK_FRAMEWORK=TRACE"}, nil},
		"a variable that is there, but empty": {[]string{"TF_LOG="}, errorsOnly},
	} {
		got := map[string]string{}
		err := provider.Quiet(tc.environment, func(name, value string) error { got[name] = value; return nil })
		if err != nil || !maps.Equal(got, tc.want) {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}
