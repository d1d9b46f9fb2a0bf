package provider

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// maxRequestsPerMinute bounds the setting: the API allows 60.
const maxRequestsPerMinute = 1000

// check reports settings with a value that they can't have. It is called for
// the validation and again when the provider is configured, since the provider
// block of a test file is never validated. Values that are not known yet pass,
// and an empty text counts as not set.
func (c config) check(l rules.Language, diags *diag.Diagnostics) {
	for _, s := range []struct {
		name    string
		value   types.String
		allowed []string
	}{
		{"dns_backend", c.DNSBackend, []string{backendDomains, backendFreeDNS}},
		{"dns_service", c.DNSService, []string{"auto", "general", "simple"}},
		{"language", c.Language, []string{"auto", "en", "ja"}},
	} {
		if v := s.value.ValueString(); v != "" && !slices.Contains(s.allowed, v) {
			choiceMessage(s.name, v, s.allowed).addTo(diags, l, s.name)
		}
	}
	for _, v := range c.OverrideGuards.Elements() {
		name, ok := v.(types.String)
		if !ok || name.IsUnknown() || slices.Contains(guardNames(), name.ValueString()) {
			continue
		}
		choiceMessage("override_guards", name.ValueString(), guardNames()).addTo(diags, l, "override_guards")
	}
	if v := c.Coordination.ValueString(); v != "" {
		if err := postgres.Check(v); err != nil { // No attribute is named: Terraform would print its source line.
			connectionMessage(err).addTo(diags, l, "")
		}
	}
	requests, ok := whole(c.RequestsPerMinute)
	if v := c.RequestsPerMinute; !v.IsNull() && !v.IsUnknown() && (!ok || requests < 1 || requests > maxRequestsPerMinute) {
		requestsMessage(digits(v)).addTo(diags, l, "requests_per_minute")
	}
}

func guardNames() []string {
	return []string{
		string(zonesync.GuardEmptyZone), string(zonesync.GuardShrunkZone), string(zonesync.GuardWrongDomain), string(zonesync.GuardAlteredWrite),
	}
}

func choiceMessage(name, value string, allowed []string) message {
	return message{
		Summary: say("Wrong value of %s", "%s の値が正しくありません", name),
		Detail: say("Write one of these:\n\n  %[1]s\n\n%[2]q is none of them.", "次のどれかを指定してください。\n\n  %[1]s\n\n%[2]q は指定できません。",
			strings.Join(allowed, "\n  "), value),
	}
}

func requestsMessage(value string) message {
	return message{
		Summary: say("Wrong value of %s", "%s の値が正しくありません", "requests_per_minute"),
		Detail: say("Write a whole number from 1 to %[1]d; %[2]s is not. The API allows 60, which is the default.",
			"1から%[1]dまでの整数を指定してください（%[2]s は指定できません）。APIの上限は60で、これが既定値です。", maxRequestsPerMinute, value),
	}
}
