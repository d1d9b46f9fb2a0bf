package provider

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// The environment variables of the provider block.
const (
	envToken        = "VALUEDOMAIN_API_TOKEN" //nolint:gosec // The variable's name, no token.
	envEndpoint     = "VALUEDOMAIN_ENDPOINT"
	envSimulator    = "VALUEDOMAIN_SIMULATOR_FILE"
	envBackup       = "VALUEDOMAIN_BACKUP_DIR"
	envCache        = "VALUEDOMAIN_CACHE_DIR"
	envCoordination = "VALUEDOMAIN_COORDINATION"
	envLanguage     = "VALUEDOMAIN_LANGUAGE"
)

// The values of dns_backend: domains registered at Value-Domain, and elsewhere.
const (
	backendDomains = "domains"
	backendFreeDNS = "freedns"
)

// config is the provider block.
type config struct {
	APIToken           types.String `tfsdk:"api_token"`
	Endpoint           types.String `tfsdk:"endpoint"`
	DNSBackend         types.String `tfsdk:"dns_backend"`
	DNSService         types.String `tfsdk:"dns_service"`
	RequestsPerMinute  types.Number `tfsdk:"requests_per_minute"`
	SimulatorFile      types.String `tfsdk:"simulator_file"`
	MailForwardingPath types.String `tfsdk:"mail_forwarding_path"`
	RuleSeverity       types.Map    `tfsdk:"rule_severity"`
	Language           types.String `tfsdk:"language"`
	OverrideGuards     types.Set    `tfsdk:"override_guards"`
	Resolver           types.String `tfsdk:"resolver"`
	BackupDir          types.String `tfsdk:"backup_dir"`
	CacheDir           types.String `tfsdk:"cache_dir"`
	Coordination       types.String `tfsdk:"coordination"`
}

// unknown returns the name of a setting whose value is not known yet, or "".
func (c config) unknown() string {
	for _, s := range []struct {
		name    string
		unknown bool
	}{
		{"api_token", c.APIToken.IsUnknown()},
		{"endpoint", c.Endpoint.IsUnknown()},
		{"dns_backend", c.DNSBackend.IsUnknown()},
		{"dns_service", c.DNSService.IsUnknown()},
		{"requests_per_minute", c.RequestsPerMinute.IsUnknown()},
		{"simulator_file", c.SimulatorFile.IsUnknown()},
		{"mail_forwarding_path", c.MailForwardingPath.IsUnknown()},
		{"rule_severity", c.RuleSeverity.IsUnknown()},
		{"language", c.Language.IsUnknown()},
		{"override_guards", c.OverrideGuards.IsUnknown()},
		{"resolver", c.Resolver.IsUnknown()},
		{"backup_dir", c.BackupDir.IsUnknown()},
		{"cache_dir", c.CacheDir.IsUnknown()},
		{"coordination", c.Coordination.IsUnknown()},
	} {
		if s.unknown {
			return s.name
		}
	}
	return ""
}

// shownPlace returns where to show an error about a setting; "" for a secret, since
// Terraform prints the source line.
func shownPlace(name string) string {
	if name == "api_token" || name == "coordination" {
		return ""
	}
	return name
}

// overrides returns the guards that are overridden. Their names were validated.
func (c config) overrides() map[zonesync.Guard]bool {
	all := map[zonesync.Guard]bool{}
	for _, v := range c.OverrideGuards.Elements() {
		if name, ok := v.(types.String); ok {
			all[zonesync.Guard(name.ValueString())] = true
		}
	}
	return all
}

// defaults are the static settings of an empty provider block.
func (p *Provider) defaults() *session.Static {
	policy, _ := rules.NewPolicy(nil) // Only settings can be wrong.
	return &session.Static{Policy: policy, Language: p.language("")}
}

// staticOf reads the static settings; values that are not known yet count as
// not given.
func (p *Provider) staticOf(ctx context.Context, c config, diags *diag.Diagnostics) *session.Static {
	s := p.defaults()
	s.Configured = true
	s.Language = p.language(c.Language.ValueString())
	if v := c.DNSService.ValueString(); v == "general" || v == "simple" {
		s.Service = zone.Service(v)
	}
	severities := map[string]types.String{}
	if !c.RuleSeverity.IsNull() && !c.RuleSeverity.IsUnknown() {
		diags.Append(c.RuleSeverity.ElementsAs(ctx, &severities, false)...)
	}
	known := make(map[string]string, len(severities))
	for id, v := range severities {
		if !v.IsUnknown() {
			known[id] = v.ValueString()
		}
	}
	policy, err := rules.NewPolicy(known)
	if err != nil {
		reportRules(diags, err, s.Language)
		return s
	}
	s.Policy = policy
	return s
}

// reportRules turns the errors of rule_severity into diagnostics.
func reportRules(diags *diag.Diagnostics, err error, l rules.Language) {
	var all interface{ Unwrap() []error }
	list := []error{err}
	if errors.As(err, &all) {
		list = all.Unwrap()
	}
	for _, err := range list {
		message.Setting("rule_severity", err).AddTo(diags, l, "rule_severity")
	}
}

// language resolves the setting: what is set, else the environment's locale. A value
// that is none, such as "jp", gets its error in the language that was meant.
func (p *Provider) language(setting string) rules.Language {
	switch {
	case setting == "en":
		return rules.English
	case strings.HasPrefix(strings.ToLower(setting), "j"):
		return rules.Japanese
	}
	if v := strings.ToLower(p.environment(envLanguage)); v == "en" || v == "ja" {
		return rules.Language(v)
	}
	locale := cmp.Or(p.environment("LC_ALL"), p.environment("LC_MESSAGES"), p.environment("LANG"))
	if strings.HasPrefix(strings.ToLower(locale), "ja") {
		return rules.Japanese
	}
	return rules.English
}

// given returns the configured value, else the environment variable's. An
// empty text is no value: a variable that is not set often becomes one.
func (p *Provider) given(v types.String, variable string) string {
	return cmp.Or(v.ValueString(), p.environment(variable))
}
