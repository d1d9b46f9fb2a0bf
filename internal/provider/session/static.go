package session

import (
	"regexp"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Static is the part of the settings that works without credentials.
type Static struct {
	Policy   *rules.Policy
	Language rules.Language
	// Service is the configured DNS service, unknown for "auto".
	Service zone.Service
	// Detected is by what the service is known; empty where it is configured.
	Detected zone.Detection
	// Configured reports whether Terraform has given the provider block to this
	// process, which it does not where the block is empty, and never in a mock.
	Configured bool
	// SimulatorFile is the absolute name of the simulator's file; empty for a real API.
	SimulatorFile string
}

// Validation returns what a validation may know of the provider block. It works
// without a session.
type Validation func() *Static

// What a mock_provider invents for a computed string, here with what a configuration
// may put around it: Terraform takes eight lower-case letters and digits, OpenTofu
// 4 to 15 letters and digits, an upper-case letter nearly always among them.
//
//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var (
	inventedByTerraform = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^A-Za-z0-9_-])[a-z0-9]{8}\.?(?:$|[^A-Za-z0-9._-])`)
	})
	inventedByOpenTofu = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^A-Za-z0-9_-])(?:[a-z0-9]+[A-Z]|[A-Z]+[a-z0-9])[A-Za-z0-9]{0,13}\.?(?:$|[^A-Za-z0-9._-])`)
	})
)

// WithoutInvented makes values unknown that a mock may have invented. A mocked
// provider is asked to validate resources and nothing else, with invented values in
// the apply. Without a mock such a process hears the configuration's own words only,
// which the plan judges again.
func (s *Static) WithoutInvented(a Attrs) Attrs {
	if s.Configured {
		return a
	}
	a = a.Clone()
	for name, v := range a {
		if text := a.Text(name); inventedByTerraform().MatchString(text) || inventedByOpenTofu().MatchString(text) {
			a[name] = tftypes.NewValue(v.Type(), tftypes.UnknownValue)
		}
	}
	return a
}
