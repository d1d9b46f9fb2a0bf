package provider

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Create sets the forwarding and sees that its record appears. Where it does
// not, nothing is left behind.
func (r *forwardingResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m forwardingModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	r.session.ledger.Applying()
	line, restored, err := r.create(ctx, m)
	if err != nil {
		r.giveBack(m)
		r.session.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
		return
	}
	r.applied(ctx, resp.Private, nil, &m, &resp.Diagnostics)
	if restored {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, privateRestored, []byte("true"))...)
	}
	m.compute(line)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	m.identify(ctx, resp.Identity, &resp.Diagnostics)
}

// create returns the record's line, and whether it was written here.
func (r *forwardingResource) create(ctx context.Context, m forwardingModel) (line string, restored bool, err error) {
	zones, key := r.session.syncer.Zone(m.Domain.ValueString()), m.entry().Key
	doc, err := zones.Apply(ctx, r.clear(m, !m.holds()))
	if err != nil {
		return "", false, err
	}
	line = doc.Index().Line(key)
	if !m.holds() {
		return line, false, nil
	}
	there, added, err := r.put(ctx, nil, m)
	switch {
	case err == nil && there && line != "":
		return line, false, nil
	case err == nil && there:
		// The forward of another resource, or one that is taken over. To take
		// it away and set it again could lose it, so its record is written.
		if doc, err = zones.Apply(ctx, r.clear(m, true)); err != nil {
			return "", false, err
		}
		return doc.Index().Line(key), true, nil
	case err == nil:
		line, restored, err = r.appear(ctx, zones, m)
	}
	if err != nil && added {
		err = r.undo(ctx, m, err)
	}
	return line, restored, err
}

// put sets the forward of a resource that had none, and tells whether there was
// one for its address, and whether there may be a new one now.
func (r *forwardingResource) put(ctx context.Context, old *forwardingModel, m forwardingModel) (there, added bool, err error) {
	place := r.place(old, m)
	err = r.session.forwards(m.Domain.ValueString()).change(ctx, func(list []valuedomain.Forward) ([]valuedomain.Forward, error) {
		there = slices.ContainsFunc(list, m.sameUser)
		added = !there
		return place(list)
	})
	return there, added, err
}

// appear returns the record's line once the registrar has set it, and whether
// it was written here.
func (r *forwardingResource) appear(ctx context.Context, zones *zonesync.Coordinator, m forwardingModel) (line string, restored bool, err error) {
	if line, err = r.await(ctx, zones, m); line != "" || err != nil {
		return line, false, err
	}
	// FAQ Q7: make sure that no mail server is set, then do it again.
	forwards := r.session.forwards(m.Domain.ValueString())
	if err = forwards.change(ctx, dropForward(m.forward())); err != nil {
		return "", false, err
	}
	if _, err = zones.Apply(ctx, r.clear(m, false)); err != nil {
		return "", false, err
	}
	if _, _, err = r.put(ctx, nil, m); err != nil {
		return "", false, err
	}
	if line, err = r.await(ctx, zones, m); line != "" || err != nil {
		return line, false, err
	}
	// Beside other forwards, whose record has vanished, it never comes: the
	// registrar sets it with the first one, and those are not ours to take away.
	list, err := forwards.read(ctx)
	if err != nil {
		return "", false, err
	}
	if !slices.ContainsFunc(list, func(f valuedomain.Forward) bool { return !m.sameUser(f) }) {
		return "", false, &noForwardingRecordError{}
	}
	doc, err := zones.Apply(ctx, r.clear(m, true))
	if err != nil {
		return "", false, err
	}
	return doc.Index().Line(m.entry().Key), true, nil
}

// undo takes the forward away again after an error, an interruption included.
func (r *forwardingResource) undo(ctx context.Context, m forwardingModel, cause error) error {
	err := r.session.forwards(m.Domain.ValueString()).change(context.WithoutCancel(ctx), dropForward(m.forward()))
	if err != nil {
		return &forwardLeftError{Address: m.address(), Err: err, Cause: cause}
	}
	return cause
}

// noForwardingRecordError tells that the registrar did not set the record.
type noForwardingRecordError struct{}

func (e *noForwardingRecordError) Error() string {
	return "the record " + zone.ForwardingRecord().Line() + " did not appear"
}

// forwardLeftError tells that a forward could not be taken away again.
type forwardLeftError struct {
	Address    string
	Err, Cause error
}

func (e *forwardLeftError) Error() string {
	return "the forward of " + e.Address + " could not be taken away again: " + e.Err.Error()
}

// clear refuses the forwarding next to other mail servers, and with set writes the
// record itself.
func (r *forwardingResource) clear(m forwardingModel, set bool) zonesync.Edit {
	s, e := r.session, m.entry()
	return func(d *zonesync.Document) error {
		if _, there := d.Find(e.Key); set && !there {
			d.Change(func(z *zone.Zone) { z.Add(d.Origin, e.Record.Line()) })
		}
		found := s.policy.Zone(rules.Case{
			Subject: e, Forwarding: true, Origin: d.Origin, Service: s.serviceOf(d), Zone: d.Index(),
		})
		found = slices.DeleteFunc(found, func(f rules.Finding) bool { return f.Severity != rules.Error })
		if len(found) > 0 {
			return &zonesync.BlockedError{Err: &ruleError{Findings: found}}
		}
		return nil
	}
}

// giveBack leaves what the forwarding was to take over to the resources that
// have it, since nothing came of it.
func (r *forwardingResource) giveBack(m forwardingModel) {
	r.session.seen.giveBack(m.address(), []string{""})
}

// await returns the line of the forwarding's record once the zone shows it, ""
// where it does not come.
func (r *forwardingResource) await(ctx context.Context, zones *zonesync.Coordinator, m forwardingModel) (string, error) {
	for _, wait := range []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond} {
		if err := pause(ctx, wait); err != nil {
			return "", err
		}
		doc, err := zones.Refresh(ctx)
		if err != nil {
			return "", err
		}
		if line := doc.Index().Line(m.entry().Key); line != "" {
			return line, nil
		}
	}
	return "", nil
}
