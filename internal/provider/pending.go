package provider

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// privatePending is the key of a write whose outcome was not known, in a
// resource's private data.
const privatePending = "pending"

// pending is a write whose outcome was not known. The next read finds out.
type pending struct {
	// Line is what the resource has if the write was stored; "" for nothing.
	Line string `json:"line,omitempty"`
	// New is set for a resource that has nothing if it was not. The state of
	// such a one has the line already.
	New   bool           `json:"new,omitempty"`
	Trace zonesync.Trace `json:"trace"`
}

// await notes what an error of an unknown outcome leaves to be found out.
func await(ctx context.Context, private privateData, err error, line string, isNew bool) diag.Diagnostics {
	text, e := json.Marshal(pending{line, isNew, zonesync.TraceOf(err)})
	if e != nil {
		return nil
	}
	return private.SetKey(ctx, privatePending, text)
}

// awaited returns the write that is to be found out about, if there is one.
func awaited(ctx context.Context, private privateData) (p pending, ok bool) {
	text, _ := private.GetKey(ctx, privatePending)
	return p, len(text) > 0 && json.Unmarshal(text, &p) == nil
}

// known forgets the write: a read has shown what came of it.
func known(ctx context.Context, private privateData) diag.Diagnostics {
	if text, _ := private.GetKey(ctx, privatePending); len(text) == 0 {
		return nil
	}
	return private.SetKey(ctx, privatePending, nil)
}

// heldLine returns the line that a resource has by what the zone shows, where its
// state says that it is old; "" for none. They differ if the outcome of its last
// write was not known, or if the process that made it died.
func heldLine(ctx context.Context, private privateData, doc *zonesync.Document, old string) string {
	if p, ok := awaited(ctx, private); ok {
		return p.holds(doc, old)
	}
	if line, changed := doc.Holds(claimToken(ctx, private), doc.Origin.LineKey(old)); changed {
		return line
	}
	return old
}

func (p pending) holds(doc *zonesync.Document, old string) string {
	has := func(line string) bool { return line != "" && doc.Index().Count(doc.Origin.LineKey(line)) > 0 }
	outcome := p.Trace.Outcome(doc)
	switch {
	case outcome == zonesync.Stored, outcome == zonesync.Unknown && !has(old) && has(p.Line):
		return p.Line
	case outcome == zonesync.Refused && p.New:
		return ""
	}
	return old
}
