package zonesync

import (
	"cmp"
	"errors"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Change is one edit of a zone, as data. It has no side effects, so it can be
// composed with others as often as it takes.
//
// A change removes one occurrence for each key in Remove and adds one for each
// line in Put, whatever else the zone has. A line that is put is in the
// place of a removed one of the same type and owner. A key that the zone does
// not have is no error; what another change of the same write puts is not removed.
type Change struct {
	// Caller is who has to know what came of it, for Document.Held.
	Caller coordination.Caller
	// Remove has keys, as zone.Origin.Key and LineKey give them.
	Remove []string
	// Put has lines without a newline.
	Put []string
	// Ensure has lines that are put only if the zone has none like them.
	Ensure []string
	// Whole replaces all lines by those of a text; nil leaves them.
	Whole *string
	// TTL in seconds and NSType replace the settings of the zone; 0 and ""
	// leave them.
	TTL    int
	NSType string
	// Check looks at the zone as it would be with the change in it. It
	// depends on nothing but its argument and on what never changes. An
	// error concerns only this change. A BlockedError makes the change
	// wait for others, for as long as some may come. Nil allows everything.
	Check func(View) error
}

// View is what a Check sees. Nothing in it may be changed or kept.
type View struct {
	Origin zone.Origin
	// Index has the zone with the change in it, and with all changes that
	// are written together with it.
	Index *zone.Index
	// Zone has the lines of Index in order.
	Zone *zone.Zone
	// Before is the zone without the change, for a change that has Whole.
	Before *zone.Zone
	// Last reports that nothing has arrived for a while: what the change
	// was waiting for need not come any more.
	Last bool
}

// BlockedError wraps the error of a change that another operation of the same
// run may make possible. The change waits until the run has been quiet for a
// while.
type BlockedError struct{ Err error }

func (e *BlockedError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *BlockedError) Unwrap() error { return e.Err }

func isBlocked(err error) bool {
	var blocked *BlockedError
	return errors.As(err, &blocked)
}

// operation is a change on its way.
type operation struct {
	id     int
	change Change
	parked bool       // It was blocked, and waits for news.
	before *zone.Zone // What a change that has Whole replaces.
	effect zone.Bag   // What it changes in the text that is written.
	err    error      // Why it can't be done.
}

// changesNothing reports whether it has nothing to write, as one that only checks.
func (op *operation) changesNothing() bool {
	c := op.change
	return len(op.effect) == 0 && c.Whole == nil && c.TTL == 0 && c.NSType == ""
}

// draft is a text while changes go into it.
type draft struct {
	zone.Snapshot
	*zone.Draft

	puts zone.Bag // What the changes of the group have put so far.
}

func (d *Document) draft() *draft {
	return &draft{Snapshot: d.Snapshot, Draft: zone.NewDraft(d.Origin, d.zone, d.Index()), puts: zone.Bag{}}
}

// apply brings a change in and returns what it changes.
func (d *draft) apply(c Change) zone.Bag {
	d.TTL, d.NSType = cmp.Or(c.TTL, d.TTL), cmp.Or(c.NSType, d.NSType)
	effect := zone.Bag{}
	if c.Whole != nil {
		before := d.Zone.Bag(d.Origin)
		d.SetText(*c.Whole)
		d.Index.Service = d.Zone.DetectService(d.NSType).Service
		return d.Zone.Bag(d.Origin).Difference(before)
	}
	var gone []string
	for _, key := range c.Remove {
		if d.Index.Count(key)-d.puts[key]+effect[key] > 0 {
			gone = append(gone, key)
			effect.Add(key, -1)
		}
	}
	for _, line := range c.Put {
		key := d.Origin.LineKey(line)
		effect.Add(key, 1)
		d.puts.Add(key, 1)
		if i := slices.IndexFunc(gone, func(old string) bool { return zone.SamePlace(old, key) }); i >= 0 {
			d.Replace(gone[i], line)
			gone = slices.Delete(gone, i, i+1)
		} else {
			d.Put(line)
		}
	}
	for _, key := range gone {
		d.Remove(key)
	}
	for _, line := range c.Ensure {
		if key := d.Origin.LineKey(line); d.Index.Count(key) == 0 {
			effect.Add(key, 1)
			d.Put(line)
		}
	}
	return effect
}

// document returns the draft as a document that can be written.
func (d *draft) document() *Document {
	s := d.Snapshot
	s.Text = d.Zone.String()
	d.Index.Service = d.Zone.DetectService(d.NSType).Service
	return &Document{Snapshot: s, Origin: d.Origin, zone: d.Zone, digest: s.Digest(d.Zone), index: func() *zone.Index { return d.Index }}
}

// check asks every operation without an error for its opinion of the draft. The
// last one that refuses it gets its error: what it would have changed is not in
// the next draft, which may make others possible or impossible.
func (d *draft) check(operations []*operation, last bool) (dropped bool) {
	for i := len(operations) - 1; i >= 0; i-- {
		op := operations[i]
		if op.err != nil || op.change.Check == nil {
			continue
		}
		op.err = op.change.Check(View{Origin: d.Origin, Index: d.Index, Zone: d.Zone, Before: op.before, Last: last})
		if op.err != nil {
			op.effect = nil
			return true
		}
	}
	return false
}

// compose brings as many operations as possible into one text: all that do not
// conflict with each other or against the zone. The others have an error. What
// the run has lost to another writer is brought back first.
func compose(base *Document, lost work, operations []*operation, last bool) *Document {
	for {
		d := base.draft()
		lost.restore(d)
		for _, op := range operations {
			if op.err != nil {
				continue
			}
			if op.change.Whole != nil {
				op.before = d.Zone.Clone()
			}
			op.effect = d.apply(op.change)
		}
		if !d.check(operations, last) {
			return d.document()
		}
	}
}
