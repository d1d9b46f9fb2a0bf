package zonesync

import (
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Document is a zone as it was read, taken apart. It never changes, and may be
// used by many goroutines.
type Document struct {
	zone.Snapshot
	// Origin is the domain that names are relative to.
	Origin zone.Origin

	zone   *zone.Zone
	digest zone.Digest
	index  func() *zone.Index
	steps  coordination.Steps // What processes that died may have written before it was read.
}

func newDocument(s zone.Snapshot) *Document {
	d := &Document{Snapshot: s, Origin: zone.NewOrigin(s.Domain), zone: zone.Parse(s.Text)}
	d.digest = s.Digest(d.zone)
	d.index = sync.OnceValue(func() *zone.Index {
		return zone.NewIndex(d.Origin, d.zone.DetectService(d.NSType).Service, d.zone)
	})
	return d
}

// Zone returns the lines. The zone must not be changed.
func (d *Document) Zone() *zone.Zone { return d.zone }

// Index returns the index of the lines. It must not be changed.
func (d *Document) Index() *zone.Index { return d.index() }

func (d *Document) count(key string) int { return d.Index().Count(key) }

// Bag returns the lines by what they mean.
func (d *Document) Bag() zone.Bag { return d.zone.Bag(d.Origin) }
