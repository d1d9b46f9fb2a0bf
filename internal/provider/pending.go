package provider

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// privatePending is the key of a write whose outcome was not known, in a
// resource's private data.
const privatePending = "pending"

// await notes the write of an error, whose outcome the next read will show.
func await(ctx context.Context, private privateData, err error) diag.Diagnostics {
	text, e := json.Marshal(zonesync.StepOf(err))
	if e != nil {
		return nil
	}
	return private.SetKey(ctx, privatePending, text)
}

// awaited returns the write whose outcome was not known, if there is one.
func awaited(ctx context.Context, private privateData) (s coordination.Step, ok bool) {
	text, _ := private.GetKey(ctx, privatePending)
	return s, len(text) > 0 && json.Unmarshal(text, &s) == nil
}

// known forgets the write: a read has shown what came of it.
func known(ctx context.Context, private privateData) diag.Diagnostics {
	if text, _ := private.GetKey(ctx, privatePending); len(text) == 0 {
		return nil
	}
	return private.SetKey(ctx, privatePending, nil)
}

// heldLine returns the line that a zone has for a resource whose state has the line
// old; "" for none. They differ if the outcome of its last write was not known, or
// if the process that made it died. What this machine has noted of that is better
// than what the state has, since later writes may have hidden it.
func heldLine(ctx context.Context, private privateData, doc *zonesync.Document, old string) string {
	s, ok := awaited(ctx, private)
	if noted, there := doc.Step(claimToken(ctx, private), old); there && (!ok || !noted.At.Before(s.At)) {
		s, ok = noted, true
	}
	if !ok {
		return old
	}
	return doc.Holds(s)
}
