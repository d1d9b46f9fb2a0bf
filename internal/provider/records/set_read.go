package records

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

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
	r.identify(resp.Identity, state, set)
	doc, err := s.Syncer.Zone(set.domain).Read(ctx)
	if err != nil {
		if s.ZoneGone(err) {
			s.Vanish(ctx, &resp.State)
			return
		}
		s.ReportError(&resp.Diagnostics, err, set.domain)
		return
	}
	was := set.keys()
	set, revision := settledSet(ctx, set, state, doc, req.Private)
	if set == nil {
		s.Vanish(ctx, &resp.State)
		return
	}
	resp.Diagnostics.Append(session.ForgetPending(ctx, resp.Private)...)
	resp.Diagnostics.Append(session.SetRevision(ctx, resp.Private, revision)...)
	r.follow(ctx, set, state, newFollower(ctx, s, doc, token, req.Private), &resp.Diagnostics)
	if len(set.elements) == 0 {
		s.Vanish(ctx, &resp.State)
		return
	}
	for _, key := range set.keys() {
		s.Claims(doc).HoldInSet(elementToken(token, key), set.elements[key].entry)
	}
	resp.Diagnostics.Append(markAlone(ctx, resp.Private, doc, set.entries()...)...)
	if !slices.Equal(set.keys(), was) {
		set.put(state)
	}
	resp.State.Raw = state.Value(setObject())
	r.identify(resp.Identity, state, set)
}

// follow drops the records that are gone, and takes over what has become of those
// that were the only ones at their host.
func (r *setResource) follow(ctx context.Context, set *recordSet, state session.Attrs, by follower, diags *diag.Diagnostics) {
	var missing []string
	for _, key := range set.keys() {
		e := set.elements[key]
		if by.doc.Index().Count(key) > 0 {
			continue
		}
		delete(set.elements, key)
		found, ok := by.changed(e.entry.Record)
		switch {
		case ok && !set.has(found.Key):
			now := elementFor(by.doc.Origin, state[session.AttrDomain], found.Line)
			now.place = e.place
			set.elements[found.Key] = now
		default:
			missing = append(missing, e.entry.Line)
		}
	}
	r.session.ReportMissed(ctx, diags, by.doc, missing...)
}

// stored returns the set of a state as the zone has it by all that is known; nil for
// none.
func (r *setResource) stored(ctx context.Context, state session.Attrs, private session.PrivateData, diags *diag.Diagnostics) *recordSet {
	set := r.told(state)
	if set == nil || !r.session.MayHoldAnother(ctx, r.session.Syncer.Zone(set.domain), private) {
		return set
	}
	if doc := r.session.ReadSettled(ctx, set.domain, diags); doc != nil {
		set, _ = settledSet(ctx, set, state, doc, private)
		return set
	}
	return nil
}

// told returns the set of a state, with the lines that it names; nil for none.
func (r *setResource) told(state session.Attrs) *recordSet {
	if state == nil {
		return nil
	}
	var none diag.Diagnostics // What a configuration may not have is taken by its line.
	state = state.Clone()
	state[session.AttrMalformed] = tftypes.NewValue(tftypes.Bool, true)
	set := setOf(state, zone.ServiceUnknown, &session.Static{Configured: true}, &none)
	set.standing(state)
	return set
}

// settledSet returns the set that a zone has for the resource, nil for none, and the
// revision of its state then, see session.HeldLine.
func settledSet(ctx context.Context, set *recordSet, state session.Attrs, doc *zonesync.Document, private session.PrivateData) (*recordSet, string) {
	text, revision := session.HeldLine(ctx, private, doc, set.text())
	if text == set.text() {
		return set, revision
	}
	if text == "" {
		return nil, revision
	}
	held := &recordSet{domain: set.domain, elements: map[string]element{}}
	for line := range strings.SplitSeq(text, "\n") {
		e := elementFor(doc.Origin, state[session.AttrDomain], line)
		if old, ok := set.elements[e.entry.Key]; ok {
			e = old
		}
		held.elements[e.entry.Key] = e
	}
	return held, revision
}

// standIn gives the elements the lines that they are in a zone.
func (s *recordSet) standIn(doc *zonesync.Document) {
	for key, e := range s.elements {
		if line := doc.Index().Line(key); line != "" {
			e.entry.Line = line
			s.elements[key] = e
		}
	}
}
