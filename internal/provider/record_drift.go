package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// privateAlone is the key of a mark in a resource's private data: its line was
// the only one of its type at its host when it was read or written last.
const privateAlone = "alone"

// markAlone renews the mark.
func (r *recordResource) markAlone(ctx context.Context, private privateData, doc *zonesync.Document, record zone.Record, diags *diag.Diagnostics) {
	mark := "false"
	if len(r.sameHost(doc, record)) == 1 {
		mark = "true"
	}
	had, d := private.GetKey(ctx, privateAlone)
	diags.Append(d...)
	if string(had) != mark {
		diags.Append(private.SetKey(ctx, privateAlone, []byte(mark))...)
	}
}

// sameHost returns the lines of the record's type at its host.
func (r *recordResource) sameHost(doc *zonesync.Document, record zone.Record) []zone.Entry {
	if r.kind.Raw {
		return nil // Its type is not known.
	}
	return doc.Index().OfType(doc.Origin.Owner(record), r.kind.Type.Name)
}

// changed returns the line that a record has turned into, where it can be no other:
// the only one of its type at its host, where the record was the only one too. A line
// that another resource is known to hold is not it.
func (r *recordResource) changed(ctx context.Context, doc *zonesync.Document, record zone.Record, private privateData, token string) (zone.Entry, bool) {
	alone, _ := private.GetKey(ctx, privateAlone)
	there := r.sameHost(doc, record)
	if string(alone) != "true" || len(there) != 1 || r.session.claims(doc).HeldByAnother(token, there[0].Key) {
		return zone.Entry{}, false
	}
	return there[0], true
}

// privatePending is the key of the line that an update may have written, in a
// resource's private data.
const privatePending = "pending"

// pending returns the line that an update wrote whose outcome was not known then.
func (r *recordResource) pending(ctx context.Context, doc *zonesync.Document, private privateData) (zone.Entry, bool) {
	text := privateText(ctx, private, privatePending)
	line, ok := doc.Find(doc.Origin.LineKey(text))
	if text == "" || !ok || line.Known && line.Record.Type != r.kind.Type.Name {
		return zone.Entry{}, false
	}
	return zone.Entry{Record: line.Record, Line: line.Text, Key: doc.Origin.LineKey(text)}, true
}
