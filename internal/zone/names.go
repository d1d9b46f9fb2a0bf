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
	if wild := "*." + x.encloser(fqdn); x.Exists(wild) {
		return wild
	}
	return ""
}

// encloser returns the closest name above a full name that exists, the domain itself
// at the latest; empty for a name that is not below the domain.
func (x *Index) encloser(fqdn string) string {
	_, above, _ := strings.Cut(fqdn, ".")
	for above != x.Origin.name && x.Origin.Contains(above) && !x.Exists(above) {
		_, above, _ = strings.Cut(above, ".")
	}
	if !x.Origin.Contains(above) {
		return ""
	}
	return above
}

// WouldAnswer reports whether a record of that owner, which may be gone, would answer
// for a full name: Matching would return the owner, as far as no pattern fits better.
func (x *Index) WouldAnswer(owner, fqdn string) bool {
	_, parent, _ := strings.Cut(owner, ".")
	switch {
	case owner == fqdn || x.Exists(fqdn):
		return owner == fqdn
	case isPattern(owner):
		return Fits(owner, fqdn)
	}
	return owner == "*."+parent && strings.HasSuffix(fqdn, "."+parent) && len(x.encloser(fqdn)) <= len(parent)
}

// Fits reports whether a full name with a star in its first label matches another one.
// The star is for any characters of a label, none included.
func Fits(pattern, fqdn string) bool {
	label, above, _ := strings.Cut(fqdn, ".")
	mask, parent, _ := strings.Cut(pattern, ".")
	head, tail, star := strings.Cut(mask, "*")
	return star && parent == above && len(label) >= len(head)+len(tail) &&
		strings.HasPrefix(label, head) && strings.HasSuffix(label, tail)
}

func (x *Index) pattern(fqdn string) string {
	best := ""
	for _, p := range x.patterns {
		// Of two as long as each other the first of the alphabet, so that the
		// order in which records come does not count.
		if Fits(p, fqdn) && (len(p) > len(best) || len(p) == len(best) && p < best) {
			best = p
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
