package forwarding

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Create sets the forward and sees that its record appears. If it does not,
// nothing is left.
func (r *forwardingResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	defer r.session.Writing(&resp.Diagnostics)()
	r.session.Token(ctx, resp.Private, resp.Private, &resp.Diagnostics, m.names()...)
	by := session.NewCaller(ctx, resp.Private, &resp.Diagnostics, forwardLine(m.forward()))
	line, restored, err := r.set(ctx, by, nil, m, &resp.Diagnostics)
	if err == nil {
		resp.Diagnostics.Append(session.Written(ctx, resp.Private, by)...)
	} else {
		r.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
		if !zonesync.MayBeWritten(err) {
			return
		}
		line = m.entry().Line
		resp.Diagnostics.Append(awaitForward(ctx, resp.Private, err)...)
	}
	r.applied(ctx, resp.Private, nil, &m, &resp.Diagnostics)
	if restored {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateRestored, []byte("true"))...)
	}
	m.Line = types.StringValue(line)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	m.identify(ctx, resp.Identity, &resp.Diagnostics)
}

// Update changes the forward in its place.
func (r *forwardingResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var old, m forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &old)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	defer r.session.Writing(&resp.Diagnostics)()
	by := session.CallerOf(ctx, req.Private, forwardLine(old.forward()), forwardLine(m.forward()))
	there, _, err := r.settled(ctx, &old, req.Private, false)
	held := &old
	if !there {
		held = nil
	}
	var (
		line     string
		restored bool
	)
	if err == nil {
		line, restored, err = r.set(ctx, by, held, m, &resp.Diagnostics)
	}
	if err != nil {
		r.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
		if zonesync.MayBeWritten(err) {
			resp.Diagnostics.Append(awaitForward(ctx, resp.Private, err)...)
		}
		return
	}
	resp.Diagnostics.Append(session.Written(ctx, resp.Private, by)...)
	r.applied(ctx, resp.Private, &old, &m, &resp.Diagnostics)
	if restored {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateRestored, []byte("true"))...)
	}
	m.Line = types.StringValue(line)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	m.identify(ctx, resp.Identity, &resp.Diagnostics)
}

// awaitForward notes the write of an error, which concerns a forward only if it is
// one of the list.
func awaitForward(ctx context.Context, private session.PrivateData, err error) diag.Diagnostics {
	var list *forwardsError
	if !errors.As(err, &list) {
		return nil
	}
	return session.NotePending(ctx, private, err)
}

// set makes the zone fit for the forward, sets it, and returns the line of its
// record, and whether that was written here.
func (r *forwardingResource) set(ctx context.Context, by coordination.Caller, old *forwardingModel, m forwardingModel, diags *diag.Diagnostics) (line string, restored bool, err error) {
	domain := m.Domain.ValueString()
	// A record that has vanished is written again as it was: the registrar
	// sets it with the first forward only, and to remove all for that would
	// put those of others at risk.
	ensure := !m.holds() || old != nil && (old.Line.ValueString() == "" || !old.holds())
	line, err = r.record(ctx, m, ensure, diags)
	if err != nil || !m.holds() {
		return line, false, err
	}
	change := r.addForward(domain, m.forward())
	change.Caller = by
	replaces := old != nil && old.holds()
	if replaces {
		change.Remove, change.Caller.Held = []string{forwardKey(old.forward())}, forwardLine(old.forward())
	}
	if _, err = r.changeForwards(ctx, domain, change); err != nil {
		return "", false, err
	}
	if line == "" {
		line, ensure, err = r.appear(ctx, m, diags)
	}
	if err != nil && !replaces {
		err = r.undo(ctx, m, err)
	}
	return line, ensure, err
}

// record waits until no other mail server is in the way, and returns the line
// of the forwarding's record, "" if there is none. With ensure it writes it.
func (r *forwardingResource) record(ctx context.Context, m forwardingModel, ensure bool, diags *diag.Diagnostics) (string, error) {
	e := m.entry()
	change := zonesync.Change{Check: session.Gate{Session: r.session, Subject: e, Forwarding: true}.Check}
	if ensure {
		change.Ensure = []string{e.Record.Line()}
	}
	result, err := r.session.Apply(ctx, m.Domain.ValueString(), change, diags)
	if err != nil {
		return "", err
	}
	return result.Doc.Index().Line(e.Key), nil
}

// appear returns the record's line once the registrar has set it, and whether
// it was written here instead: next to other forwards, whose record has
// vanished, it never comes.
func (r *forwardingResource) appear(ctx context.Context, m forwardingModel, diags *diag.Diagnostics) (line string, restored bool, err error) {
	domain := m.Domain.ValueString()
	line, others, err := r.await(ctx, m)
	if line != "" || err != nil {
		return line, false, err
	}
	if others { // The plan has seen them go.
		line, err = r.record(ctx, m, true, diags)
		return line, true, err
	}
	// FAQ Q7: make sure that no mail server is set, then do it again.
	if _, err = r.changeForwards(ctx, domain, zonesync.Change{Remove: []string{forwardKey(m.forward())}}); err != nil {
		return "", false, err
	}
	if _, err = r.record(ctx, m, false, diags); err != nil {
		return "", false, err
	}
	result, err := r.changeForwards(ctx, domain, r.addForward(domain, m.forward()))
	if err != nil {
		return "", false, err
	}
	if line, _, err = r.await(ctx, m); line != "" || err != nil {
		return line, false, err
	}
	if !slices.ContainsFunc(forwardsIn(result.Doc.Zone()), func(f valuedomain.Forward) bool { return !m.sameUser(f) }) {
		return "", false, errNoForwardingRecord
	}
	line, err = r.record(ctx, m, true, diags)
	return line, true, err
}

// await returns the line of the forwarding's record once the zone shows it, ""
// if it does not come, and whether other mail servers are in the zone.
func (r *forwardingResource) await(ctx context.Context, m forwardingModel) (line string, others bool, err error) {
	for _, wait := range []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond} {
		if err := session.Pause(ctx, wait); err != nil {
			return "", false, err
		}
		doc, err := r.session.Syncer.Zone(m.Domain.ValueString()).Refresh(ctx)
		if err != nil {
			return "", false, err
		}
		if line = doc.Index().Line(m.entry().Key); line != "" {
			return line, false, nil
		}
		others = len(doc.Index().Mail()) > 0
	}
	return "", others, nil
}

// undo removes the forward after an error, an interruption included.
func (r *forwardingResource) undo(ctx context.Context, m forwardingModel, cause error) error {
	change := zonesync.Change{Remove: []string{forwardKey(m.forward())}}
	if _, err := r.changeForwards(context.WithoutCancel(ctx), m.Domain.ValueString(), change); err != nil {
		return &forwardLeftError{Address: m.address(), Err: err, Cause: cause}
	}
	return cause
}

// Delete removes the forward; the registrar removes the record with the last
// one. With dns_only the record goes with the last resource.
func (r *forwardingResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	shared, d := req.Private.GetKey(ctx, session.PrivateShared)
	resp.Diagnostics.Append(d...)
	restored, d := req.Private.GetKey(ctx, privateRestored)
	resp.Diagnostics.Append(d...)
	if resp.Diagnostics.HasError() {
		return
	}
	s, domain := r.session, m.Domain.ValueString()
	defer s.Writing(&resp.Diagnostics)()
	s.Tell(zone.NewOrigin(domain), zone.ServiceGeneral) // No other one forwards; the line that tells may go.
	by := s.Remover(ctx, req.Private, forwardLine(m.forward()))
	there, _, err := r.settled(ctx, &m, req.Private, false)
	switch {
	case err != nil || !there:
	case m.holds():
		err = r.drop(ctx, by, m, len(restored) > 0 && len(shared) == 0, &resp.Diagnostics)
	case len(shared) == 0:
		_, err = s.Apply(ctx, domain, zonesync.Change{Remove: []string{m.entry().Key}}, &resp.Diagnostics)
	}
	if err != nil && !s.ZoneGone(err) {
		r.reportForwarding(&resp.Diagnostics, err, domain)
		if zonesync.MayBeWritten(err) {
			resp.Diagnostics.Append(awaitForward(ctx, resp.Private, err)...)
		}
		return
	}
	r.applied(ctx, req.Private, &m, nil, &resp.Diagnostics)
}

// drop removes the forward. The registrar need not know as its own a record
// that was written in its place: with the last forward that one goes too,
// unless another resource shares it.
func (r *forwardingResource) drop(ctx context.Context, by coordination.Caller, m forwardingModel, restored bool, diags *diag.Diagnostics) error {
	domain := m.Domain.ValueString()
	by.Held = forwardLine(m.forward())
	result, err := r.changeForwards(ctx, domain, zonesync.Change{Caller: by, Remove: []string{forwardKey(m.forward())}})
	if err != nil || !restored || len(forwardsIn(result.Doc.Zone())) > 0 {
		return err
	}
	_, err = r.session.Apply(ctx, domain, zonesync.Change{Remove: []string{m.entry().Key}}, diags)
	return err
}

// errNoForwardingRecord reports that the registrar did not set the record.
var errNoForwardingRecord = errors.New("the record of the mail forwarding did not appear")

// forwardLeftError reports that a forward could not be removed again.
type forwardLeftError struct {
	Address    string
	Err, Cause error
}

func (e *forwardLeftError) Error() string {
	return "the forward of " + e.Address + " could not be removed again: " + e.Err.Error()
}
