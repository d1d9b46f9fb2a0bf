package zone

import (
	"net/netip"
	"strconv"
	"strings"
)

// Kind is what a field of a line has.
type Kind int

// The kinds of fields.
const (
	// KindIPv4 is an IPv4 address in dotted decimal form.
	KindIPv4 Kind = iota + 1
	// KindIPv6 is an IPv6 address in any form of RFC 4291 section 2.2.
	KindIPv6
	// KindName is a host name: relative to the zone, or absolute with a
	// trailing dot.
	KindName
	// KindUint8 is a number from 0 to 255.
	KindUint8
	// KindUint16 is a number from 0 to 65535.
	KindUint16
	// KindWord is a run of ASCII letters and digits in any case, such as the tag
	// of a CAA record.
	KindWord
	// KindText runs to the end of the line.
	KindText
)

// Max returns the largest number of a numeric kind, and 0 for other kinds.
func (k Kind) Max() uint64 {
	switch k {
	case KindUint8:
		return 255
	case KindUint16:
		return 65535
	case KindIPv4, KindIPv6, KindName, KindWord, KindText:
	}
	return 0
}

// wellFormed reports whether a field of a line can be read as this kind. It is
// lenient where the API is: whether a name makes sense is not asked here.
func (k Kind) wellFormed(value string) bool {
	switch k {
	case KindIPv4:
		a, err := netip.ParseAddr(value)
		return err == nil && a.Is4()
	case KindIPv6:
		a, err := netip.ParseAddr(value)
		return err == nil && a.Is6() && a.Zone() == ""
	case KindUint8, KindUint16:
		n, err := strconv.ParseUint(value, 10, 32)
		return err == nil && n <= k.Max()
	case KindName, KindText:
		return value != ""
	case KindWord:
		return isWord(value)
	}
	return false
}

func isWord(value string) bool {
	for _, c := range []byte(value) {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return value != ""
}

// Canonical gives one spelling to all values of the same meaning.
func (k Kind) Canonical(o Origin, value string) string {
	switch k {
	case KindIPv6:
		if a, err := netip.ParseAddr(value); err == nil {
			return a.String()
		}
	case KindName:
		return o.FQDN(value)
	case KindUint8, KindUint16:
		if n, err := strconv.ParseUint(value, 10, 32); err == nil {
			return strconv.FormatUint(n, 10)
		}
	case KindWord:
		return strings.ToLower(value)
	case KindText:
		return Unquote(value)
	case KindIPv4:
	}
	return value
}

// Equal reports whether two values of this kind mean the same.
func (k Kind) Equal(o Origin, a, b string) bool { return k.Canonical(o, a) == k.Canonical(o, b) }
