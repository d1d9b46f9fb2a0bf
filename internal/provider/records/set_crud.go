package records

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// stored returns the set of a state as the zone has it by all that is known: after
// a write of unknown outcome that may be another one; nil for none.
func (r *setResource) stored(ctx context.Context, state session.Attrs, private session.PrivateData, diags *diag.Diagnostics) *recordSet {
	set := r.told(state)
	if _, ok := session.PendingStep(ctx, private); set == nil || !ok {
		return set
	}
	doc, err := r.session.Syncer.Zone(set.domain).Read(ctx)
	if err != nil {
		if !r.session.ZoneGone(err) {
			r.session.ReportError(diags, err, set.domain)
		}
		return nil
	}
	return settledSet(ctx, set, state, doc, private)
}

// told returns the set of a state, with the lines that it names; nil for none.
func (r *setResource) told(state session.Attrs) *recordSet {
	if state == nil {
		return nil
	}
	var none diag.Diagnostics // It was checked before it came into the state.
	state = state.Clone()
	state[session.AttrMalformed] = tftypes.NewValue(tftypes.Bool, true)
	set := setOf(state, zone.ServiceUnknown, &session.Static{Configured: true}, &none)
	set.standing(state)
	return set
}

// settledSet returns the set that a zone has for the resource.
func settledSet(ctx context.Context, set *recordSet, state session.Attrs, doc *zonesync.Document, private session.PrivateData) *recordSet {
	text := session.HeldLine(ctx, private, doc, set.text())
	if text == set.text() {
		return set
	}
	if text == "" {
		return nil
	}
	held := &recordSet{domain: set.domain, elements: map[string]element{}}
	for line := range strings.SplitSeq(text, "\n") {
		e := elementFor(doc.Origin, state[session.AttrDomain], line)
		if old, ok := set.elements[e.entry.Key]; ok {
			e = old
		}
		held.elements[e.entry.Key] = e
	}
	return held
}

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
	s.Ledger.Applying()
	o := zone.NewOrigin(plan.Text(session.AttrDomain))
	planned := setOf(plan, s.ServiceKnown(o), &s.Static, to.Diags)
	held := r.stored(ctx, state, to.Private, to.Diags)
	if to.Diags.HasError() {
		return
	}
	token := s.Token(ctx, to.Private, to.Private, to.Diags, message.RecordsType, planned.text())
	for key, e := range planned.elements { // What stays has the line that stands for it.
		if held.has(key) {
			e.entry.Line = held.elements[key].entry.Line
			planned.elements[key] = e
		}
	}
	change, added := r.change(token, held, planned)
	change.Caller.State = planned.text()
	if state != nil {
		change.Caller.State = r.told(state).text()
	}
	for i, key := range added {
		if !s.Ledger.Creating(o.String(), key) {
			message.CreatedTwice(planned.elements[key].entry.Line).AddTo(to.Diags, s.Language, attrRecords)
			r.failed(o, added[:i])
			return
		}
	}
	result, err := s.Syncer.Zone(o.String()).Apply(ctx, change)
	if err != nil {
		s.ReportWrite(to.Diags, err, o.String())
	}
	s.ReportNotice(to.Diags, o.String(), result.Notice)
	switch {
	case zonesync.MayBeWritten(err):
		to.Diags.Append(session.NotePending(ctx, to.Private, err)...)
		if state != nil {
			return // The state keeps the set before.
		}
	case err == nil:
		to.Diags.Append(session.ForgetPending(ctx, to.Private)...)
	default:
		r.failed(o, added)
		return
	}
	r.applied(o, token, held, planned)
	if result.Doc != nil {
		planned.standIn(result.Doc)
		r.markAlone(ctx, to.Private, result.Doc, planned, to.Diags)
	}
	planned.putLines(plan)
	to.State.Raw = plan.Value(setObject())
	r.identify(ctx, to.Identity, plan, planned, to.Diags)
}

// change makes the planned set of the held one.
func (r *setResource) change(token string, held, planned *recordSet) (c zonesync.Change, added []string) {
	s := r.session
	c.Caller = zonesync.Caller{Name: token}
	if held != nil {
		c.Caller.Held = held.text()
	}
	for _, key := range held.keys() {
		if !planned.has(key) {
			c.Remove = append(c.Remove, key)
		}
	}
	if planned == nil {
		c.Check = s.Remember
		return c, nil
	}
	c.Caller.Next = planned.text()
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

func (r *setResource) failed(o zone.Origin, keys []string) {
	for _, key := range keys {
		r.session.Ledger.Failed(o.String(), key)
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

// standIn gives the elements the lines that stand for them in a zone.
func (s *recordSet) standIn(doc *zonesync.Document) {
	for key, e := range s.elements {
		if line := doc.Index().Line(key); line != "" {
			e.entry.Line = line
			s.elements[key] = e
		}
	}
}

// Read looks every record up. One that is gone leaves the set, so that the plan
// shows it; one that has changed and can be no other is shown as it is.
func (r *setResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, err := session.AttrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s := r.session
	defer s.Ledger.Enter()()
	s.Ledger.Reading()
	token := s.Token(ctx, req.Private, resp.Private, &resp.Diagnostics)
	set := r.told(state)
	r.identify(ctx, resp.Identity, state, set, &resp.Diagnostics)
	doc, err := s.Syncer.Zone(set.domain).Read(ctx)
	if err != nil {
		if s.ZoneGone(err) {
			resp.State.RemoveResource(ctx)
			return
		}
		s.ReportError(&resp.Diagnostics, err, set.domain)
		return
	}
	was := set.keys()
	if set = settledSet(ctx, set, state, doc, req.Private); set == nil {
		resp.State.RemoveResource(ctx)
		return
	}
	resp.Diagnostics.Append(session.ForgetPending(ctx, resp.Private)...)
	r.follow(ctx, set, state, doc, req.Private, token, &resp.Diagnostics)
	if len(set.elements) == 0 {
		resp.State.RemoveResource(ctx)
		return
	}
	set.standIn(doc)
	for _, key := range set.keys() {
		s.Claims(doc).Hold(elementToken(token, key), set.elements[key].entry)
	}
	r.markAlone(ctx, resp.Private, doc, set, &resp.Diagnostics)
	if set.putLines(state); !slices.Equal(set.keys(), was) {
		set.put(state)
	}
	resp.State.Raw = state.Value(setObject())
	r.identify(ctx, resp.Identity, state, set, &resp.Diagnostics)
}

// follow drops the records that are gone, and takes over what has become of those
// that were alone at their host.
func (r *setResource) follow(ctx context.Context, set *recordSet, state session.Attrs, doc *zonesync.Document, private session.PrivateData, token string, diags *diag.Diagnostics) {
	s := r.session
	var missing []string
	alone := aloneBefore(ctx, private)
	for _, key := range set.keys() {
		e := set.elements[key]
		if doc.Index().Count(key) > 0 {
			continue
		}
		delete(set.elements, key)
		there := sameHost(doc, e)
		if alone[key] && len(there) == 1 && !set.has(there[0].Key) && !s.Claims(doc).HeldByAnother(token, there[0].Key) {
			now := elementFor(doc.Origin, state[session.AttrDomain], there[0].Line)
			now.place = e.place
			set.elements[there[0].Key] = now
			continue
		}
		missing = append(missing, e.entry.Line)
	}
	// The one whose report waits for the others comes last.
	slices.SortStableFunc(missing, func(a, b string) int { return boolOrder(session.HasThreeFields(b), session.HasThreeFields(a)) })
	for i, line := range missing {
		last := i == len(missing)-1
		s.ReportDeferred(diags, s.Ledger.Missed(ctx, doc.Origin.String(), line, last && !session.HasThreeFields(line)))
	}
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// sameHost returns the lines of the element's type at its host.
func sameHost(doc *zonesync.Document, e element) []zone.Entry {
	if e.kind.Raw {
		return nil
	}
	return doc.Index().OfType(doc.Origin.Owner(e.entry.Record), e.kind.Type.Name)
}

// markAlone notes the keys of records that are the only ones of their type at their
// host.
func (r *setResource) markAlone(ctx context.Context, private session.PrivateData, doc *zonesync.Document, set *recordSet, diags *diag.Diagnostics) {
	var keys []string
	for _, key := range set.keys() {
		if len(sameHost(doc, set.elements[key])) == 1 {
			keys = append(keys, key)
		}
	}
	text, err := json.Marshal(keys)
	if err != nil {
		return
	}
	if had, _ := private.GetKey(ctx, privateAlone); string(had) != string(text) {
		diags.Append(private.SetKey(ctx, privateAlone, text)...)
	}
}

func aloneBefore(ctx context.Context, private session.PrivateData) map[string]bool {
	text, _ := private.GetKey(ctx, privateAlone)
	var keys []string
	_ = json.Unmarshal(text, &keys)
	all := map[string]bool{}
	for _, key := range keys {
		all[key] = true
	}
	return all
}

// Delete removes one occurrence of each line, in one write.
func (r *setResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, err := session.AttrsOf(req.State.Raw)
	if err != nil || state == nil {
		return
	}
	s := r.session
	s.Ledger.Applying()
	held := r.stored(ctx, state, req.Private, &resp.Diagnostics)
	if held == nil {
		return
	}
	o, token := zone.NewOrigin(held.domain), session.ClaimToken(ctx, req.Private)
	change, _ := r.change(token, held, nil)
	var spared []string
	if text, _ := req.Private.GetKey(ctx, session.PrivateShared); json.Unmarshal(text, &spared) == nil {
		change.Remove = slices.DeleteFunc(change.Remove, func(key string) bool { return slices.Contains(spared, key) })
	}
	change.Caller.State = r.told(state).text()
	result, err := s.Syncer.Zone(o.String()).Apply(ctx, change)
	if err != nil && !s.ZoneGone(err) {
		s.ReportError(&resp.Diagnostics, err, o.String())
		if zonesync.MayBeWritten(err) {
			resp.Diagnostics.Append(session.NotePending(ctx, resp.Private, err)...)
		}
		return
	}
	s.ReportNotice(&resp.Diagnostics, o.String(), result.Notice)
	r.applied(o, token, held, nil)
}

// identify writes the identity of a set; nil takes none.
func (r *setResource) identify(_ context.Context, to *tfsdk.ResourceIdentity, a session.Attrs, set *recordSet, _ *diag.Diagnostics) {
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
