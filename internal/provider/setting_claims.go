package provider

import (
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// settingClaims say which resource of this run gives which setting of a zone:
// two that differ would change it back and forth with every apply.
type settingClaims struct {
	mu    sync.Mutex
	given map[settingOf]givenSetting
}

type settingOf struct{ domain, attribute string }

type givenSetting struct{ token, value string }

func newSettingClaims() *settingClaims {
	return &settingClaims{given: map[settingOf]givenSetting{}}
}

// claim enters what a resource gives. It returns the value of another resource
// where that differs, else "".
func (c *settingClaims) claim(of settingOf, g givenSetting) (other string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if held, ok := c.given[of]; ok && held.token != g.token && held.value != g.value {
		return held.value
	}
	c.given[of] = g
	return ""
}

// claimSettings claims what the configuration of a resource gives of a zone's
// settings. What is left out, or not known yet, claims nothing.
func (s *session) claimSettings(config tfsdk.Config, domain, token string, diags *diag.Diagnostics, attributes ...string) {
	given, err := attrsOf(config.Raw)
	if err != nil {
		return // The framework has refused such values already.
	}
	for _, name := range attributes {
		value := given.text(name)
		if value == "" {
			continue
		}
		of := settingOf{domain: zone.NewOrigin(domain).String(), attribute: name}
		if other := s.settings.claim(of, givenSetting{token: token, value: value}); other != "" {
			settingTwiceMessage(domain, name, value, other).addTo(diags, s.language, name)
		}
	}
}
