package forwarding

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
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
	defer s.Ledger.Enter()()
	s.Ledger.Reading()
	token := s.Token(ctx, req.Private, resp.Private, &resp.Diagnostics)
	m.identify(ctx, resp.Identity, &resp.Diagnostics) // Wanted even where it is gone.
	there, revision, err := r.settled(ctx, &m, req.Private, true)
	if err == nil && there {
		there, err = r.refresh(ctx, &m)
	}
	if err == nil {
		resp.Diagnostics.Append(session.ForgetPending(ctx, resp.Private)...)
		resp.Diagnostics.Append(session.SetRevision(ctx, resp.Private, revision)...)
	}
	switch {
	case err != nil && s.ZoneGone(err), err == nil && !there:
		s.Vanish(ctx, &resp.State)
	case err != nil && s.HasFailed(err): // The state stays.
	case err != nil:
		r.reportForwarding(&resp.Diagnostics, err, m.Domain.ValueString())
	default:
		m.identify(ctx, resp.Identity, &resp.Diagnostics)
		r.hold(ctx, token, m)
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}

// settled brings the model to what the list has, which may be something else than
// the state says, see session.HeldLine. It reports whether the list has anything, and
// returns the revision of the state then. Unless it reads anyway, it does so only
// where that may be.
func (r *forwardingResource) settled(ctx context.Context, m *forwardingModel, private session.PrivateData, reads bool) (there bool, revision string, err error) {
	list := r.session.Forwards.Zone(m.Domain.ValueString())
	revision = session.Revision(ctx, private)
	if !m.holds() || !reads && !r.session.MayHoldAnother(ctx, list, private) {
		return true, revision, nil
	}
	doc, err := list.Read(ctx)
	if err != nil {
		return false, revision, &forwardsError{err}
	}
	line, revision := session.HeldLine(ctx, private, doc, forwardLine(m.forward()))
	for _, f := range forwardsIn(zone.Parse(line)) {
		m.LocalPart, m.Destination = types.StringValue(f.User), types.StringValue(f.ForwardTo)
	}
	return line != "", revision, nil
}

func (r *forwardingResource) refresh(ctx context.Context, m *forwardingModel) (bool, error) {
	domain := m.Domain.ValueString()
	doc, err := r.session.Syncer.Zone(domain).Read(ctx)
	if err != nil {
		return false, err
	}
	line := doc.Index().Line(m.entry().Key)
	if m.holds() {
		list, err := r.forwardsOf(ctx, domain)
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
	if had := m.Line.ValueString(); line != "" && doc.Origin.LineKey(had) == m.entry().Key {
		line = had // Another spelling in the zone is no change.
	}
	m.Line = types.StringValue(line)
	return true, nil
}

// reportForwarding finds the words for what concerns only the forwarding.
func (r *forwardingResource) reportForwarding(diags *diag.Diagnostics, err error, domain string) {
	var (
		notOffered *valuedomain.ForwardingNotOfferedError
		exists     *forwardExistsError
		left       *forwardLeftError
		rule       *session.RuleError
		guard      *zonesync.GuardError
		list       *forwardsError
	)
	s := r.session
	switch {
	case errors.As(err, &left):
		r.reportForwarding(diags, left.Cause, domain)
		message.ForwardLeft(left.Address, left.Err).AddTo(diags, s.Language, "local_part")
	case errors.As(err, &list) && errors.As(err, &guard):
		message.ForwardGuard(guard).AddTo(diags, s.Language, "")
	case errors.As(err, &rule):
		for _, f := range rule.Findings {
			f.Field = ""
			message.AddFinding(diags, f, s.Language)
		}
	case errors.As(err, &notOffered):
		message.NotOffered(notOffered, domain).AddTo(diags, s.Language, "")
	case errors.Is(err, errNoForwardingRecord):
		message.NoForwardingRecord(domain).AddTo(diags, s.Language, "")
	case errors.As(err, &exists):
		r.existingMessage(exists.Address, exists.Destination, false).AddTo(diags, s.Language, "local_part")
	default:
		s.ReportError(diags, err, domain)
	}
}

// existing is a forwarding that is set already, of a resource that has its record or not.
type existing struct{ dnsOnly bool }

// existingMessage returns the words for such a forwarding: after the loss of a state, in
// full for the first one only.
func (r *forwardingResource) existingMessage(address, destination string, dnsOnly bool) message.Message {
	if r.session.Explains(existing{dnsOnly}) {
		return message.ForwardExists(address, destination, dnsOnly)
	}
	return message.ForwardExistsToo(address, destination)
}
