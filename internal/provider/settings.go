package provider

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

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

// static is the part of the settings that works without credentials.
type static struct {
	policy   *rules.Policy
	language rules.Language
	// service is the configured DNS service, unknown for "auto".
	service zone.Service
	// detected is by what the service is known; empty where it is configured.
	detected zone.Detection
	// configured reports whether Terraform has given the provider block to this
	// process, which it does not where the block is empty, and never in a mock.
	configured bool
}

// defaults are the static settings of an empty provider block.
func (p *Provider) defaults() *static {
	policy, _ := rules.NewPolicy(nil) // Settings alone can be wrong.
	return &static{policy: policy, language: p.language("")}
}

// staticOf reads the static settings; values that are not known yet count as
// not given.
func (p *Provider) staticOf(ctx context.Context, c config, diags *diag.Diagnostics) *static {
	s := p.defaults()
	s.configured = true
	s.language = p.language(c.Language.ValueString())
	if v := c.DNSService.ValueString(); v == "general" || v == "simple" {
		s.service = zone.Service(v)
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
		s.reportRules(diags, err)
		return s
	}
	s.policy = policy
	return s
}

// reportRules turns the errors of rule_severity into diagnostics.
func (s *static) reportRules(diags *diag.Diagnostics, err error) {
	var all interface{ Unwrap() []error }
	list := []error{err}
	if errors.As(err, &all) {
		list = all.Unwrap()
	}
	for _, err := range list {
		settingMessage("rule_severity", err).addTo(diags, s.language, "rule_severity")
	}
}

// language resolves the setting: what is set, else the environment's locale.
func (p *Provider) language(setting string) rules.Language {
	if setting == "en" || setting == "ja" {
		return rules.Language(setting)
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
