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
	change.takes = s.ledger.Takes(origin.String(), change.key)
	if prior != nil {
		change.old = origin.Key(r.kind.record(prior, ""))
	}
	doc, err := s.syncer.Zone(domain).Apply(ctx, change.edit)
	if err != nil {
		s.seen.giveBack(origin.String(), change.takes)
		s.reportWrite(to.diags, err, domain, r.kind.resourceType(), change.id(r.kind))
		return
	}
	s.ledger.Note(origin.String(), change.key, nil) // It was for this apply alone.
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
	s.ledger.Refreshing()
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
		found, ok := r.changed(ctx, doc, record, req.Private)
		if !ok {
			if lines := s.gone.add(ctx, doc.Origin.String(), state.text(attrLine)); lines != nil {
				m := vanishedMessage(domain, lines)
				resp.Diagnostics.AddWarning(m.Summary.In(s.language), m.Detail.In(s.language))
			}
			resp.State.RemoveResource(ctx)
			return
		}
		key, line = found.Key, found.Line
		state = state.clone()
		r.kind.fill(state, found)
	}
	s.seen.add(doc.Origin.String(), key)
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
		if len(shared) == 0 && !s.seen.takenOver(origin.String(), key) {
			s.seen.takeAway(d, key)
			removeLine(d, key)
		}
		return nil
	})
	if err != nil && !s.zoneGone(err) {
		s.reportError(&resp.Diagnostics, err, domain)
	}
}
