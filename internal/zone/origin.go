package zone

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// MaxName is the length of the longest full name in bytes, written without the
// trailing dot (RFC 1035 section 2.3.4).
const MaxName = 253

// maxSpelling bounds what is read as an IDN: no longer text, of at most four
// bytes a character, has a punycode that fits a name. Reading takes time that
// grows with the square of the length.
const maxSpelling = 4 * MaxName

// Origin is the domain that the names of a zone are relative to. The zero
// value is not useful: make one with NewOrigin.
type Origin struct{ name string }

// NewOrigin returns the origin of a domain, which may be written with a final
// dot, in any case, and as an IDN.
func NewOrigin(domain string) Origin {
	return Origin{name: strings.TrimSuffix(canonicalName(domain), ".")}
}

// String returns the domain in lower case, as punycode, without a trailing dot.
func (o Origin) String() string { return o.name }

// FQDN returns the full name that name means in this zone: lower case,
// punycode, without the trailing dot. Names without a trailing dot are relative,
// "@" and "" are the domain itself.
func (o Origin) FQDN(name string) string {
	if name == "" || name == Apex {
		return o.name
	}
	name = canonicalName(name)
	if full, ok := strings.CutSuffix(name, "."); ok {
		return full
	}
	return name + "." + o.name
}

// Contains reports whether the full name lies in the zone.
func (o Origin) Contains(fqdn string) bool {
	above, ok := strings.CutSuffix(fqdn, o.name)
	return ok && (above == "" || above[len(above)-1] == '.')
}

// Relative returns the host by which lines write a full name of the zone, and
// the name with a trailing dot where it lies outside.
func (o Origin) Relative(fqdn string) string {
	if fqdn == o.name {
		return Apex
	}
	if host, ok := strings.CutSuffix(fqdn, "."+o.name); ok {
		return host
	}
	return fqdn + "."
}

// Owner returns the full name of the host that a record is at.
func (o Origin) Owner(r Record) string { return o.FQDN(r.Host) }

const (
	// keySeparator can be in no name and in no field of a line.
	keySeparator = "\n"
	// foreignKey is in a key where a record's has its type.
	foreignKey = "?"
	// keyRoom is what a field of a key takes at a guess.
	keyRoom = 16
)

// Key returns what a record means: two records have the same key exactly when
// they are the same record in another spelling.
func (o Origin) Key(r Record) string {
	t, ok := LookupType(r.Type)
	if !ok || len(t.Fields) != len(r.Values) {
		return o.LineKey(r.Line())
	}
	var b strings.Builder
	b.Grow(len(r.Type) + len(r.Host) + len(o.name) + keyRoom*(1+len(r.Values)))
	b.WriteString(r.Type)
	b.WriteString(keySeparator)
	b.WriteString(o.Owner(r))
	for i, f := range t.Fields {
		b.WriteString(keySeparator)
		b.WriteString(f.Kind.Canonical(o, r.Values[i]))
	}
	return b.String()
}

// KeyOwner returns the full name that a line with this key is at: for a line of an
// unknown type that of its second field, and "" where that is no host.
func (o Origin) KeyOwner(key string) string {
	kind, rest, _ := strings.Cut(key, keySeparator)
	if kind != foreignKey {
		owner, _, _ := strings.Cut(rest, keySeparator)
		return owner
	}
	fields := strings.SplitN(rest, " ", 3)
	// A comment begins with something else than a type.
	if len(fields) < 3 || !isWord(fields[0]) || o.CheckHost(fields[1]) != nil {
		return ""
	}
	return o.FQDN(fields[1])
}

// LineKey returns the key of any line: a record's where it is one, else the
// line with its spaces folded.
func (o Origin) LineKey(line string) string {
	if r, ok := ParseRecord(line); ok {
		return o.Key(r)
	}
	return o.foreignLineKey(line)
}

// foreignLineKey is the key of a line that is no record.
func (o Origin) foreignLineKey(line string) string {
	return foreignKey + keySeparator + strings.Join(strings.FieldsFunc(trimEnd(line), isBlank), " ")
}

// canonicalName folds case and turns an IDN into punycode. A trailing dot stays.
func canonicalName(name string) string { return strings.ToLower(punycode(name)) }

// punycode returns an IDN as the DNS has it, and every other name as it is.
func punycode(name string) string {
	ascii := true
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	// Reading an IDN drops what nobody can see, and so would take a broken name
	// for a good one.
	if !ascii && len(name) <= maxSpelling && findUnseen(name) == nil {
		// StrictDomainName off: "_dmarc", "*" and "s*" are names of zones.
		profile := idna.New(idna.MapForLookup(), idna.StrictDomainName(false), idna.Transitional(false))
		if mapped, err := profile.ToASCII(name); err == nil {
			return mapped
		}
	}
	return name
}
