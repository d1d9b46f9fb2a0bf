package session

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// PrivatePending is the key of a write whose outcome was not known, in a
// resource's private data.
const PrivatePending = "pending"

// NotePending notes the write of an error, whose outcome the next read will show.
func NotePending(ctx context.Context, private PrivateData, err error) diag.Diagnostics {
	text, e := json.Marshal(zonesync.StepOf(err))
	if e != nil {
		return nil
	}
	return private.SetKey(ctx, PrivatePending, text)
}

// pendingStep returns the write whose outcome was not known, if there is one.
func pendingStep(ctx context.Context, private PrivateData) (s coordination.Step, ok bool) {
	text, _ := private.GetKey(ctx, PrivatePending)
	return s, len(text) > 0 && json.Unmarshal(text, &s) == nil
}

// ReadSettled reads the zone that shows what came of such a write; nil without one,
// which is reported unless the domain is gone with all its lines.
func (s *Session) ReadSettled(ctx context.Context, domain string, diags *diag.Diagnostics) *zonesync.Document {
	doc, err := s.Syncer.Zone(domain).Read(ctx)
	if err == nil {
		return doc
	}
	if !s.ZoneGone(err) {
		s.ReportError(diags, err, domain)
	}
	return nil
}

// ForgetPending forgets the write: a read has shown what came of it.
func ForgetPending(ctx context.Context, private PrivateData) diag.Diagnostics {
	if text, _ := private.GetKey(ctx, PrivatePending); len(text) == 0 {
		return nil
	}
	return private.SetKey(ctx, PrivatePending, nil)
}

// HeldLine returns the line that a zone has for a resource whose state has the line
// old, "" for none, and the revision of a state that says so. They differ if the
// outcome of its last write was not known, or if the process that made it died, or
// Terraform before it kept the new state.
func HeldLine(ctx context.Context, private PrivateData, doc *zonesync.Document, old string) (line, revision string) {
	pending, _ := pendingStep(ctx, private)
	return doc.Held(Revision(ctx, private), old, pending)
}

// MayHoldAnother reports whether HeldLine may say another line than the state.
func (s *Session) MayHoldAnother(ctx context.Context, z *zonesync.Zone, private PrivateData) bool {
	_, pending := pendingStep(ctx, private)
	return pending || z.Noted(ctx, Revision(ctx, private))
}
