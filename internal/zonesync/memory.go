package zonesync

import (
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// memory is what this run has written so far, for finding out after a foreign
// write what has to be written again. A line is either added or removed in it,
// as the last edit left it.
type memory struct {
	added   map[string]string // Texts by key: at least one such line has to stand.
	removed map[string]int    // By key: more lines than that must not stand.
}

func newMemory() memory {
	return memory{added: map[string]string{}, removed: map[string]int{}}
}

// learn takes over what requests did whose effects stand in the zone. They are
// taken in the order in which they were applied, so that the last one to touch
// a line decides. count tells how many lines of a key were left.
func (m *memory) learn(held []*request, count func(key string) int) {
	ordered := slices.SortedFunc(slices.Values(held), func(a, b *request) int { return a.applied - b.applied })
	for _, r := range ordered {
		for key := range r.effect.removed {
			delete(m.added, key)
			m.removed[key] = count(key)
		}
		for key, line := range r.effect.added {
			delete(m.removed, key)
			m.added[key] = line
		}
	}
}

// forget drops what is known of lines whose edit has failed: it may be in the
// zone or not, and bringing back what it took away could make both true.
func (m *memory) forget(failed []*request) {
	for _, r := range failed {
		for key := range r.effect.removed {
			delete(m.added, key)
			delete(m.removed, key)
		}
		for key := range r.effect.added {
			delete(m.added, key)
			delete(m.removed, key)
		}
	}
}

// concede gives up the removals that another process of this machine has
// undone: it took the lock, so it has read our text and means what it wrote.
func (m *memory) concede(count func(key string) int) {
	maps.DeleteFunc(m.removed, func(key string, left int) bool { return count(key) > left })
}

// yield gives up additions that were undone as well.
func (m *memory) yield(count func(key string) int) {
	m.concede(count)
	maps.DeleteFunc(m.added, func(key, _ string) bool { return count(key) == 0 })
}

// touched tells whether this run has added or removed that line.
func (m *memory) touched(key string) bool {
	if _, ok := m.added[key]; ok {
		return true
	}
	_, ok := m.removed[key]
	return ok
}

// undone returns the lines to be written again and the keys to be taken away
// again, one for each line, where a foreign writer has undone this run's work.
func (m *memory) undone(d *Document) (lost, back []string) {
	x := d.Index()
	for key, line := range m.added {
		if x.Count(key) == 0 {
			lost = append(lost, line)
		}
	}
	for key, left := range m.removed {
		for range x.Count(key) - left {
			back = append(back, key)
		}
	}
	slices.Sort(lost) // For the same text in every run.
	slices.Sort(back)
	return lost, back
}

// repair does again what a foreign writer has undone.
func (m *memory) repair(d *Document) {
	lost, back := m.undone(d)
	if len(lost)+len(back) == 0 {
		return
	}
	d.Change(func(z *zone.Zone) {
		for _, key := range back {
			if i := z.Find(d.Origin, key); i >= 0 {
				z.Remove(i)
			}
		}
		for _, line := range lost {
			z.Add(d.Origin, line)
		}
	})
}
