package zone

import "strings"

// The text of a txt line runs to the end of the line. Inner spaces belong to it;
// quotes around it are optional. The registrar splits long texts into DNS strings
// by itself, so that they stay one line.

// Unquote returns what a text means: the quotes around the whole text are
// removed, everything else stays.
func Unquote(text string) string {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return text
	}
	inner := text[1 : len(text)-1]
	if strings.Contains(inner, `"`) {
		return text // Several strings, or escaped quotes: not ours to join.
	}
	return inner
}

// Strings returns the DNS strings of a text that consists of quoted ones, such
// as `"one" "two"` or `"one""two"`. It reports false for any other text, which
// is one string, and for one with backslashes, whose meaning is not known.
func Strings(text string) (parts []string, ok bool) {
	for text != "" {
		inner, opened := strings.CutPrefix(text, `"`)
		part, rest, closed := strings.Cut(inner, `"`)
		if !opened || !closed || strings.Contains(part, `\`) {
			return nil, false
		}
		parts = append(parts, part)
		text = strings.TrimLeft(rest, blanks)
	}
	return parts, len(parts) > 0
}
