package mailauth

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// readReportURIs reads the value of rua or ruf: URIs with commas between them.
// A comma, an exclamation mark or a semicolon inside of one has to be written
// as %2C, %21, %3B (RFC 7489 section 6.4, RFC 8460 section 3). With sized, each
// may end in "!" and a size.
func readReportURIs(tag, value string, sized bool, schemes ...string) ([]string, error) {
	var found []string
	for one := range strings.SplitSeq(value, ",") {
		text, size, limited := strings.Cut(strings.Trim(one, white), "!")
		if err := checkURI(text, schemes...); err != nil {
			err.Tag = tag
			return nil, err
		}
		if limited && (!sized || !isSize(size)) {
			return nil, &TagError{Tag: tag, Value: "!" + size, Problem: ProblemSize}
		}
		found = append(found, text)
	}
	return found, nil
}

// checkURI checks one URI of a scheme that is allowed. Want is then the schemes.
func checkURI(text string, schemes ...string) *TagError {
	u, err := url.Parse(text)
	switch {
	case text == "" || strings.ContainsAny(text, white):
		return &TagError{Value: text, Problem: ProblemURI, Want: schemes}
	case !hasScheme(text, schemes):
		return &TagError{Value: text, Problem: ProblemScheme, Want: schemes}
	case err != nil:
		return &TagError{Value: text, Problem: ProblemURI, Want: schemes}
	case u.Scheme == "mailto" && !isMailbox(u.Opaque), u.Scheme != "mailto" && u.Hostname() == "":
		return &TagError{Value: text, Problem: ProblemURI, Want: schemes}
	}
	return nil
}

func hasScheme(text string, schemes []string) bool {
	scheme, _, ok := strings.Cut(text, ":")
	return ok && slices.ContainsFunc(schemes, func(s string) bool { return strings.EqualFold(scheme, s) })
}

// isMailbox reports whether a text looks as local@domain, escapes and all (RFC
// 6068 section 2).
func isMailbox(text string) bool {
	at := strings.LastIndex(text, "@")
	if at < 1 {
		return false
	}
	domain := text[at+1:]
	return domain != "" && madeOf(domain, "-._") && !strings.HasPrefix(domain, ".") && !strings.Contains(domain, "..")
}

// isSize reports whether a text is a size: digits, and k, m, g or t for 2^10 to 2^40 (RFC 7489
// section 6.4).
func isSize(text string) bool {
	shift := 0
	if n := len(text) - 1; n > 0 {
		if at := strings.IndexByte("kmgt", text[n]|0x20); at >= 0 && !isDigit(rune(text[n])) {
			text, shift = text[:n], 10*(at+1)
		}
	}
	n, err := strconv.ParseUint(text, 10, 64)
	return err == nil && n<<shift>>shift == n
}
