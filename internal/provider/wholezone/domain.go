package wholezone

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// domainResource is what the resources share that there is one of for each domain.
type domainResource struct {
	validation session.Validation
	session    *session.Session // Nil before Configure, as in validate.
}

// domainIdentity names such a resource.
type domainIdentity struct {
	Domain types.String `tfsdk:"domain"`
}

// IdentitySchema describes what names the resource.
func (r *domainResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		session.AttrDomain: identityschema.StringAttribute{RequiredForImport: true, Description: "The domain of the zone."},
	}}
}

// identifyDomain writes the identity; nil takes none.
func identifyDomain(ctx context.Context, to *tfsdk.ResourceIdentity, domain types.String, diags *diag.Diagnostics) {
	if to != nil {
		diags.Append(to.Set(ctx, domainIdentity{Domain: domain})...)
	}
}

// Configure takes the session over.
func (r *domainResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.session, _ = req.ProviderData.(*session.Session)
}

// refresh reads the zone of a state; nil if it is gone, which the state shows then,
// or can't be read, which is reported.
func (r *domainResource) refresh(ctx context.Context, domain types.String, resp *resource.ReadResponse) *zonesync.Document {
	s := r.session
	s.Ledger.Reading()
	identifyDomain(ctx, resp.Identity, domain, &resp.Diagnostics) // Wanted even where it is gone.
	doc, err := s.Syncer.Zone(domain.ValueString()).Read(ctx)
	switch {
	case err == nil:
		return doc
	case s.ZoneGone(err):
		resp.State.RemoveResource(ctx)
	default:
		s.ReportRead(&resp.Diagnostics, err, domain.ValueString())
	}
	return nil
}

// imported reads the zone that an import ID, or identity, names; nil where that is
// reported as an error.
func (r *domainResource) imported(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) (domain string, doc *zonesync.Document) {
	s, domain := r.session, req.ID
	if domain == "" && req.Identity != nil {
		var named domainIdentity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &named)...)
		domain = named.Domain.ValueString()
	}
	if zone.CheckDomain(domain) != nil {
		message.ImportID(strconv.Quote(req.ID), "domain", "hogehoge.com").AddTo(&resp.Diagnostics, s.Language, "")
		return "", nil
	}
	s.Ledger.Reading()
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		s.ReportError(&resp.Diagnostics, err, domain)
		return "", nil
	}
	identifyDomain(ctx, resp.Identity, types.StringValue(domain), &resp.Diagnostics)
	return domain, doc
}
