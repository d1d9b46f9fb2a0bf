package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Create adds the line.
func (r *recordResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	planned, err := attrsOf(req.Plan.Raw)
	if err != nil {
		return
	}
	r.write(ctx, nil, planned, written{&resp.State, resp.Private, resp.Identity, &resp.Diagnostics})
}

// Update changes the line in its place.
func (r *recordResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	planned, errPlan := attrsOf(req.Plan.Raw)
	prior, errPrior := attrsOf(req.State.Raw)
	if errPlan != nil || errPrior != nil {
		return
	}
	r.write(ctx, prior, planned, written{&resp.State, resp.Private, resp.Identity, &resp.Diagnostics})
}

// write brings the record into the zone and what came of it into the state. A
// write that failed leaves the state as it was.
func (r *recordResource) write(ctx context.Context, prior, planned attrs, to written) {
	s, domain := r.session, planned.text(attrDomain)
	s.ledger.Applying()
	if r.kind.check(planned, s.language, to.diags); to.diags.HasError() {
		return
	}
	origin := zone.NewOrigin(domain)
	change := recordChange{session: s, domain: domain, record: r.kind.record(planned, ""), line: planned.text(attrLine)}
	change.key = origin.Key(change.record)
	if prior != nil {
		change.old = origin.Key(r.kind.record(prior, ""))
	}
	if prior == nil && !s.ledger.Creating(origin.String(), change.key) {
		createdTwiceMessage(change.record.Line()).addTo(to.diags, s.language, "")
		return
	}
	doc, err := s.syncer.Zone(domain).Apply(ctx, change.edit)
	if err != nil {
		if prior == nil && !zonesync.MayBeWritten(err) {
			s.ledger.Failed(origin.String(), change.key)
		}
		s.reportWrite(to.diags, err, domain)
		return
	}
	s.ledger.Applied(origin.String(), s.token(ctx, to.private, to.private, to.diags, r.names(planned)...), change.old, change.key)
	// What the plan has shown stays; the next refresh shows another spelling.
	if change.line == "" {
		line, ok := doc.Find(change.key)
		if !ok {
			line.Text = change.record.ForService(s.serviceOf(doc)).Line() // Gone again since.
		}
		planned = planned.clone()
		r.kind.derive(planned, origin, line.Text)
	}
	r.markAlone(ctx, to.private, doc, change.record, to.diags)
	to.state.Raw = planned.value(r.object)
	r.identify(to.identity, planned)
}

// Read looks the record up by what it means. What the user wrote stays in the
// state; a record that changed in the control panel is shown with its new
// values where it can be recognised.
func (r *recordResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, err := attrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s, domain := r.session, state.text(attrDomain)
	s.ledger.Reading()
	token := s.token(ctx, req.Private, resp.Private, &resp.Diagnostics)
	r.identify(resp.Identity, state) // Wanted even where the record is gone.
	doc, err := s.syncer.Zone(domain).Read(ctx)
	if err != nil {
		if !s.zoneGone(err) {
			s.reportError(&resp.Diagnostics, err, domain)
			return
		}
		resp.State.RemoveResource(ctx)
		return
	}
	record := r.kind.record(state, "")
	key := doc.Origin.Key(record)
	line := doc.Index().Line(key)
	if line == "" {
		found, ok := r.changed(ctx, doc, record, req.Private, token)
		if !ok {
			gone := state.text(attrLine)
			s.reportDeferred(&resp.Diagnostics, s.ledger.Missed(ctx, doc.Origin.String(), gone, !hasThreeFields(gone)))
			resp.State.RemoveResource(ctx)
			return
		}
		key, line = found.Key, found.Line
		state = state.clone()
		r.kind.fill(state, found)
	}
	s.claims(doc).Hold(token, zone.Entry{Record: record, Line: line, Key: key})
	r.markAlone(ctx, resp.Private, doc, record, &resp.Diagnostics)
	if state.text(attrLine) != line || state.text(attrFQDN) == "" {
		state = state.clone()
		r.kind.derive(state, doc.Origin, line)
	}
	resp.State.Raw = state.value(r.object)
	r.identify(resp.Identity, state)
}

// Delete takes the line away. A line that is gone already, or that another
// resource has taken over in this run, is none of its business any more.
func (r *recordResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, err := attrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s, domain := r.session, state.text(attrDomain)
	s.ledger.Applying()
	origin := zone.NewOrigin(domain)
	key := origin.Key(r.kind.record(state, ""))
	shared, d := req.Private.GetKey(ctx, privateShared)
	resp.Diagnostics.Append(d...)
	_, err = s.syncer.Zone(domain).Apply(ctx, func(d *zonesync.Document) error {
		s.serviceOf(d)
		if len(shared) == 0 {
			removeLine(d, key)
		}
		return nil
	})
	if err != nil && !s.zoneGone(err) {
		s.reportError(&resp.Diagnostics, err, domain)
		return
	}
	s.ledger.Applied(origin.String(), claimToken(ctx, req.Private), key, "")
}
