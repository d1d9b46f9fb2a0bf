package zone

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Bag is a multiset of lines by what they mean: how often each key occurs. It
// is how this project compares zones, since the order, the spelling, comments
// and empty lines mean nothing. A difference of two bags has negative counts
// for what went. The zero value can be read; make one with Bag{} to add to it.
//
//	{a www 192.0.2.1 ×2} minus {a www 192.0.2.1} = {a www 192.0.2.1}
type Bag map[string]int

// Bag returns the lines of the zone that mean something.
func (z *Zone) Bag(o Origin) Bag {
	keys := z.Keys(o)
	b := make(Bag, len(keys))
	for i, key := range keys {
		if z.lines[i].Means() {
			b[key]++
		}
	}
	return b
}

// Means reports whether the line means something: it is neither empty nor a
// comment, which begins with "#".
func (l Line) Means() bool {
	if l.Known {
		return true
	}
	text := strings.TrimSpace(l.Text)
	return text != "" && text[0] != '#'
}

// Add changes the count of a key by n, which may be negative.
func (b Bag) Add(key string, n int) {
	if b[key] += n; b[key] == 0 {
		delete(b, key)
	}
}

// AddAll adds every count of other, n times.
func (b Bag) AddAll(other Bag, n int) {
	for key, count := range other {
		b.Add(key, n*count)
	}
}

// Len returns the number of lines, equal ones counted each.
func (b Bag) Len() int {
	n := 0
	for _, count := range b {
		n += count
	}
	return n
}

// Equal reports whether both have the same lines equally often.
func (b Bag) Equal(other Bag) bool { return maps.Equal(b, other) }

// Difference returns how each count changes from before to b.
func (b Bag) Difference(before Bag) Bag {
	d := maps.Clone(b)
	if d == nil {
		d = Bag{}
	}
	d.AddAll(before, -1)
	return d
}

// Beyond returns the lines of the zone that it has more often than b, in
// order. Of equal lines the last ones are returned.
func (z *Zone) Beyond(o Origin, b Bag) []Line {
	var more []Line
	left := maps.Clone(b)
	for i, key := range z.Keys(o) {
		switch {
		case !z.lines[i].Means():
		case left[key] > 0:
			left[key]--
		default:
			more = append(more, z.lines[i])
		}
	}
	return more
}

// Digest identifies what a zone means: equal digests mean the same lines,
// TTL and name servers.
type Digest string

// Digest returns the digest of a snapshot whose lines are z.
func (s Snapshot) Digest(z *Zone) Digest {
	b := z.Bag(NewOrigin(s.Domain))
	h := sha256.New()
	var line []byte
	for _, key := range slices.Sorted(maps.Keys(b)) {
		line = strconv.AppendQuote(line[:0], key)
		line = strconv.AppendInt(line, int64(b[key]), 10)
		h.Write(append(line, '\n'))
	}
	h.Write([]byte(strconv.Itoa(s.TTL) + "\n" + s.NSType))
	return Digest(hex.EncodeToString(h.Sum(nil)[:16]))
}

// SamePlace reports whether two keys are of records of one type and owner: a
// change from one to the other stays on its line.
func SamePlace(a, b string) bool {
	x, y := strings.SplitN(a, keySeparator, 3), strings.SplitN(b, keySeparator, 3)
	return len(x) == 3 && len(y) == 3 && x[0] == y[0] && x[1] == y[1] && x[0] != foreignKey
}
