package zone

import (
	"slices"
	"strings"
)

// Find returns the index of the line that means the same as key, or -1. Of
// several equal lines it is the last, which is where Add puts a new one.
// Unknown lines match a key made by Origin.LineKey.
func (z *Zone) Find(o Origin, key string) int {
	for i := len(z.lines) - 1; i >= 0; i-- {
		if z.key(o, i) == key {
			return i
		}
	}
	return -1
}

func (z *Zone) key(o Origin, i int) string {
	l := &z.lines[i]
	if l.Known {
		return o.Key(l.Record)
	}
	return o.LineKey(l.Text)
}

// Add puts line into the zone and returns its index: after the last line of
// its type and host where there is one, else at the end. All other bytes stay.
// The line must not hold a line break.
func (z *Zone) Add(o Origin, line string) int {
	at := z.place(o, line)
	if at == 0 {
		z.lines[0] = newLine(line, "")
		return 0
	}
	z.lines = slices.Insert(z.lines, at, newLine(line, z.separator(at)))
	return at
}

// place returns the index at which a new line is to stand; 0 means that it
// takes the place of the empty line an empty text consists of.
func (z *Zone) place(o Origin, line string) int {
	last := len(z.lines) - 1
	if last == 0 && z.lines[0].Text == "" {
		return 0
	}
	if r, ok := ParseRecord(line); ok {
		owner := o.Owner(r)
		for i := last; i >= 0; i-- {
			if l := &z.lines[i]; l.Known && l.Record.Type == r.Type && o.Owner(l.Record) == owner {
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

// Replace writes line in the place of the line at index i.
func (z *Zone) Replace(i int, line string) {
	z.lines[i] = newLine(line, z.lines[i].before)
}

// Remove takes the line at index i away, together with the line break in
// front of it (behind it, where it is the first).
func (z *Zone) Remove(i int) {
	switch {
	case len(z.lines) == 1:
		z.lines[0] = Line{}
	case i == 0:
		z.lines = z.lines[1:]
		z.lines[0].before = ""
	default:
		z.lines = slices.Delete(z.lines, i, i+1)
	}
}
