package zonesync

import (
	"context"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Edit changes a document by means of Document.Change and its TTL and NSType.
// It is applied once a group, and again when its write got lost, so it must
// depend on nothing but the document. An error concerns this edit alone;
// whatever it changed before the error is dropped.
type Edit func(*Document) error

// BlockedError wraps the error of an edit that another operation of the same
// run may make possible. The edit is tried again after each group, until the
// run has been quiet for a while.
type BlockedError struct{ Err error }

func (e *BlockedError) Error() string { return e.Err.Error() }

func (e *BlockedError) Unwrap() error { return e.Err }

// request is an edit on its way.
type request struct {
	ctx  context.Context
	edit Edit
	done chan result
	// effect is what the edit did to the document of the group.
	effect effect
	err    error
}

type result struct {
	doc *Document
	err error
}

func (r *request) finish(doc *Document, err error) {
	r.done <- result{doc, err}
}

// effect is what an edit changes, in terms that another text can be held
// against.
type effect struct {
	added   map[string]string // The texts of added lines by key.
	removed map[string]bool
	ttl     int    // The TTL set, or 0.
	nsType  string // The name servers set, or "".
}

// effectOf compares two documents line by line.
func effectOf(before, after *Document) effect {
	e := effect{added: map[string]string{}, removed: map[string]bool{}}
	counts := map[string]int{}
	changedLines(before.zone, after.zone, func(l zone.Line, by int) {
		key := after.Origin.LineKey(l.Text)
		if counts[key] += by; by > 0 {
			e.added[key] = l.Text
		}
	})
	for key, n := range counts {
		if n <= 0 {
			delete(e.added, key)
		}
		if n < 0 {
			e.removed[key] = true
		}
	}
	if before.TTL != after.TTL {
		e.ttl = after.TTL
	}
	if before.NSType != after.NSType {
		e.nsType = after.NSType
	}
	return e
}

// changedLines reports lines that stand in one zone only. What the zones share
// at their beginning and end is passed over without a look at its meaning.
func changedLines(before, after *zone.Zone, report func(l zone.Line, by int)) {
	a, b := before.Lines(), after.Lines()
	for len(a) > 0 && len(b) > 0 && a[0].Text == b[0].Text {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1].Text == b[len(b)-1].Text {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for _, l := range a {
		report(l, -1)
	}
	for _, l := range b {
		report(l, 1)
	}
}

func (e effect) none() bool {
	return len(e.added) == 0 && len(e.removed) == 0 && e.ttl == 0 && e.nsType == ""
}

// holds tells whether found shows the effect; wanted is the tally of what was
// sent, which tells how many equal lines were to stay.
func (e effect) holds(found *Document, has, wanted map[string]int) bool {
	for key := range e.added {
		if has[key] < wanted[key] {
			return false
		}
	}
	for key := range e.removed {
		if has[key] > wanted[key] {
			return false
		}
	}
	return (e.ttl == 0 || e.ttl == found.TTL) && (e.nsType == "" || e.nsType == found.NSType)
}

// memory is what this run has written so far, for finding out after a foreign
// write what has to be written again.
type memory struct {
	added   map[string]string
	removed map[string]bool
}

func (m *memory) learn(e effect) {
	if m.added == nil {
		m.added, m.removed = map[string]string{}, map[string]bool{}
	}
	for key := range e.removed {
		delete(m.added, key)
		m.removed[key] = true
	}
	for key, line := range e.added {
		m.added[key] = line
		delete(m.removed, key)
	}
}

// repair returns an edit that does again what a foreign writer undid, and
// whether there is anything to do.
func (m *memory) repair(found *Document) (Edit, bool) {
	has := found.tally()
	var lost []string
	for key, line := range m.added {
		if has[key] == 0 {
			lost = append(lost, line)
		}
	}
	var back []string
	for key := range m.removed {
		if has[key] > 0 {
			back = append(back, key)
		}
	}
	slices.Sort(lost)
	slices.Sort(back)
	return func(d *Document) error {
		d.Change(func(z *zone.Zone) {
			for _, key := range back {
				z.Remove(z.Find(d.Origin, key))
			}
			for _, line := range lost {
				z.Add(d.Origin, line)
			}
		})
		return nil
	}, len(lost)+len(back) > 0
}
