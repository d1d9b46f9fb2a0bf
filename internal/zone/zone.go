package zone

import (
	"slices"
	"strings"
	"sync/atomic"
)

// Zone is a zone text taken apart into lines.
//
// Lines are kept with the separator ("\n" or "\r\n") before them,
// so that a text with a last newline ends in one empty line, and a text
// without one does not.
type Zone struct {
	lines []Line
	table atomic.Pointer[keyTable] // Nil until the first look.
}

// Line is one line of a zone without its line ending.
type Line struct {
	// Text is the line as it is in the zone.
	Text string
	// Record is the line's meaning; it counts only where Known is true.
	Record Record
	// Known reports that the line is a well-formed record of a type in the
	// table. Every other line is data that is kept verbatim.
	Known bool

	before string // The separator in front of the line; empty on the first.
}

// Parse takes a text apart. It never fails: what it does not understand stays
// as a line that is not Known.
func Parse(text string) *Zone {
	z := &Zone{lines: make([]Line, 0, strings.Count(text, "\n")+1)}
	before := ""
	for {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			z.lines = append(z.lines, newLine(text, before))
			return z
		}
		body, next := text[:end], "\n"
		if strings.HasSuffix(body, "\r") {
			body, next = body[:len(body)-1], "\r\n"
		}
		z.lines = append(z.lines, newLine(body, before))
		text, before = text[end+1:], next
	}
}

func newLine(text, before string) Line {
	r, ok := ParseRecord(text)
	return Line{Text: text, Record: r, Known: ok, before: before}
}

// String gives the text back, byte for byte.
func (z *Zone) String() string {
	size := 0
	for _, l := range z.lines {
		size += len(l.before) + len(l.Text)
	}
	var b strings.Builder
	b.Grow(size)
	for _, l := range z.lines {
		b.WriteString(l.before)
		b.WriteString(l.Text)
	}
	return b.String()
}

// Lines returns the lines in order. The slice must not be changed.
func (z *Zone) Lines() []Line { return z.lines }

// Records returns the records of the known lines in order.
func (z *Zone) Records() []Record {
	records := make([]Record, 0, len(z.lines))
	for _, l := range z.lines {
		if l.Known {
			records = append(records, l.Record)
		}
	}
	return records
}

// Clone returns a copy that can be edited on its own.
func (z *Zone) Clone() *Zone {
	c := &Zone{lines: slices.Clone(z.lines)}
	c.table.Store(z.table.Load().clone())
	return c
}
