package provider

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Read looks the forwarding up. Where the record is missing the forwarding has
// stopped working: the state has no line then, and the plan shows one.
func (r *forwardingResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := r.session
	s.ledger.Reading()
	token := s.token(ctx, req.Private, resp.Private, &resp.Diagnostics)
	m.identify(ctx, resp.Identity, &resp.Diagnostics) // Wanted even where it is gone.
	there, err := r.refresh(ctx, &m)
	switch {
	case err != nil && s.zoneGone(err), err == nil && !there:
		resp.State.RemoveResource(ctx)
	case err != nil:
		s.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
	default:
		r.hold(ctx, token, m)
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}

func (r *forwardingResource) refresh(ctx context.Context, m *forwardingModel) (bool, error) {
	domain := m.Domain.ValueString()
	doc, err := r.session.syncer.Zone(domain).Read(ctx)
	if err != nil {
		return false, err
	}
	line := doc.Index().Line(m.entry().Key)
	if m.holds() {
		list, err := r.session.forwards(domain).read(ctx)
		if err != nil {
			return false, err
		}
		at := slices.Index(list, m.forward())
		if at < 0 {
			at = slices.IndexFunc(list, m.sameUser)
		}
		if at < 0 {
			return false, nil
		}
		m.Destination = types.StringValue(list[at].ForwardTo)
	} else if line == "" {
		return false, nil
	}
	m.compute(line)
	return true, nil
}

// Update changes the forward in its place.
func (r *forwardingResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var old, m forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &old)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	r.session.ledger.Applying()
	if err := r.update(ctx, old, &m); err != nil {
		r.giveBack(m)
		r.session.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
		return
	}
	r.applied(ctx, resp.Private, &old, &m, &resp.Diagnostics)
	if m.holds() && old.alone() {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateRestored, []byte("true"))...)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	m.identify(ctx, resp.Identity, &resp.Diagnostics)
}

// update changes the forward. A record that has vanished is written again as it
// was: the registrar sets it with the first forward of a domain only, and to
// take all forwards away for that would put those of others at risk.
func (r *forwardingResource) update(ctx context.Context, old forwardingModel, m *forwardingModel) error {
	zones := r.session.syncer.Zone(m.Domain.ValueString())
	doc, err := zones.Apply(ctx, r.clear(*m, !m.holds() || old.alone()))
	if err != nil {
		return err
	}
	if m.holds() {
		if err = r.replace(ctx, old, *m); err != nil {
			return err
		}
	}
	line := doc.Index().Line(m.entry().Key)
	if line == "" && m.holds() {
		if line, err = r.await(ctx, zones, *m); err != nil {
			return err
		}
		if line == "" {
			return &noForwardingRecordError{}
		}
	}
	m.compute(line)
	return nil
}

// alone tells that the record is none that the registrar has set with the
// resource's forward: it has vanished, or there was no such forward.
func (m forwardingModel) alone() bool { return m.Line.ValueString() == "" || !m.holds() }

// replace puts the forward in the old one's place. Where there was none and it
// fails, none is left: the state has none either.
func (r *forwardingResource) replace(ctx context.Context, old, m forwardingModel) error {
	if old.holds() {
		return r.session.forwards(m.Domain.ValueString()).change(ctx, r.place(&old, m))
	}
	_, added, err := r.put(ctx, &old, m)
	if err != nil && added {
		err = r.undo(ctx, m, err)
	}
	return err
}

// Delete takes the forward away; the registrar takes the record away with the
// last one. With dns_only the record goes with the last resource.
func (r *forwardingResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s, domain := r.session, m.Domain.ValueString()
	s.ledger.Applying()
	s.tell(zone.NewOrigin(domain), zone.ServiceGeneral) // No other one forwards; the line that tells may go.
	shared, d := req.Private.GetKey(ctx, privateShared)
	resp.Diagnostics.Append(d...)
	if m.holds() {
		restored, d := req.Private.GetKey(ctx, privateRestored)
		resp.Diagnostics.Append(d...)
		if err := r.drop(ctx, m, len(restored) > 0 && len(shared) == 0); err != nil && !s.zoneGone(err) {
			s.reportForwarding(&resp.Diagnostics, err, domain)
			return
		}
		r.applied(ctx, req.Private, &m, nil, &resp.Diagnostics)
		return
	}
	key := m.entry().Key
	_, err := s.syncer.Zone(domain).Apply(ctx, func(d *zonesync.Document) error {
		if len(shared) == 0 && !s.seen.takenOver(d.Origin.String(), key) {
			removeLine(d, key)
		}
		return nil
	})
	if err != nil && !s.zoneGone(err) {
		s.reportError(&resp.Diagnostics, err, domain)
		return
	}
	r.applied(ctx, req.Private, &m, nil, &resp.Diagnostics)
}

// reportForwarding finds the words for what concerns the forwarding alone.
func (s *session) reportForwarding(diags *diag.Diagnostics, err error, domain string) {
	var (
		notOffered *valuedomain.ForwardingNotOfferedError
		missing    *noForwardingRecordError
		exists     *forwardExistsError
		left       *forwardLeftError
		rule       *ruleError
		guard      *forwardGuardError
	)
	switch {
	case errors.As(err, &left):
		s.reportForwarding(diags, left.Cause, domain)
		forwardLeftMessage(left).addTo(diags, s.language, "local_part")
	case errors.As(err, &guard):
		forwardGuardMessage(guard).addTo(diags, s.language, "")
	case errors.As(err, &rule):
		for _, f := range rule.Findings {
			f.Field = ""
			reportFinding(diags, f, s.language)
		}
	case errors.As(err, &notOffered):
		notOfferedMessage(notOffered, domain).addTo(diags, s.language, "")
	case errors.As(err, &missing):
		noForwardingRecordMessage(domain).addTo(diags, s.language, "")
	case errors.As(err, &exists):
		forwardExistsMessage(exists).addTo(diags, s.language, "local_part")
	default:
		s.reportError(diags, err, domain)
	}
}
