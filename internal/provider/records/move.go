package records

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var _ resource.ResourceWithMoveState = (*recordResource)(nil)

// MoveState makes a valuedomain_raw_record whose line is of this type a record of it,
// for lines of a type that had no resource of its own before.
func (r *recordResource) MoveState(context.Context) []resource.StateMover {
	if r.kind.Raw {
		return nil
	}
	return []resource.StateMover{{StateMover: r.moveRaw}}
}

func (r *recordResource) moveRaw(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	var raw struct{ Domain, Line string }
	if req.SourceTypeName != rawKind().resourceType() || json.Unmarshal(req.SourceRawState.JSON, &raw) != nil {
		return // The framework says that this can't be moved here.
	}
	record, ok := zone.ParseRecord(raw.Line)
	if !ok || record.Type != r.kind.Type.Name {
		message.WrongMove(r.kind.resourceType(), raw.Line).AddTo(&resp.Diagnostics, r.validation().Language, "")
		return
	}
	origin := zone.NewOrigin(raw.Domain)
	a := r.imported(raw.Domain, zone.Entry{Record: record, Line: raw.Line, Key: origin.LineKey(raw.Line)})
	resp.TargetState.Raw = a.Value(r.object)
	r.identify(resp.TargetIdentity, a)
	// The resource stays the one that it was to this run and to notes of its writes, and
	// a write of unknown outcome stays unknown.
	for _, key := range []string{session.PrivateToken, session.PrivateRevision, session.PrivatePending} {
		text, d := req.SourcePrivate.GetKey(ctx, key)
		resp.Diagnostics.Append(d...)
		if len(text) > 0 {
			resp.Diagnostics.Append(resp.TargetPrivate.SetKey(ctx, key, text)...)
		}
	}
}
