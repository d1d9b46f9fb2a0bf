package zone

import (
	"slices"
	"strings"
)

// Find returns the index of the line that means the same as key, or -1. Of
// several equal lines it is the last, which is where Add puts a new one.
// Unknown lines match a key made by Origin.LineKey.
func (z *Zone) Find(o Origin, key string) int {
	keys := z.Keys(o)
	for i := len(keys) - 1; i >= 0; i-- {
		if keys[i] == key {
			return i
		}
	}
	return -1
}

// Add puts line into the zone and returns its index: after the last line of
// its type and host where there is one, else at the end. All other bytes stay.
// The line must not contain a line break.
func (z *Zone) Add(o Origin, line string) int {
	at := z.place(o, line)
	if at == 0 {
		z.Replace(0, line)
		return 0
	}
	added := newLine(line, z.separator(at))
	z.lines = slices.Insert(z.lines, at, added)
	z.editKeys(func(o Origin, keys []string) []string {
		return slices.Insert(keys, at, added.key(o))
	})
	return at
}

// place returns the index at which a new line is to be; 0 means that it
// takes the place of the empty line an empty text consists of.
func (z *Zone) place(o Origin, line string) int {
	last := len(z.lines) - 1
	if last == 0 && z.lines[0].Text == "" {
		return 0
	}
	if r, ok := ParseRecord(line); ok {
		// A key begins with the type and the owner.
		group := r.Type + keySeparator + o.Owner(r) + keySeparator
		keys := z.Keys(o)
		for i := last; i >= 0; i-- {
			if strings.HasPrefix(keys[i], group) {
				return i + 1
			}
		}
	}
	if z.lines[last].Text == "" {
		return last // In front of the last newline's empty line.
	}
	return last + 1
}

// separator chooses the line break for a line that is inserted at index at:
// the one its neighbours use.
func (z *Zone) separator(at int) string {
	// A text whose last line ends in a lone "\r" would swallow that byte
	// into the break if a plain "\n" followed it.
	if strings.HasSuffix(z.lines[at-1].Text, "\r") {
		return "\r\n"
	}
	if at < len(z.lines) {
		return z.lines[at].before
	}
	if before := z.lines[at-1].before; before != "" {
		return before
	}
	return "\n"
}

// Replace writes line instead of the line at index i. The line must not
// contain a line break.
func (z *Zone) Replace(i int, line string) {
	z.lines[i] = newLine(line, z.lines[i].before)
	z.editKeys(func(o Origin, keys []string) []string {
		keys[i] = z.lines[i].key(o)
		return keys
	})
}

// Remove deletes the line at index i and the line break that ends it, so that
// every other line keeps its own. A last line that nothing ends goes with the
// break in front of it.
func (z *Zone) Remove(i int) {
	if len(z.lines) == 1 {
		z.Replace(0, "")
		return
	}
	if i+1 < len(z.lines) {
		z.lines[i+1].before = z.lines[i].before
	}
	z.lines = slices.Delete(z.lines, i, i+1)
	z.editKeys(func(_ Origin, keys []string) []string {
		return slices.Delete(keys, i, i+1)
	})
}

// setText replaces all lines.
func (z *Zone) setText(text string) {
	z.lines = Parse(text).lines
	z.table.Store(nil)
}
