package zone

import "slices"

// keyTable has what each line of a zone means for one origin, so that
// looking for a record reads the lines once and not at every look.
type keyTable struct {
	origin Origin
	keys   []string // By line.
}

// Keys returns the key of every line in order, as Origin.LineKey gives it. The
// slice must not be changed, and is good until the zone is edited.
func (z *Zone) Keys(o Origin) []string {
	if t := z.table.Load(); t != nil && t.origin == o {
		return t.keys
	}
	t := &keyTable{origin: o, keys: make([]string, len(z.lines))}
	for i := range z.lines {
		t.keys[i] = z.lines[i].key(o)
	}
	// Readers that meet here store equal tables: whose stays is the same.
	z.table.Store(t)
	return t.keys
}

func (l *Line) key(o Origin) string {
	if l.Known {
		return o.Key(l.Record)
	}
	return o.foreignLineKey(l.Text)
}

// editKeys keeps the table in step with an edit of the lines.
func (z *Zone) editKeys(edit func(o Origin, keys []string) []string) {
	if t := z.table.Load(); t != nil {
		z.table.Store(&keyTable{origin: t.origin, keys: edit(t.origin, t.keys)})
	}
}

// clone returns a table that can be edited on its own.
func (t *keyTable) clone() *keyTable {
	if t == nil {
		return nil
	}
	return &keyTable{origin: t.origin, keys: slices.Clone(t.keys)}
}
