package provider

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What a mock_provider invents for a computed string, here with what a configuration
// may put around it: Terraform takes eight lower-case letters and digits, OpenTofu
// 4 to 15 letters and digits, an upper-case letter nearly always among them.
var (
	inventedByTerraform = regexp.MustCompile(`(?:^|[^A-Za-z0-9_-])[a-z0-9]{8}\.?(?:$|[^A-Za-z0-9._-])`)
	inventedByOpenTofu  = regexp.MustCompile(`(?:^|[^A-Za-z0-9_-])(?:[a-z0-9]+[A-Z]|[A-Z]+[a-z0-9])[A-Za-z0-9]{0,13}\.?(?:$|[^A-Za-z0-9._-])`)
)

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
		if text := a.text(name); inventedByTerraform.MatchString(text) || inventedByOpenTofu.MatchString(text) {
			a[name] = tftypes.NewValue(v.Type(), tftypes.UnknownValue)
		}
	}
	return a
}
