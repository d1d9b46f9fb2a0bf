package zonesync

import (
	"maps"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// effect is what an edit changes, in terms that another text can be held
// against. Blank lines mean nothing and are no part of it.
type effect struct {
	added   map[string]string // The texts of added lines by key.
	removed map[string]bool   // The keys of removed lines.
	ttl     int               // The TTL set, or 0.
	nsType  string            // The name servers set, or "".
	changed bool              // Anything at all, a mere spelling included.
}

// effectOf compares two documents line by line.
func effectOf(before, after *Document) effect {
	e := effect{added: map[string]string{}, removed: map[string]bool{}}
	counts := map[string]int{}
	gone, come := changedLines(before.zone, after.zone)
	for _, l := range gone {
		counts[lineKey(after.Origin, l)]--
	}
	for _, l := range come {
		key := lineKey(after.Origin, l)
		if counts[key]++; !isBlank(l) {
			e.added[key] = l.Text
		}
	}
	for key, n := range counts {
		if n <= 0 {
			delete(e.added, key)
		}
	}
	for _, l := range gone {
		if key := lineKey(after.Origin, l); counts[key] < 0 && !isBlank(l) {
			e.removed[key] = true
		}
	}
	if before.TTL != after.TTL {
		e.ttl = after.TTL
	}
	if before.NSType != after.NSType {
		e.nsType = after.NSType
	}
	e.changed = len(gone)+len(come) > 0 || e.ttl != 0 || e.nsType != ""
	return e
}

// merge adds what a later attempt of the same edit did: a half that held the
// first time is still a half of the effect.
func (e *effect) merge(more effect) {
	if e.added == nil {
		*e = more
		return
	}
	for key, line := range more.added {
		e.added[key] = line
		delete(e.removed, key)
	}
	for key := range more.removed {
		e.removed[key] = true
		delete(e.added, key)
	}
	if more.ttl != 0 {
		e.ttl = more.ttl
	}
	if more.nsType != "" {
		e.nsType = more.nsType
	}
	e.changed = e.changed || more.changed
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

// changedLines returns the lines that stand in one zone only. What the zones
// share at their beginning and end is passed over without a look at its
// meaning, which makes the difference of one edit cheap.
func changedLines(before, after *zone.Zone) (gone, come []zone.Line) {
	if before == after {
		return nil, nil
	}
	a, b := before.Lines(), after.Lines()
	for len(a) > 0 && len(b) > 0 && a[0].Text == b[0].Text {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1].Text == b[len(b)-1].Text {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// lineKey is Origin.LineKey without taking the line apart again.
func lineKey(o zone.Origin, l zone.Line) string {
	if l.Known {
		return o.Key(l.Record)
	}
	return o.LineKey(l.Text)
}

func isBlank(l zone.Line) bool {
	return !l.Known && strings.TrimSpace(l.Text) == ""
}

// means tells whether two documents hold the same lines, in any order and
// spelling.
func means(a, b *Document) bool { return maps.Equal(tally(a), tally(b)) }

// tally counts the lines of a zone by what they mean.
func tally(d *Document) map[string]int {
	counts := make(map[string]int, len(d.zone.Lines()))
	for _, l := range d.zone.Lines() {
		if !isBlank(l) {
			counts[lineKey(d.Origin, l)]++
		}
	}
	return counts
}
