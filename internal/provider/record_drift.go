package provider

import (
	"context"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// readsMeet is how long a record whose line is gone waits for the reads of the
// other resources, which may claim the line that looks like its own.
const readsMeet = 300 * time.Millisecond

// changed looks for the line that a record has turned into: the only one of
// its type at its host where a host can have just one, or the one with the same
// target. A line that another resource holds is not it.
func (r *recordResource) changed(ctx context.Context, doc *zonesync.Document, record zone.Record) (zone.Entry, bool) {
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
