package records

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Create adds the line.
func (r *recordResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	planned, err := session.AttrsOf(req.Plan.Raw)
	if err != nil {
		return
	}
	r.write(ctx, nil, planned, session.CreateTarget(resp))
}

// Update changes the line in its place.
func (r *recordResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	planned, errPlan := session.AttrsOf(req.Plan.Raw)
	prior, errPrior := session.AttrsOf(req.State.Raw)
	if errPlan != nil || errPrior != nil {
		return
	}
	r.write(ctx, prior, planned, session.UpdateTarget(resp))
}

// write brings the record into the zone and what came of it into the state. If
// it is not known whether it was written, the state has the record: the next
// refresh shows what is true.
func (r *recordResource) write(ctx context.Context, prior, planned session.Attrs, to session.Target) {
	s, domain := r.session, planned.Text(session.AttrDomain)
	defer s.Writing(to.Diags)()
	if r.kind.check(planned, s.Language, to.Diags); to.Diags.HasError() {
		return
	}
	origin := zone.NewOrigin(domain)
	e := zone.Entry{Record: r.kind.record(planned, ""), Line: planned.Text(session.AttrLine)}
	if e.Line == "" {
		e.Line = e.Record.LineFor(origin, s.ServiceKnown(origin))
	}
	e.Key = origin.Key(e.Record)
	if prior == nil && !s.Ledger.Creating(origin.String(), e.Key) {
		message.CreatedTwice(e.Line).AddTo(to.Diags, s.Language, "")
		return
	}
	token, old := s.Token(ctx, to.Private, to.Private, to.Diags, r.names(planned)...), ""
	change := zonesync.Change{Put: []string{e.Line}, Check: session.Gate{Session: s, Subject: e}.Check}
	if prior == nil {
		change.Caller = session.NewCaller(ctx, to.Private, to.Diags, e.Line)
	} else {
		change.Caller = session.CallerOf(ctx, to.Private, prior.Text(session.AttrLine), e.Line)
	}
	if held := r.settled(ctx, prior, to.Private, to.Diags); held != nil {
		old = origin.Key(r.kind.record(held, ""))
		change.Remove, change.Caller.Held = []string{old}, held.Text(session.AttrLine)
	}
	if to.Diags.HasError() {
		return
	}
	result, outcome := s.Write(ctx, to, domain, change)
	switch {
	case prior != nil && outcome != coordination.Stored:
		return // The state keeps the record before.
	case outcome == coordination.Refused:
		s.Ledger.Applied(origin.String(), token, e.Key, "") // It has no line.
		return
	}
	s.Ledger.Applied(origin.String(), token, old, e.Key)
	planned = planned.Clone()
	r.kind.derive(planned, e.Line)
	if result.Doc != nil {
		to.Diags.Append(markAlone(ctx, to.Private, result.Doc, e)...)
	}
	to.State.Raw = planned.Value(r.object)
	r.identify(to.Identity, planned)
}

// Read looks the record up by what it means. What the user wrote stays in the
// state; a record that changed in the control panel is shown with its new
// values where it can be recognised.
func (r *recordResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, err := session.AttrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s, domain := r.session, state.Text(session.AttrDomain)
	defer s.Ledger.Enter()()
	s.Ledger.Reading()
	token := s.Token(ctx, req.Private, resp.Private, &resp.Diagnostics)
	r.identify(resp.Identity, state) // Wanted even where the record is gone.
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		if !s.ZoneGone(err) {
			s.ReportRead(&resp.Diagnostics, err, domain)
			return
		}
		s.Vanish(ctx, &resp.State)
		return
	}
	state, revision := r.settle(ctx, state, doc, req.Private)
	if state == nil {
		s.Vanish(ctx, &resp.State)
		return
	}
	resp.Diagnostics.Append(session.ForgetPending(ctx, resp.Private)...)
	resp.Diagnostics.Append(session.SetRevision(ctx, resp.Private, revision)...)
	record := r.kind.record(state, "")
	key := doc.Origin.Key(record)
	line := doc.Index().Line(key)
	if line == "" {
		found, ok := newFollower(ctx, s, doc, token, req.Private).changed(record)
		if !ok {
			s.ReportMissed(ctx, &resp.Diagnostics, doc, state.Text(session.AttrLine))
			s.Vanish(ctx, &resp.State)
			return
		}
		key, line = found.Key, found.Line
		state = state.Clone()
		r.kind.fill(state, found)
	}
	e := zone.Entry{Record: record, Line: line, Key: key}
	s.Claims(doc).Hold(token, e)
	resp.Diagnostics.Append(markAlone(ctx, resp.Private, doc, e)...)
	// Another spelling in the zone is no change: the state keeps its own.
	if doc.Origin.LineKey(state.Text(session.AttrLine)) != key {
		state = state.Clone()
		r.kind.derive(state, line)
	}
	resp.State.Raw = state.Value(r.object)
	r.identify(resp.Identity, state)
}

// Delete removes one occurrence of the line. One that is gone already is no
// error.
func (r *recordResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, err := session.AttrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s, domain := r.session, state.Text(session.AttrDomain)
	defer s.Writing(&resp.Diagnostics)()
	shared, d := req.Private.GetKey(ctx, session.PrivateShared)
	if resp.Diagnostics.Append(d...); len(shared) > 0 {
		return // The line is another resource's.
	}
	told := state.Text(session.AttrLine)
	if state = r.settled(ctx, state, req.Private, &resp.Diagnostics); state == nil {
		return
	}
	origin := zone.NewOrigin(domain)
	key := origin.Key(r.kind.record(state, ""))
	by := s.Remover(ctx, req.Private, told)
	by.Held = state.Text(session.AttrLine)
	if s.Remove(ctx, resp, domain, zonesync.Change{Caller: by, Remove: []string{key}, Check: s.Remember}) {
		s.Ledger.Applied(origin.String(), session.ClaimToken(ctx, req.Private), key, "")
	}
}

// settle returns the record that the resource has in the zone, nil for none, and the
// revision of its state then. It may be another one than the state says, see
// session.HeldLine.
func (r *recordResource) settle(ctx context.Context, state session.Attrs, doc *zonesync.Document, private session.PrivateData) (session.Attrs, string) {
	old := state.Text(session.AttrLine)
	line, revision := session.HeldLine(ctx, private, doc, old)
	record, isRecord := zone.ParseRecord(line)
	switch {
	case line == "":
		return nil, revision
	case line == old || !isRecord && !r.kind.Raw:
		return state, revision
	}
	state = state.Clone()
	r.kind.fill(state, zone.Entry{Record: record, Line: line, Key: doc.Origin.LineKey(line)})
	r.kind.derive(state, line)
	return state, revision
}

// settled is settle for calls that have no zone. They read it only where it may say
// something else than the state.
func (r *recordResource) settled(ctx context.Context, state session.Attrs, private session.PrivateData, diags *diag.Diagnostics) session.Attrs {
	if state == nil || !r.session.MayHoldAnother(ctx, r.session.Syncer.Zone(state.Text(session.AttrDomain)), private) {
		return state
	}
	if doc := r.session.ReadSettled(ctx, state.Text(session.AttrDomain), diags); doc != nil {
		state, _ = r.settle(ctx, state, doc, private)
		return state
	}
	return nil
}
