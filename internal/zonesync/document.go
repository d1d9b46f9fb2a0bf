package zonesync

import (
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Document is a zone as it was read, taken apart. What a Coordinator hands out
// must not be changed, and may be used by many goroutines; an Edit gets a copy
// of its own to work on, which is good until the Edit returns.
type Document struct {
	// Snapshot is what was read. In an Edit its Text stays as read, while
	// Zone shows the changes made so far; TTL and NSType may be set.
	zone.Snapshot
	// Origin is the domain that names are relative to.
	Origin zone.Origin
	// Again tells an Edit that a text with its work was sent before, and got
	// lost in part: what it finds of its own work already is no
	// contradiction. It excuses nothing else: the rest of the text is new.
	Again bool

	zone  *zone.Zone // Never changed in place once it is here.
	index func() *zone.Index
	live  *liveIndex // Stands in for index while edits work on the document.
}

func newDocument(s zone.Snapshot) *Document {
	return published(s, zone.Parse(s.Text))
}

// published returns a document that can be handed out.
func published(s zone.Snapshot, z *zone.Zone) *Document {
	d := &Document{Snapshot: s, Origin: zone.NewOrigin(s.Domain), zone: z}
	d.index = sync.OnceValue(func() *zone.Index {
		return zone.NewIndex(d.Origin, z.DetectService(), z)
	})
	return d
}

// working returns a copy that an Edit may change. It costs nothing that grows
// with the zone: the lines are copied by the first Change.
func (d *Document) working(live *liveIndex) *Document {
	return &Document{Snapshot: d.Snapshot, Origin: d.Origin, zone: d.zone, live: live}
}

// Zone returns the lines. The zone must not be changed.
func (d *Document) Zone() *zone.Zone { return d.zone }

// Index returns the index of the lines, its service as detected from them. It
// must not be changed. The order of the entries of one owner need not be that
// of the lines.
func (d *Document) Index() *zone.Index {
	if d.live != nil {
		return d.live.of(d)
	}
	return d.index()
}

// Find returns the line that means the same as key; of several the last, which
// is the one that zone.Zone.Find gives. Blank lines are never found.
func (d *Document) Find(key string) (zone.Line, bool) {
	if d.Index().Count(key) == 0 {
		return zone.Line{}, false // Without a look at every line.
	}
	if i := d.zone.Find(d.Origin, key); i >= 0 {
		return d.zone.Lines()[i], true
	}
	return zone.Line{}, false
}

// Change gives the edit a copy of the lines to work on, and takes it over.
func (d *Document) Change(edit func(z *zone.Zone)) {
	z := d.zone.Clone()
	edit(z)
	next := published(d.Snapshot, z)
	d.zone, d.index = z, next.index
}

// render returns what is to be written.
func (d *Document) render() zone.Snapshot {
	s := d.Snapshot
	s.Text = d.zone.String()
	return s
}

// liveIndex is one index that follows the edits of a run from document to
// document, forwards and back, by the lines in which they differ: an index per
// edit would cost the whole zone each time. One goroutine uses it.
type liveIndex struct {
	zone  *zone.Zone
	index *zone.Index
}

func (x *liveIndex) of(d *Document) *zone.Index {
	if x.zone == d.zone {
		return x.index
	}
	var gone, come []zone.Line
	if x.zone != nil {
		gone, come = changedLines(x.zone, d.zone)
	}
	// Where most lines differ, an index from scratch is cheaper.
	if x.zone == nil || len(gone)+len(come) > len(d.zone.Lines()) {
		x.index = zone.NewIndex(d.Origin, d.zone.DetectService(), d.zone)
		x.zone = d.zone
		return x.index
	}
	for _, l := range gone {
		if !isBlank(l) {
			x.index.Delete(lineKey(d.Origin, l))
		}
	}
	for _, l := range come {
		if !isBlank(l) {
			x.index.Insert(zone.Entry{Record: knownRecord(l), Line: l.Text, Key: lineKey(d.Origin, l)})
		}
	}
	x.index.Service = d.zone.DetectService()
	x.zone = d.zone
	return x.index
}

// knownRecord returns the zero Record for a line that is kept verbatim, which
// is how an index tells foreign lines.
func knownRecord(l zone.Line) zone.Record {
	if !l.Known {
		return zone.Record{}
	}
	return l.Record
}
