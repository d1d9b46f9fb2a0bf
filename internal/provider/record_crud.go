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

// write brings the record into the zone and what came of it into the state. If
// it is not known whether it was written, the state has the record: the next
// refresh shows what is true.
func (r *recordResource) write(ctx context.Context, prior, planned attrs, to written) {
	s, domain := r.session, planned.text(attrDomain)
	s.ledger.Applying()
	if r.kind.check(planned, s.language, to.diags); to.diags.HasError() {
		return
	}
	origin := zone.NewOrigin(domain)
	e := zone.Entry{Record: r.kind.record(planned, ""), Line: planned.text(attrLine)}
	if e.Line == "" {
		e.Line = e.Record.ForService(origin, s.serviceKnown(origin)).Line()
	}
	e.Key = origin.Key(e.Record)
	if prior == nil && !s.ledger.Creating(origin.String(), e.Key) {
		createdTwiceMessage(e.Line).addTo(to.diags, s.language, "")
		return
	}
	token, old := s.token(ctx, to.private, to.private, to.diags, r.names(planned)...), ""
	change := zonesync.Change{Caller: zonesync.Caller{Name: token, State: e.Line, Next: e.Line}, Put: []string{e.Line}, Check: gate{session: s, subject: e}.check}
	if prior != nil {
		change.Caller.State = prior.text(attrLine)
	}
	if held := r.settled(ctx, prior, to.private, to.diags); held != nil {
		old = origin.Key(r.kind.record(held, ""))
		change.Remove, change.Caller.Held = []string{old}, held.text(attrLine)
	}
	if to.diags.HasError() {
		return
	}
	result, err := s.syncer.Zone(domain).Apply(ctx, change)
	unknown := zonesync.MayBeWritten(err)
	if err != nil {
		s.reportWrite(to.diags, err, domain)
	}
	s.reportNotice(to.diags, domain, result.Notice)
	switch {
	case unknown:
		to.diags.Append(await(ctx, to.private, err)...)
		if prior != nil {
			return // The state keeps the record before.
		}
	case err == nil:
		to.diags.Append(known(ctx, to.private)...)
	default:
		if prior == nil {
			s.ledger.Failed(origin.String(), e.Key)
		}
		return
	}
	s.ledger.Applied(origin.String(), token, old, e.Key)
	planned = planned.clone()
	r.kind.derive(planned, e.Line)
	if result.Doc != nil {
		r.markAlone(ctx, to.private, result.Doc, e.Record, to.diags)
	}
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
	defer s.ledger.Enter()()
	s.ledger.Reading()
	token := s.token(ctx, req.Private, resp.Private, &resp.Diagnostics)
	r.identify(resp.Identity, state) // Wanted even where the record is gone.
	doc, err := s.syncer.Zone(domain).Read(ctx)
	if err != nil {
		if !s.zoneGone(err) {
			s.reportRead(&resp.Diagnostics, err, domain)
			return
		}
		resp.State.RemoveResource(ctx)
		return
	}
	if state = r.settle(ctx, state, doc, req.Private); state == nil {
		resp.State.RemoveResource(ctx)
		return
	}
	resp.Diagnostics.Append(known(ctx, resp.Private)...)
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
	// Another spelling in the zone is no change: the state keeps its own.
	if doc.Origin.LineKey(state.text(attrLine)) != key {
		state = state.clone()
		r.kind.derive(state, line)
	}
	resp.State.Raw = state.value(r.object)
	r.identify(resp.Identity, state)
}

// Delete removes one occurrence of the line. One that is gone already is no
// error.
func (r *recordResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, err := attrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s, domain := r.session, state.text(attrDomain)
	s.ledger.Applying()
	shared, d := req.Private.GetKey(ctx, privateShared)
	if resp.Diagnostics.Append(d...); len(shared) > 0 {
		return // The line is another resource's.
	}
	told := state.text(attrLine)
	if state = r.settled(ctx, state, req.Private, &resp.Diagnostics); state == nil {
		return
	}
	origin := zone.NewOrigin(domain)
	key := origin.Key(r.kind.record(state, ""))
	result, err := s.syncer.Zone(domain).Apply(ctx, zonesync.Change{
		Caller: zonesync.Caller{Name: claimToken(ctx, req.Private), State: told, Held: state.text(attrLine)},
		Remove: []string{key}, Check: s.remember,
	})
	if err != nil && !s.zoneGone(err) {
		s.reportError(&resp.Diagnostics, err, domain)
		if zonesync.MayBeWritten(err) {
			resp.Diagnostics.Append(await(ctx, resp.Private, err)...)
		}
		return
	}
	s.reportNotice(&resp.Diagnostics, domain, result.Notice)
	s.ledger.Applied(origin.String(), claimToken(ctx, req.Private), key, "")
}
