package zone

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckSeen returns a *FieldError for a value with a character that nobody can
// see, or that looks like a space and is none. Such characters get into a zone
// by copying from web pages and by editors that write a byte-order mark. In a
// text that people read they may be meant, and so are worth a warning there.
func CheckSeen(value string) error {
	if err := findUnseen(value); err != nil {
		return err
	}
	return nil
}

// findUnseen is CheckSeen with the type of its error.
func findUnseen(value string) *FieldError {
	i := strings.IndexFunc(value, isUnseen)
	switch {
	case i < 0:
		return nil
	case strings.HasPrefix(value[i:], wideSpace):
		return placed(value, ProblemFullWidth, i)
	}
	return placed(value, ProblemUnseen, i)
}

// wideSpace is the space of Japanese input methods.
const wideSpace = "\u3000"

// checkTyped returns an error for a name, number or address with a character that
// nobody can see, or with one of full width, as Japanese input methods write them: an
// IDN means the same with it, but the zone would have the line as it was typed.
func checkTyped(value string) error {
	if err := CheckSeen(value); err != nil {
		return err
	}
	if i := strings.IndexFunc(value, isFullWidth); i >= 0 {
		return placed(value, ProblemFullWidth, i)
	}
	return nil
}

func isFullWidth(c rune) bool {
	return c >= '\uff01' && c <= '\uff5e' || c == '。' || c == '｡'
}

// HalfWidth returns a value with its characters of full width as those of ASCII.
func HalfWidth(value string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '。' || c == '｡':
			return '.'
		case isFullWidth(c):
			return c - '\uff01' + '!'
		case string(c) == wideSpace:
			return ' '
		}
		return c
	}, value)
}

// placed is a problem with the character at a byte of a value.
func placed(value string, p Problem, at int) *FieldError {
	c, _ := utf8.DecodeRuneInString(value[at:])
	return &FieldError{Value: value, Problem: p, Part: fmt.Sprintf("U+%04X", c), At: utf8.RuneCountInString(value[:at]) + 1}
}

// isUnseen reports whether a character is none that a reader can see: control
// and format characters (zero width, soft hyphen, byte-order mark, direction),
// every space but the one of ASCII, and letters and marks that are drawn empty.
func isUnseen(c rune) bool {
	if c < utf8.RuneSelf {
		return c != '\t' && unicode.IsControl(c)
	}
	return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Z, unicode.Variation_Selector) || strings.ContainsRune(drawnEmpty, c)
}

// drawnEmpty are the letters and marks without a shape: the combining grapheme
// joiner, the fillers of Hangul, two vowels of Khmer, and Braille's empty cell.
const drawnEmpty = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"

// curlyQuotes are what word processors make of quotation marks.
const curlyQuotes = "\u2018\u2019\u201c\u201d"

// straightQuotes are the marks with which programs and shells quote, and that of
// their escapes.
const straightQuotes = "\"'`\\"

// findMailSlip returns an error for a setting of mail with a character in it that
// hides it from the programs that read it.
func findMailSlip(value string) *FieldError {
	if !isMailText(value) {
		return nil
	}
	if err := findUnseen(value); err != nil {
		return err
	}
	if i := strings.IndexAny(value, curlyQuotes); i >= 0 {
		return placed(value, ProblemCurlyQuote, i)
	}
	if _, quoted := Strings(value); !quoted && Unquote(value) == value && strings.ContainsRune(straightQuotes, rune(value[0])) {
		return placed(value, ProblemStrayQuote, 0)
	}
	return nil
}

// WithoutQuotes returns a text without the quotation marks around it.
func WithoutQuotes(value string) string { return strings.Trim(value, straightQuotes) }

// isMailText reports whether a text is a setting of mail that programs read, by
// its first tag: SPF, DKIM, DMARC, MTA-STS, TLS-RPT or BIMI. A DKIM key may go
// without its version (RFC 6376 section 3.6.1).
func isMailText(text string) bool {
	shown := strings.Map(func(c rune) rune {
		if c == ' ' || c == '\t' || isUnseen(c) || strings.ContainsRune(curlyQuotes+straightQuotes, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, text)
	for _, tag := range []string{"v=spf1", "v=dkim1", "v=dmarc1", "v=stsv1", "v=tlsrptv1", "v=bimi1", "k=rsa", "k=ed25519", "p="} {
		if strings.HasPrefix(shown, tag) {
			return true
		}
	}
	return false
}
