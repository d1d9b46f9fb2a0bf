package functions

import (
	"cmp"
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/resolver"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

var _ datasource.DataSourceWithConfigure = (*mailAuditDataSource)(nil)

// mailAuditDataSource judges the live zone by all rules.
type mailAuditDataSource struct{ source }

// mailAuditModel is what the data source takes and returns.
type mailAuditModel struct {
	Domain   types.String   `tfsdk:"domain"`
	Findings []findingModel `tfsdk:"findings"`
}

// Metadata names the data source.
func (d *mailAuditDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "valuedomain_mail_audit"
}

// Schema describes the data source.
func (d *mailAuditDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Returns what the mail rules find in the current zone: every rule is applied to every line, at the severities of `rule_severity`. With `resolver` in the provider block, " +
			"servers outside the zone are looked up too.",
		Attributes: map[string]schema.Attribute{
			session.AttrDomain: schema.StringAttribute{MarkdownDescription: domainArgHelp, Required: true},
			"findings": schema.ListNestedAttribute{
				MarkdownDescription: "The findings: first those about lines, in their order, then what is missing, then what the resolver found.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"rule":           schema.StringAttribute{MarkdownDescription: "The rule's ID.", Computed: true},
					"severity":       schema.StringAttribute{MarkdownDescription: "`error` or `warning`.", Computed: true},
					session.AttrLine: schema.StringAttribute{MarkdownDescription: "The line; null if a line is missing.", Computed: true},
					"message":        schema.StringAttribute{MarkdownDescription: "What is wrong, and the lines that it conflicts with.", Computed: true},
					"suggestion":     schema.StringAttribute{MarkdownDescription: "What to write instead.", Computed: true},
					"reference":      schema.StringAttribute{MarkdownDescription: "Questions of the mail FAQ for Value-Domain users, RFC sections, and the rule's page.", Computed: true},
				}},
			},
		},
	}
}

// Read reads the zone and judges it.
func (d *mailAuditDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m mailAuditModel
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(session.AttrDomain), &m.Domain)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := d.session
	doc := s.NamedZone(ctx, m.Domain.ValueString(), &resp.Diagnostics)
	if doc == nil {
		return
	}
	found := s.Policy.Audit(doc.Zone(), doc.Origin, s.ServiceOf(doc), doc.TTL)
	if s.Resolve != nil {
		found = append(found, d.lookUp(ctx, doc, &resp.Diagnostics)...)
	}
	m.Findings = newFindingModels(found, s.Language)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// lookUp asks the resolver about names outside the zone. Where it gives
// no answer that is a warning, since its silence says nothing about the
// records; one that can't be reached is not waited for again.
func (d *mailAuditDataSource) lookUp(ctx context.Context, doc *zonesync.Document, diags *diag.Diagnostics) []rules.Finding {
	var (
		found  []rules.Finding
		silent error
		answer *resolver.AnswerError
	)
	s := d.session
	unreachable := func() bool { return silent != nil && !errors.As(silent, &answer) }
	texts := func(ask func(context.Context, string) ([]string, error)) func(context.Context, string) ([]string, error) {
		return func(ctx context.Context, name string) ([]string, error) {
			if unreachable() {
				return nil, silent
			}
			texts, err := ask(ctx, name)
			silent = cmp.Or(err, silent)
			return texts, err
		}
	}
	ask := rules.Resolver{
		Addresses: func(ctx context.Context, name string) ([]string, bool, error) {
			if unreachable() {
				return nil, false, silent
			}
			addresses, alias, err := s.Resolve.Addresses(ctx, name)
			silent = cmp.Or(err, silent)
			return addresses, alias, err
		},
		Texts:   texts(s.Resolve.Texts),
		Servers: texts(s.Resolve.Servers),
	}
	index := judgedIndex(s, doc)
	seen := map[string]bool{}
	for _, l := range doc.Zone().Lines() {
		if !l.Known {
			continue
		}
		key := doc.Origin.LineKey(l.Text)
		if seen[key] {
			continue
		}
		seen[key] = true
		c := rules.Case{Subject: zone.Entry{Record: l.Record, Line: l.Text}, Origin: doc.Origin, Service: index.Service, Zone: index}
		found = append(found, s.Policy.Network(ctx, c, ask)...)
	}
	if silent != nil {
		s.Warn(diags, message.ResolverSilent(silent))
	}
	return found
}
