package records

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Create adds the lines.
func (r *setResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, err := session.AttrsOf(req.Plan.Raw)
	if err != nil {
		return
	}
	r.write(ctx, nil, plan, session.CreateTarget(resp))
}

// Update removes the lines that go and adds those that come, in one write.
func (r *setResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	plan, errPlan := session.AttrsOf(req.Plan.Raw)
	state, errState := session.AttrsOf(req.State.Raw)
	if errPlan != nil || errState != nil {
		return
	}
	r.write(ctx, state, plan, session.UpdateTarget(resp))
}

func (r *setResource) write(ctx context.Context, state, plan session.Attrs, to session.Target) {
	s := r.session
	defer s.Writing(to.Diags)()
	o := zone.NewOrigin(plan.Text(session.AttrDomain))
	planned := setOf(plan, s.ServiceKnown(o), &s.Static, to.Diags)
	held := r.stored(ctx, state, to.Private, to.Diags)
	if to.Diags.HasError() {
		return
	}
	token := s.Token(ctx, to.Private, to.Private, to.Diags, message.RecordsType, planned.text())
	for key, e := range planned.elements { // What stays has the line that it is.
		if held.has(key) {
			e.entry.Line = held.elements[key].entry.Line
			planned.elements[key] = e
		}
	}
	change, added := r.change(held, planned)
	if state == nil {
		change.Caller = session.NewCaller(ctx, to.Private, to.Diags, planned.text())
	} else {
		change.Caller = session.CallerOf(ctx, to.Private, r.told(state).text(), planned.text())
	}
	change.Caller.Held = held.text()
	for i, key := range added {
		if !s.Ledger.Creating(o.String(), key) {
			message.CreatedTwice(planned.elements[key].entry.Line).AddTo(to.Diags, s.Language, attrRecords)
			r.failed(o, token, added[:i])
			return
		}
	}
	result, outcome := s.Write(ctx, to, o.String(), change)
	switch {
	case outcome == coordination.Refused:
		r.failed(o, token, added)
		return
	case outcome == coordination.Unknown && state != nil:
		return // The state keeps the set before.
	}
	r.applied(o, token, held, planned)
	if result.Doc != nil {
		planned.standIn(result.Doc)
		to.Diags.Append(markAlone(ctx, to.Private, result.Doc, planned.entries()...)...)
	}
	planned.putLines(plan)
	to.State.Raw = plan.Value(setObject())
	r.identify(to.Identity, plan, planned)
}

// change makes the planned set of the one before.
func (r *setResource) change(held, planned *recordSet) (c zonesync.Change, added []string) {
	s := r.session
	for _, key := range held.keys() {
		if !planned.has(key) {
			c.Remove = append(c.Remove, key)
		}
	}
	if planned == nil {
		c.Check = s.Remember
		return c, nil
	}
	var gates []session.Gate
	for _, key := range planned.keys() {
		if !held.has(key) {
			e := planned.elements[key].entry
			added, c.Put, gates = append(added, key), append(c.Put, e.Line), append(gates, session.Gate{Session: s, Subject: e})
		}
	}
	c.Check = func(v zonesync.View) error {
		for _, g := range gates {
			if err := g.Check(v); err != nil {
				return err
			}
		}
		return nil
	}
	return c, added
}

// failed notes that new records were not written.
func (r *setResource) failed(o zone.Origin, token string, keys []string) {
	for _, key := range keys {
		r.session.Ledger.Applied(o.String(), elementToken(token, key), key, "")
	}
}

// applied notes which records are the resource's now.
func (r *setResource) applied(o zone.Origin, token string, held, now *recordSet) {
	for _, key := range held.keys() {
		if !now.has(key) {
			r.session.Ledger.Applied(o.String(), elementToken(token, key), key, "")
		}
	}
	for _, key := range now.keys() {
		old := ""
		if held.has(key) {
			old = key
		}
		r.session.Ledger.Applied(o.String(), elementToken(token, key), old, key)
	}
}

// Delete removes one occurrence of each line, in one write.
func (r *setResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, err := session.AttrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s := r.session
	defer s.Writing(&resp.Diagnostics)()
	held := r.stored(ctx, state, req.Private, &resp.Diagnostics)
	if held == nil {
		return
	}
	o, token := zone.NewOrigin(held.domain), session.ClaimToken(ctx, req.Private)
	change, _ := r.change(held, nil)
	change.Caller = s.Remover(ctx, req.Private, r.told(state).text())
	change.Caller.Held = held.text()
	var spared []string
	if text, _ := req.Private.GetKey(ctx, session.PrivateShared); json.Unmarshal(text, &spared) == nil {
		change.Remove = slices.DeleteFunc(change.Remove, func(key string) bool { return slices.Contains(spared, key) })
	}
	if s.Remove(ctx, resp, o.String(), change) {
		r.applied(o, token, held, nil)
	}
}

// identify writes the identity of a set; nil takes none.
func (r *setResource) identify(to *tfsdk.ResourceIdentity, a session.Attrs, set *recordSet) {
	if to == nil || set == nil {
		return
	}
	lines := []tftypes.Value{}
	for _, key := range set.keys() {
		lines = append(lines, tftypes.NewValue(tftypes.String, set.elements[key].entry.Line))
	}
	list := tftypes.List{ElementType: tftypes.String}
	to.Raw = tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{session.AttrDomain: tftypes.String, attrRecords: list}},
		map[string]tftypes.Value{session.AttrDomain: a[session.AttrDomain], attrRecords: tftypes.NewValue(list, lines)})
}
