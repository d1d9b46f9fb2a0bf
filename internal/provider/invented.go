package provider

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// inventedValue finds what Terraform's mock_provider invents for a computed
// string: eight lower-case letters and digits, here with what a configuration may
// put around them.
var inventedValue = regexp.MustCompile(`(?:^|[^A-Za-z0-9_-])[a-z0-9]{8}\.?(?:$|[^A-Za-z0-9._-])`)

// withoutInvented makes values unknown that a mock may have invented. A mocked
// provider is asked to validate resources and nothing else, with invented values in
// the apply. Without a mock such a process hears the configuration's own words only,
// which the plan judges again.
func (s *static) withoutInvented(a attrs) attrs {
	if s.configured {
		return a
	}
	a = a.clone()
	for name, v := range a {
		if inventedValue.MatchString(a.text(name)) {
			a[name] = tftypes.NewValue(v.Type(), tftypes.UnknownValue)
		}
	}
	return a
}
