package importgen

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

var errApexAlias = errors.New("the domain itself can't be a cname")

// attribute is one argument; the value is an expression.
type attribute struct{ name, value string }

// pair writes the import block and the resource block of one record.
func pair(kind, name, id string, attributes []attribute) string {
	var b strings.Builder
	fmt.Fprintf(&b, "import {\n  to = %s.%s\n  id = %s\n}\n\n", kind, name, Quote(id))
	fmt.Fprintf(&b, "resource %q %q {\n", kind, name)
	width := 0
	for _, a := range attributes {
		width = max(width, len(a.name))
	}
	for _, a := range attributes {
		fmt.Fprintf(&b, "  %-*s = %s\n", width, a.name, a.value)
	}
	b.WriteString("}\n")
	return b.String()
}

// refused says of a line why it is not declared. The line is quoted, since
// what is wrong with it may be a line break.
func refused(l zone.Line, err error) string {
	return "# Not imported: " + Quote(l.Text) + "\n# " + strings.NewReplacer("\n", " ", "\r", " ").Replace(err.Error()) + "\n"
}

// Quote writes a text as a quoted template of HCL that means just that text.
// The signs that begin a template are doubled: the macros of SPF have them
// (RFC 7208 section 7). Control characters are escaped in the one way that HCL
// has; bytes that are no UTF-8 become U+FFFD.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, c := range text {
		next := byte(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case (c == '$' || c == '%') && next == '{':
			b.WriteRune(c)
			b.WriteRune(c)
		case !unicode.IsPrint(c) && c != '\u3000':
			fmt.Fprintf(&b, `\U%08X`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// number writes digits as HCL has them, without leading zeros.
func number(digits string) string {
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		return Quote(digits) // No known line has such a number.
	}
	return strconv.FormatUint(n, 10)
}
