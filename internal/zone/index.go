package zone

import (
	"maps"
	"slices"
	"strings"
)

// Index has the records of a zone so that looking at one host costs the
// same in a zone of ten lines and of ten thousand. Records come and go with
// Insert and Delete. It is not safe for concurrent use.
type Index struct {
	// Origin is the domain of the zone.
	Origin Origin
	// Service is the DNS service that the zone is judged for.
	Service Service

	owners   map[string][]Entry // By full owner name.
	keys     map[string]int     // How many lines mean the same.
	mail     []Entry            // The mx and mxe records.
	above    map[string]int     // Every name above an owner.
	patterns []string           // Owners such as "s*.example.com".
	room     []Entry            // For the first entries of owners to come.
}

// NewIndex returns the index of all known lines of a zone.
func NewIndex(o Origin, s Service, z *Zone) *Index {
	x := &Index{
		Origin:  o,
		Service: s,
		owners:  make(map[string][]Entry, len(z.lines)),
		keys:    make(map[string]int, len(z.lines)),
		above:   make(map[string]int),
	}
	mails := 0
	for i := range z.lines {
		if z.lines[i].Record.IsMail() {
			mails++
		}
	}
	x.mail = make([]Entry, 0, mails)
	for i, key := range z.Keys(o) {
		l := &z.lines[i]
		if l.Known {
			x.Insert(Entry{Record: l.Record, Line: l.Text, Key: key})
		} else if strings.TrimSpace(l.Text) != "" {
			x.Insert(Entry{Line: l.Text, Key: key})
		}
	}
	return x
}

// Foreign reports that the entry's line is of a type this package does not know.
// It is filed under its second field, since such a line (a url forwarding, say)
// may claim that host.
func (e Entry) Foreign() bool { return e.Record.Type == "" }

// Insert adds a record, or a foreign line where Record is empty. The Key is
// filled in where it is empty.
func (x *Index) Insert(e Entry) {
	if e.Key == "" && e.Foreign() {
		e.Key = x.Origin.LineKey(e.Line)
	} else if e.Key == "" {
		e.Key = x.Origin.Key(e.Record)
	}
	x.keys[e.Key]++
	owner := x.Origin.KeyOwner(e.Key)
	entries := x.owners[owner]
	if entries == nil {
		entries = x.place()
	}
	x.owners[owner] = append(entries, e)
	if owner == "" {
		return // A line that is at no host, such as a comment.
	}
	if e.Record.IsMail() {
		x.mail = append(x.mail, e)
	}
	if isPattern(owner) {
		x.patterns = append(x.patterns, owner)
	}
	x.count(owner, 1)
}

// place returns the place for the first entry of an owner, out of room for many.
func (x *Index) place() []Entry {
	if len(x.room) == 0 {
		x.room = make([]Entry, 64)
	}
	first := x.room[:0:1]
	x.room = x.room[1:]
	return first
}

// Delete removes one record of that key: a planned one before a live one.
// It reports whether there was any.
func (x *Index) Delete(key string) bool {
	if x.keys[key] == 0 {
		return false
	}
	if x.keys[key]--; x.keys[key] == 0 {
		delete(x.keys, key)
	}
	owner := x.Origin.KeyOwner(key)
	if x.owners[owner] = deleteEntry(x.owners[owner], key); len(x.owners[owner]) == 0 {
		delete(x.owners, owner)
	}
	if owner == "" {
		return true
	}
	x.mail = deleteEntry(x.mail, key)
	if i := slices.Index(x.patterns, owner); i >= 0 {
		x.patterns = slices.Delete(x.patterns, i, i+1)
	}
	x.count(owner, -1)
	return true
}

func deleteEntry(entries []Entry, key string) []Entry {
	at := -1
	for i, e := range entries {
		if e.Key == key && (at < 0 || e.Planned) {
			at = i
		}
	}
	if at < 0 {
		return entries
	}
	return slices.Delete(entries, at, at+1)
}

// Count returns how many lines mean the same as key.
func (x *Index) Count(key string) int { return x.keys[key] }

// At returns the records at exactly that full owner name, foreign lines
// included; none for "", which is what Matching returns where nothing answers.
// The slice must not be changed, and is good until the next Insert or Delete.
func (x *Index) At(owner string) []Entry {
	if owner == "" {
		return nil // The lines that are at no host.
	}
	return x.owners[owner]
}

// OfType returns the records of that type at exactly that full owner name.
func (x *Index) OfType(owner, typeName string) []Entry {
	var found []Entry
	for _, e := range x.owners[owner] {
		if e.Record.Type == typeName {
			found = append(found, e)
		}
	}
	return found
}

// Below returns the records at all names below a full name, in the order of their
// keys. If there are any, it looks through the whole zone.
func (x *Index) Below(fqdn string) []Entry {
	if x.above[fqdn] == 0 {
		return nil
	}
	var found []Entry
	for owner, entries := range x.owners {
		if strings.HasSuffix(owner, "."+fqdn) {
			found = append(found, entries...)
		}
	}
	slices.SortStableFunc(found, func(a, b Entry) int { return strings.Compare(a.Key, b.Key) })
	return found
}

// Mail returns all mx and mxe records of the zone, in the order in which they
// came. The slice must not be changed, and is good until the next Insert or
// Delete.
func (x *Index) Mail() []Entry { return x.mail }

// Of returns the records of that key, in the order in which they came.
func (x *Index) Of(key string) []Entry {
	if x.keys[key] == 0 {
		return nil
	}
	var found []Entry
	for _, e := range x.owners[x.Origin.KeyOwner(key)] {
		if e.Key == key {
			found = append(found, e)
		}
	}
	return found
}

// Line returns the text of a line of that key, and "" where there is none.
func (x *Index) Line(key string) string {
	if found := x.Of(key); len(found) > 0 {
		return found[0].Line
	}
	return ""
}

// Clone returns a copy that can be changed on its own.
func (x *Index) Clone() *Index {
	c := &Index{
		Origin:   x.Origin,
		Service:  x.Service,
		owners:   make(map[string][]Entry, len(x.owners)),
		keys:     maps.Clone(x.keys),
		mail:     slices.Clone(x.mail),
		above:    maps.Clone(x.above),
		patterns: slices.Clone(x.patterns),
	}
	for owner, entries := range x.owners {
		c.owners[owner] = slices.Clone(entries)
	}
	return c
}
