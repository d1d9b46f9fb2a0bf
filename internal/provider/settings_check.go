package provider

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
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
			message.Choice(s.name, v, s.allowed).AddTo(diags, l, s.name)
		}
	}
	for _, v := range c.OverrideGuards.Elements() {
		name, ok := v.(types.String)
		if !ok || name.IsUnknown() || slices.Contains(guardNames(), name.ValueString()) {
			continue
		}
		message.Choice("override_guards", name.ValueString(), guardNames()).AddTo(diags, l, "override_guards")
	}
	if v := c.Coordination.ValueString(); v != "" {
		if err := postgres.Check(v); err != nil { // No attribute is named: Terraform would print its source line.
			message.Connection(err).AddTo(diags, l, "")
		}
	}
	requests, ok := session.WholeNumber(c.RequestsPerMinute)
	if v := c.RequestsPerMinute; !v.IsNull() && !v.IsUnknown() && (!ok || requests < 1 || requests > maxRequestsPerMinute) {
		message.Requests(session.Digits(v), maxRequestsPerMinute).AddTo(diags, l, "requests_per_minute")
	}
}

func guardNames() []string {
	return []string{
		string(zonesync.GuardEmptyZone), string(zonesync.GuardShrunkZone), string(zonesync.GuardWrongDomain), string(zonesync.GuardAlteredWrite),
	}
}
