package provider

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/forwarding"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/functions"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/records"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/wholezone"
)

var (
	_ provider.Provider                   = (*Provider)(nil)
	_ provider.ProviderWithValidateConfig = (*Provider)(nil)
	_ provider.ProviderWithListResources  = (*Provider)(nil)
	_ provider.ProviderWithFunctions      = (*Provider)(nil)
)

// Provider serves the records of Value-Domain zones.
type Provider struct {
	version     string
	environment func(string) string
	transport   http.RoundTripper                        // Nil: the network.
	workDir     string                                   // "": the process's own.
	jitter      func() float64                           // Nil: chance.
	shared      func(account string) coordination.Shared // Nil: files.

	mu sync.Mutex
	// static is what validation may use of the provider block before there
	// are credentials.
	static *session.Static
	// validated is set between ValidateConfig and Configure. Terraform validates
	// the block before each walk, but not where one process serves all walks of a
	// run, as in its `test` command from 1.13 on.
	validated bool
}

// Option says what a provider takes from somewhere else than its machine.
type Option func(*Provider)

// WithTransport lets the provider send its requests by another way than the
// network.
func WithTransport(t http.RoundTripper) Option { return func(p *Provider) { p.transport = t } }

// WithWorkDir names the directory of the configuration.
func WithWorkDir(dir string) Option { return func(p *Provider) { p.workDir = dir } }

// WithJitter gives the waits between attempts another source of chance, from 0
// to 1.
func WithJitter(jitter func() float64) Option { return func(p *Provider) { p.jitter = jitter } }

// WithShared gives what the processes of an account share another place than the
// cache directory.
func WithShared(shared func(account string) coordination.Shared) Option {
	return func(p *Provider) { p.shared = shared }
}

// New returns the provider. The version goes into the User-Agent; environment
// looks up environment variables, as os.Getenv does.
func New(version string, environment func(string) string, options ...Option) *Provider {
	p := &Provider{version: version, environment: environment}
	for _, o := range options {
		o(p)
	}
	return p
}

// Metadata names the provider.
func (p *Provider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "valuedomain"
	resp.Version = p.version
}

// Schema describes the provider block.
func (p *Provider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	attributes := connectionAttributes()
	maps.Copy(attributes, behaviourAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the DNS records and the mail of domains at [Value-Domain](https://www.value-domain.com/) " +
			"(バリュードメイン). Changes of one zone are collected and written together, every write is verified, and mistakes in " +
			"mail settings are found in the plan.",
		Attributes: attributes,
	}
}

// ValidateConfig checks the provider block, and keeps what the validation of
// resources may use of it: Terraform validates the provider first, in the same
// process.
func (p *Provider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var c config
	resp.Diagnostics.Append(req.Config.Get(ctx, &c)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := p.staticOf(ctx, c, &resp.Diagnostics)
	c.check(s.Language, &resp.Diagnostics)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.static, p.validated = s, true
}

// Configure makes the session that all operations of this run share.
func (p *Provider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var c config
	resp.Diagnostics.Append(req.Config.Get(ctx, &c)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p.mu.Lock()
	oneProcess := !p.validated
	p.validated = false
	p.mu.Unlock()
	s := p.session(ctx, c, oneProcess, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	p.mu.Lock()
	p.static = &s.Static
	p.mu.Unlock()
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = s, s, s
}

// Resources lists the resources.
func (p *Provider) Resources(context.Context) []func() resource.Resource {
	return slices.Concat(records.Resources(p.validation), forwarding.Resources(p.validation), wholezone.Resources(p.validation))
}

// DataSources lists the data sources.
func (p *Provider) DataSources(context.Context) []func() datasource.DataSource {
	return functions.DataSources()
}

// Functions lists the functions. Terraform runs them in a process that was never
// configured (OpenTofu configures it where there is a provider block), so that of
// that block they know nothing, and the language is that of the environment.
func (p *Provider) Functions(context.Context) []func() function.Function {
	return functions.All(p.language(""))
}

// ListResources lists what `terraform query` can ask for.
func (p *Provider) ListResources(context.Context) []func() list.ListResource {
	return slices.Concat(records.ListResources(p.validation), forwarding.ListResources(p.validation), wholezone.ListResources(p.validation))
}

// validation returns what validation may know of the provider block.
func (p *Provider) validation() *session.Static {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.static == nil {
		p.static = p.defaults()
	}
	return p.static
}
