package main

import "testing"

func TestALogIsWantedWhereTheUserSaysSo(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		environment []string
		want        bool
	}{
		"nothing is said":                     {[]string{"PATH=/bin", "TF_CLI_ARGS=-no-color"}, false},
		"a level for everything":              {[]string{"PATH=/bin", "TF_LOG=DEBUG"}, true},
		"a level for providers":               {[]string{"TF_LOG_PROVIDER=TRACE"}, true},
		"a level for this provider":           {[]string{"TF_LOG_PROVIDER_VALUEDOMAIN=INFO"}, true},
		"a level for the framework":           {[]string{"TF_LOG_SDK_FRAMEWORK=TRACE"}, true},
		"a variable that is there, but empty": {[]string{"TF_LOG="}, false},
	} {
		if got := logWanted(tc.environment); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
