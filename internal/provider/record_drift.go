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

// settle returns the record that the resource has in the zone, which after a write
// of unknown outcome may be another one than the state says; nil for none.
func (r *recordResource) settle(ctx context.Context, state attrs, doc *zonesync.Document, private privateData) attrs {
	old := state.text(attrLine)
	line := heldLine(ctx, private, doc, old)
	record, isRecord := zone.ParseRecord(line)
	switch {
	case line == "":
		return nil
	case line == old || !isRecord && !r.kind.Raw:
		return state
	}
	state = state.clone()
	r.kind.fill(state, zone.Entry{Record: record, Line: line, Key: doc.Origin.LineKey(line)})
	r.kind.derive(state, line)
	return state
}

// settled is settle for calls that have no zone. They read it only where the state
// knows that the outcome was unknown.
func (r *recordResource) settled(ctx context.Context, state attrs, private privateData, diags *diag.Diagnostics) attrs {
	if _, ok := awaited(ctx, private); state == nil || !ok {
		return state
	}
	domain := state.text(attrDomain)
	doc, err := r.session.syncer.Zone(domain).Read(ctx)
	if err != nil {
		if !r.session.zoneGone(err) {
			r.session.reportError(diags, err, domain)
		}
		return nil
	}
	return r.settle(ctx, state, doc, private)
}
