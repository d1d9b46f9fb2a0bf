package zone

import "strings"

// Which names exist, and which records answer for them: RFC 4592.

// Exists reports whether a name exists in the sense of RFC 4592: it owns a
// record, or a name below it does.
func (x *Index) Exists(fqdn string) bool {
	return len(fqdn) <= MaxName && x.Origin.Contains(fqdn) && (len(x.owners[fqdn]) > 0 || x.above[fqdn] > 0)
}

// Matching returns the owner whose records answer for a full name: the name
// itself, a registrar's pattern such as "s*" (FAQ Q15), the longest first, or
// the closest encloser's wildcard (RFC 4592). It is empty where nothing
// answers. A pattern matches one label, and its star for any characters,
// none included [A: no reference says so].
func (x *Index) Matching(fqdn string) string {
	if len(fqdn) > MaxName {
		return ""
	}
	if x.Exists(fqdn) {
		return fqdn
	}
	return x.Wildcard(fqdn)
}

// Wildcard returns what Matching would return for a full name if it did not exist.
func (x *Index) Wildcard(fqdn string) string {
	if owner := x.pattern(fqdn); owner != "" {
		return owner
	}
	for name := fqdn; ; {
		_, above, ok := strings.Cut(name, ".")
		if !ok || !x.Origin.Contains(above) {
			return ""
		}
		if above == x.Origin.name || x.Exists(above) {
			if wild := "*." + above; x.Exists(wild) {
				return wild
			}
			return ""
		}
		name = above
	}
}

func (x *Index) pattern(fqdn string) string {
	label, above, _ := strings.Cut(fqdn, ".")
	best, longest := "", 0
	for _, p := range x.patterns {
		mask, parent, _ := strings.Cut(p, ".")
		head, tail, _ := strings.Cut(mask, "*")
		fits := parent == above && len(label) >= len(head)+len(tail) &&
			strings.HasPrefix(label, head) && strings.HasSuffix(label, tail)
		// Of two as long as each other the first of the alphabet, so that the
		// order in which records come does not count.
		if fits && (len(mask) > longest || len(mask) == longest && p < best) {
			best, longest = p, len(mask)
		}
	}
	return best
}

// count keeps the names above an owner up to date: the owner makes them exist
// (RFC 4592 section 2.2.2). A text too long for a name exists in no DNS, and
// would cost time that grows with the square of its length.
func (x *Index) count(owner string, by int) {
	if len(owner) > MaxName {
		return
	}
	for name := owner; ; {
		_, above, ok := strings.Cut(name, ".")
		if !ok || !x.Origin.Contains(above) {
			return
		}
		if x.above[above] += by; x.above[above] <= 0 {
			delete(x.above, above)
		}
		name = above
	}
}

// isPattern separates an owner like "s*.example.com" from a true wildcard.
func isPattern(owner string) bool {
	label, _, _ := strings.Cut(owner, ".")
	return len(label) > 1 && strings.Contains(label, "*")
}
