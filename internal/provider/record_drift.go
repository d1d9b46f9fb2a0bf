package provider

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// readsMeet is how long a record whose line is gone waits for the reads of the
// other resources, which may claim the line that looks like its own.
const readsMeet = 300 * time.Millisecond

// privateAlone is the key of a mark in a resource's private data: its line was
// the only one of its type at its host when it was seen last.
const privateAlone = "alone"

// markAlone renews the mark, for the types of which a host mostly has just one.
func (r *recordResource) markAlone(ctx context.Context, private privateData, doc *zonesync.Document, record zone.Record, diags *diag.Diagnostics) {
	if !r.kind.Type.SingleValued {
		return
	}
	mark := "false"
	if len(doc.Index().OfType(doc.Origin.Owner(record), r.kind.Type.Name)) == 1 {
		mark = "true"
	}
	had, d := private.GetKey(ctx, privateAlone)
	diags.Append(d...)
	if string(had) != mark {
		diags.Append(private.SetKey(ctx, privateAlone, []byte(mark))...)
	}
}

// changed looks for the line that a record has turned into: the only one of
// its type at its host where a host mostly has just one and had just that one,
// or the one with the same target. A line that another resource holds is not it.
func (r *recordResource) changed(ctx context.Context, doc *zonesync.Document, record zone.Record, private privateData) (zone.Entry, bool) {
	if r.kind.Type.SingleValued {
		if alone, _ := private.GetKey(ctx, privateAlone); string(alone) != "true" {
			return zone.Entry{}, false // What stands there may be what stood beside it.
		}
	}
	if len(r.candidates(doc, record)) != 1 {
		return zone.Entry{}, false
	}
	select {
	case <-ctx.Done():
	case <-time.After(readsMeet):
	}
	found := slices.DeleteFunc(r.candidates(doc, record), func(e zone.Entry) bool {
		return r.session.seen.has(doc.Origin.String(), e.Key)
	})
	if len(found) != 1 {
		return zone.Entry{}, false
	}
	return found[0], true
}

func (r *recordResource) candidates(doc *zonesync.Document, record zone.Record) []zone.Entry {
	t := r.kind.Type
	if !t.SingleValued && len(t.SameRecord) == 0 {
		return nil
	}
	o := doc.Origin
	return slices.DeleteFunc(doc.Index().OfType(o.Owner(record), t.Name), func(e zone.Entry) bool {
		for i, f := range t.Fields {
			if slices.Contains(t.SameRecord, f.Name) && !f.Kind.Equal(o, e.Record.Values[i], record.Values[i]) {
				return true
			}
		}
		return false
	})
}
