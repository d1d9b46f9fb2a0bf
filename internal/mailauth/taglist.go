package mailauth

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is what is wrong with a tag, for messages in any language.
type Problem string

// The problems of a tag.
const (
	// ProblemNoTag is a part between semicolons that is no name=value.
	ProblemNoTag Problem = "it is no name=value pair"
	// ProblemTwice is a name that appears twice: the whole text is then invalid.
	ProblemTwice Problem = "the tag appears twice"
	// ProblemCharacter is a value with a character that is not allowed in it.
	ProblemCharacter Problem = "the value has a character that is not allowed"
	// ProblemSpace is a space around "=" in a text that allows none.
	ProblemSpace Problem = "there is a space around the equals sign"
	// ProblemMissing is a tag that has to be there.
	ProblemMissing Problem = "the tag is missing"
	// ProblemPlace is a version that is not the first tag.
	ProblemPlace Problem = "the tag is not the first"
	// ProblemValue is a value that is none of TagError.Want.
	ProblemValue Problem = "the value is none of those that are known"
	// ProblemUnknown is a tag that does not exist, in a text that is to be made.
	ProblemUnknown Problem = "there is no such tag"
	// ProblemScheme is a URI without "mailto:" or another scheme of TagError.Want.
	ProblemScheme Problem = "the URI does not begin as it has to"
	// ProblemURI is a URI that can't be read.
	ProblemURI Problem = "it is no URI"
	// ProblemSize is what follows "!" in a report URI and is no size.
	ProblemSize Problem = "the size limit is no number with k, m, g or t"
	// ProblemBase64 is a key that is no base64.
	ProblemBase64 Problem = "the key is no base64"
	// ProblemTruncated is a key whose end is missing.
	ProblemTruncated Problem = "the end of the key is missing"
	// ProblemKey is base64 of something that is no public key of the type.
	ProblemKey Problem = "it is no public key of that type"
	// ProblemPrivate is a private key instead of a public one.
	ProblemPrivate Problem = "it is a private key"
	// ProblemCertificate is a certificate, or a request for one, instead of a key;
	// the value is the command of openssl that reads it.
	ProblemCertificate Problem = "it is a certificate"
	// ProblemAlgorithm is a key of a type that DKIM does not have.
	ProblemAlgorithm Problem = "it is a key of a type that DKIM does not have"
	// ProblemShort is an RSA key that receivers refuse; the value is its size in bits.
	ProblemShort Problem = "the key is too short"
)

// TagError says what is wrong with one tag of a text.
type TagError struct {
	// Tag is the tag's name; empty for a part that has none.
	Tag string
	// Value is what is there, empty where nothing does.
	Value   string
	Problem Problem
	// Want has what may be there instead, in the RFC's own words: the
	// allowed values, or a form such as "0-100". It may be empty.
	Want []string
}

func (e *TagError) Error() string {
	return fmt.Sprintf("tag %q, value %q: %s", e.Tag, e.Value, e.Problem)
}

// tag is one name=value of a tag list (RFC 6376 section 3.2).
type tag struct {
	name, value string
	spaced      bool // There is white space around the equals sign.
}

type tagList []tag

// white is the white space of a text as the DNS gives it (RFC 6376 section 2.8).
const white = " \t\r\n"

// readTags reads a tag list: RFC 6376 section 3.2, which RFC 7489 section 6.3
// and the BIMI draft share. A semicolon at the end is fine. Names of unknown
// tags are no error: their readers skip them.
func readTags(text string) (tagList, error) { return readList(text, isTagName) }

func readList(text string, isName func(string) bool) (tagList, error) {
	parts := strings.Split(text, ";")
	if len(parts) > 1 && strings.Trim(parts[len(parts)-1], white) == "" {
		parts = parts[:len(parts)-1]
	}
	var tags tagList
	for _, part := range parts {
		t, err := readTag(part, isName)
		if err != nil {
			return nil, err
		}
		if tags.has(t.name) {
			return nil, &TagError{Tag: t.name, Value: t.value, Problem: ProblemTwice}
		}
		tags = append(tags, t)
	}
	return tags, nil
}

func readTag(part string, isName func(string) bool) (tag, error) {
	name, value, ok := strings.Cut(part, "=")
	trimmed := strings.Trim(name, white)
	if !ok || !isName(trimmed) {
		return tag{}, &TagError{Value: strings.Trim(part, white), Problem: ProblemNoTag}
	}
	t := tag{name: trimmed, value: strings.Trim(value, white)}
	t.spaced = strings.TrimLeft(name, white) != trimmed || strings.TrimRight(value, white) != t.value
	if strings.ContainsFunc(t.value, func(c rune) bool { return (c < '!' || c > '~') && !strings.ContainsRune(white, c) }) {
		return tag{}, &TagError{Tag: t.name, Value: t.value, Problem: ProblemCharacter}
	}
	return t, nil
}

// isTagName reports whether a name is a letter, then letters, digits and "_".
func isTagName(name string) bool {
	return name != "" && isLetter(rune(name[0])) && madeOf(name, "_")
}

// madeOf reports whether a text has no characters but letters and digits of ASCII,
// and some more.
func madeOf(text, more string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return !isLetter(c) && !isDigit(c) && !strings.ContainsRune(more, c) })
}

func isLetter(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

// has reports whether the list has a tag. Names are case-sensitive (RFC 6376
// section 3.2).
func (l tagList) has(name string) bool {
	return slices.ContainsFunc(l, func(t tag) bool { return t.name == name })
}

// get returns the value of a tag, "" where it is missing.
func (l tagList) get(name string) string {
	for _, t := range l {
		if t.name == name {
			return t.value
		}
	}
	return ""
}

// version checks that the list begins with v and that word, written exactly so.
func (l tagList) version(word string) error {
	switch {
	case !l.has("v"):
		return &TagError{Tag: "v", Problem: ProblemMissing, Want: []string{word}}
	case l[0].name != "v":
		return &TagError{Tag: "v", Value: l.get("v"), Problem: ProblemPlace, Want: []string{word}}
	case l[0].value != word:
		return &TagError{Tag: "v", Value: l.get("v"), Problem: ProblemValue, Want: []string{word}}
	}
	return nil
}

// oneOf checks the value of a tag that may be missing, in any case of letters.
func (l tagList) oneOf(name string, want ...string) error {
	if !l.has(name) || slices.ContainsFunc(want, func(w string) bool { return strings.EqualFold(l.get(name), w) }) {
		return nil
	}
	return &TagError{Tag: name, Value: l.get(name), Problem: ProblemValue, Want: want}
}

// eachOf checks a value that is a list with colons between its words.
func (l tagList) eachOf(name string, want ...string) error {
	if !l.has(name) {
		return nil
	}
	for word := range strings.SplitSeq(l.get(name), ":") {
		one := tagList{{name: name, value: strings.Trim(word, white)}}
		if err := one.oneOf(name, want...); err != nil {
			return err
		}
	}
	return nil
}

// firstError returns the first of several errors that is one.
func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
