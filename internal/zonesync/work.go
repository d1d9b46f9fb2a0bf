package zonesync

import (
	"cmp"
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// work is what this run has changed so far, for doing again what another writer
// undoes: one that had read the zone before our write writes that old text
// back. It never brings back or removes more than the run itself has changed.
type work struct {
	delta  zone.Bag          // How the run has changed each count.
	group  zone.Bag          // How the group under way does, until it is verified; it may cancel what earlier ones did.
	left   zone.Bag          // The counts that the last write has left, of these keys.
	lines  map[string]string // The texts of added lines, by key.
	ttl    int               // The settings that the run has made; 0 and "": none.
	nsType string
}

// after returns what the run has changed once these operations have left next.
// Those with an error do not count, and what they touched is forgotten: it may
// be in the zone or not, and to bring it back could make both true.
func (w work) after(operations []*operation, next *Document) work {
	n := work{delta: zone.Bag{}, group: zone.Bag{}, lines: map[string]string{}, ttl: w.ttl, nsType: w.nsType}
	maps.Copy(n.delta, w.delta)
	maps.Copy(n.lines, w.lines)
	for _, op := range operations {
		if op.err != nil {
			continue
		}
		n.delta.AddAll(op.effect, 1)
		n.group.AddAll(op.effect, 1)
		n.ttl, n.nsType = cmp.Or(op.change.TTL, n.ttl), cmp.Or(op.change.NSType, n.nsType)
	}
	for _, op := range operations {
		if op.err != nil {
			for key := range op.effect {
				delete(n.delta, key)
				delete(n.group, key)
			}
		}
	}
	n.left = n.count(next)
	for key := range n.left {
		if line := next.Index().Line(key); line != "" {
			n.lines[key] = line
		}
	}
	return n
}

// count returns how often a text has each line that the run has changed.
func (w work) count(d *Document) zone.Bag {
	counts := make(zone.Bag, len(w.delta))
	for _, changed := range []zone.Bag{w.delta, w.group} {
		for key := range changed {
			counts[key] = d.count(key)
		}
	}
	return counts
}

// changed reports whether the run has changed lines of a key.
func (w work) changed(key string) bool { return w.delta[key] != 0 || w.group[key] != 0 }

// undone returns what another writer has undone: the keys of lines that are
// missing, and of those that are back, one for each occurrence.
func (w work) undone(x *zone.Index) (missing, back []string) {
	for key, left := range w.left {
		more := x.Count(key) - left
		for range min(-more, max(w.delta[key], w.group[key])) {
			missing = append(missing, key)
		}
		for range min(more, -min(w.delta[key], w.group[key])) {
			back = append(back, key)
		}
	}
	slices.Sort(missing) // For the same text in every run.
	slices.Sort(back)
	return missing, back
}

// lost returns the lines of what is undone.
func (w work) lost(x *zone.Index) (missing, unwanted []string) {
	missing, unwanted = w.undone(x)
	for i, key := range missing {
		missing[i] = w.lines[key]
	}
	for i, key := range unwanted {
		unwanted[i] = x.Line(key)
	}
	return missing, unwanted
}

// intact reports whether nothing of it is undone.
func (w work) intact(d *Document) bool {
	missing, back := w.undone(d.Index())
	return len(missing)+len(back) == 0 && (w.ttl == 0 || w.ttl == d.TTL) && (w.nsType == "" || w.nsType == d.NSType)
}

// restore does again what was undone.
func (w work) restore(d *draft) {
	missing, back := w.undone(d.Index)
	for _, key := range back {
		d.Remove(key)
	}
	for _, key := range missing {
		d.Put(w.lines[key])
	}
	d.TTL, d.NSType = cmp.Or(w.ttl, d.TTL), cmp.Or(w.nsType, d.NSType)
}

// touches reports whether the operation has a part in any of the keys.
func (op *operation) touches(keys ...[]string) bool {
	return slices.ContainsFunc(slices.Concat(keys...), func(key string) bool { return op.effect[key] != 0 })
}

// tied returns the keys, and those that operations tie to them: of a line that
// one operation removes and another adds nothing shows which of the two is done.
func tied(group []*operation, keys []string) []string {
	for known := -1; known < len(keys); {
		known = len(keys)
		for _, op := range group {
			if !op.touches(keys) {
				continue
			}
			for key := range op.effect {
				if !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
			}
		}
	}
	return keys
}
