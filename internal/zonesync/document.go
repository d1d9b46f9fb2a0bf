package zonesync

import (
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Document is a zone as it was read, taken apart. What a Coordinator hands out
// must not be changed; an Edit gets a copy of its own to work on.
type Document struct {
	zone.Snapshot
	// Origin is the domain that names are relative to.
	Origin zone.Origin
	// Again tells an Edit that it was applied before and that its write
	// got lost in part: what it finds of its own work already is no
	// contradiction.
	Again bool

	zone  *zone.Zone
	index func() *zone.Index
}

func newDocument(s zone.Snapshot) *Document {
	d := &Document{Snapshot: s, Origin: zone.NewOrigin(s.Domain)}
	d.set(zone.Parse(s.Text))
	return d
}

func (d *Document) set(z *zone.Zone) {
	d.zone = z
	d.index = sync.OnceValue(func() *zone.Index {
		return zone.NewIndex(d.Origin, z.DetectService(), z)
	})
}

// Zone returns the lines. The zone must not be changed.
func (d *Document) Zone() *zone.Zone { return d.zone }

// Index returns the index of the lines, its service as detected from them. It
// must not be changed.
func (d *Document) Index() *zone.Index { return d.index() }

// Find returns the line that means the same as key.
func (d *Document) Find(key string) (zone.Line, bool) {
	if i := d.zone.Find(d.Origin, key); i >= 0 {
		return d.zone.Lines()[i], true
	}
	return zone.Line{}, false
}

// Change gives the edit a copy of the lines to work on, and takes it over.
func (d *Document) Change(edit func(z *zone.Zone)) {
	z := d.zone.Clone()
	edit(z)
	d.set(z)
}

// clone returns a document that an Edit may change.
func (d *Document) clone() *Document {
	c := &Document{Snapshot: d.Snapshot, Origin: d.Origin}
	c.zone, c.index = d.zone, d.index
	return c
}

// render returns what is to be written.
func (d *Document) render() zone.Snapshot {
	s := d.Snapshot
	s.Text = d.zone.String()
	return s
}

// tally counts the lines by what they mean.
func (d *Document) tally() map[string]int {
	counts := make(map[string]int, len(d.zone.Lines()))
	for _, l := range d.zone.Lines() {
		counts[d.Origin.LineKey(l.Text)]++
	}
	return counts
}
