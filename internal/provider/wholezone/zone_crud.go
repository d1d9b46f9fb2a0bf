package wholezone

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Create makes the text the zone.
func (r *zoneResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var given, m wholeModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &given)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if !resp.Diagnostics.HasError() {
		r.write(ctx, m.change("").with(given), &m, session.CreateTarget(resp))
	}
}

// Update makes the new text the zone.
func (r *zoneResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var given, prior, m wholeModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &given)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if !resp.Diagnostics.HasError() {
		managed := managedBy(ctx, req.Private, prior, &resp.Diagnostics)
		r.write(ctx, m.change(managed).with(given), &m, session.UpdateTarget(resp))
	}
}

func (r *zoneResource) write(ctx context.Context, change wholeChange, m *wholeModel, to session.Target) {
	s, domain := r.session, m.Domain.ValueString()
	defer s.Writing(to.Diags)()
	if err := checkContent(change.content); err != nil {
		message.Value("content", err).AddTo(to.Diags, s.Language, "content")
		return
	}
	result, err := s.Apply(ctx, domain, change.change(), to.Diags)
	if err != nil {
		if zonesync.MayBeWritten(err) { // The next plan may find nothing left to do.
			manage(ctx, to.Private, change.managed+"\n"+change.content, to.Diags)
		}
		r.reportDeletes(to.Diags, err, domain)
		return
	}
	if m.TTL.IsNull() || m.TTL.IsUnknown() {
		m.TTL = session.Number(result.Doc.TTL)
	}
	to.Diags.Append(to.State.Set(ctx, m)...)
	manage(ctx, to.Private, change.content, to.Diags)
	s.Ledger.Applied(result.Doc.Origin.String(), s.Token(ctx, to.Private, to.Private, to.Diags, message.ZoneType, result.Doc.Origin.String()), "", "")
	identifyDomain(ctx, to.Identity, m.Domain, to.Diags)
}

// privateManaged is the key of the managed text in the resource's private data.
const privateManaged = "managed"

// manage notes the text whose lines the resource manages. A refresh shows the
// zone as it is, with lines of others in it: the state can't show them.
func manage(ctx context.Context, private session.PrivateData, text string, diags *diag.Diagnostics) {
	diags.Append(session.SetPrivate(ctx, private, privateManaged, text)...)
}

// managedBy returns the noted text, else that of the state.
func managedBy(ctx context.Context, private session.PrivateData, prior wholeModel, diags *diag.Diagnostics) string {
	note, d := private.GetKey(ctx, privateManaged)
	diags.Append(d...)
	var text string
	if json.Unmarshal(note, &text) != nil {
		return prior.Content.ValueString()
	}
	return text
}

// Read keeps the user's text where the zone means the same, and else shows the
// zone's: of the lines that the resource has not written only those that it may
// delete, so that one that the user adds to the text is a difference, and noted.
func (r *zoneResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m wholeModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	defer r.session.Ledger.Enter()()
	doc := r.refresh(ctx, m.Domain, resp)
	if doc == nil {
		return
	}
	managed := managedBy(ctx, req.Private, m, &resp.Diagnostics)
	manage(ctx, resp.Private, managed, &resp.Diagnostics) // A provider that died has left no note.
	live := newContent(doc.Origin, doc.Text)
	if !m.AllowDeleteUnmanaged.ValueBool() {
		live = live.without(live.unmanaged(newContent(doc.Origin, managed)))
	}
	if !live.same(newContent(doc.Origin, m.Content.ValueString())) {
		m.Content = types.StringValue(live.zone.String())
	}
	m.TTL = session.Number(doc.TTL)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// Delete removes the lines that the resource has written, and nothing else.
func (r *zoneResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m wholeModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s, domain := r.session, m.Domain.ValueString()
	defer s.Writing(&resp.Diagnostics)()
	text := managedBy(ctx, req.Private, m, &resp.Diagnostics)
	var keys []string
	for key, n := range newContent(zone.NewOrigin(domain), text).bag {
		keys = append(keys, slices.Repeat([]string{key}, n)...)
	}
	slices.Sort(keys)
	_, err := s.Apply(ctx, domain, zonesync.Change{Remove: keys, Check: s.Remember}, &resp.Diagnostics)
	if err != nil && !s.ZoneGone(err) {
		s.ReportError(&resp.Diagnostics, err, domain)
		return
	}
	s.Ledger.Applied(zone.NewOrigin(domain).String(), session.ClaimToken(ctx, req.Private), "", "")
}

// ImportState takes the domain, and the zone's text as it is.
func (r *zoneResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if domain, doc := r.imported(ctx, req, resp); doc != nil {
		resp.Diagnostics.Append(resp.State.Set(ctx, importedZone(domain, doc))...)
		manage(ctx, resp.Private, doc.Text, &resp.Diagnostics)
	}
}

// importedZone is a zone as it is.
func importedZone(domain string, doc *zonesync.Document) wholeModel {
	return wholeModel{
		Domain: types.StringValue(domain), Content: types.StringValue(doc.Text), TTL: session.Number(doc.TTL),
		AllowDeleteUnmanaged: types.BoolValue(false), AllowLargeDelete: types.BoolValue(false),
	}
}

// reportDeletes finds the words for lines that must not be deleted.
func (r *zoneResource) reportDeletes(diags *diag.Diagnostics, err error, domain string) {
	var (
		unmanaged *unmanagedError
		large     *largeDeleteError
	)
	s := r.session
	switch {
	case errors.As(err, &unmanaged):
		message.Unmanaged(domain, unmanaged.Lines).AddTo(diags, s.Language, "content")
	case errors.As(err, &large):
		message.LargeDelete(domain, large.Lines, large.Of).AddTo(diags, s.Language, "content")
	default:
		s.ReportError(diags, err, domain)
	}
}
