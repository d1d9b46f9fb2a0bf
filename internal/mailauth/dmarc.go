package mailauth

import (
	"strconv"
	"strings"
)

// DMARC is what a DMARC record says (RFC 7489 section 6.3).
type DMARC struct {
	// Policy is "none", "quarantine" or "reject", in small letters.
	Policy string
	// Aggregate and Failure are the URIs that reports go to, as written and without
	// their sizes: rua and ruf.
	Aggregate, Failure []string
}

// dmarcVersion is what a DMARC record begins with.
const dmarcVersion = "DMARC1"

// IsDMARC reports whether a text is meant as a DMARC record: whether its first tag
// is v and names DMARC, in any case of letters.
func IsDMARC(text string) bool {
	first, _, _ := strings.Cut(text, ";")
	name, value, _ := strings.Cut(first, "=")
	return strings.Trim(name, white) == "v" && hasPrefixFold(strings.Trim(value, white), dmarcVersion)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// ParseDMARC reads a DMARC record, its DNS strings joined. The version has to be
// the first tag; the policy may be anywhere after it, as receivers take it
// and RFC 7489's successor has it. The tags of that successor (np, psd, t) are
// known. The error is a *TagError.
func ParseDMARC(text string) (DMARC, error) {
	tags, err := readTags(text)
	if err != nil {
		return DMARC{}, err
	}
	policies := []string{"none", "quarantine", "reject"}
	switch err := tags.version(dmarcVersion); {
	case err != nil:
		return DMARC{}, err
	case !tags.has("p"):
		return DMARC{}, &TagError{Tag: "p", Problem: ProblemMissing, Want: policies}
	}
	if err := firstError(
		tags.oneOf("p", policies...),
		tags.oneOf("sp", policies...),
		tags.oneOf("np", policies...),
		tags.oneOf("adkim", "r", "s"),
		tags.oneOf("aspf", "r", "s"),
		tags.oneOf("psd", "y", "n", "u"),
		tags.oneOf("t", "y", "n"),
		tags.eachOf("fo", "0", "1", "d", "s"),
		tags.eachOf("rf", "afrf", "iodef"),
		tags.number("pct", 100, "0-100"),
		tags.number("ri", 1<<32-1, "seconds"),
	); err != nil {
		return DMARC{}, err
	}
	return tags.dmarc()
}

// dmarc turns checked tags into what they say.
func (l tagList) dmarc() (DMARC, error) {
	d := DMARC{Policy: strings.ToLower(l.get("p"))}
	var rua, ruf error
	d.Aggregate, rua = l.dmarcURIs("rua")
	d.Failure, ruf = l.dmarcURIs("ruf")
	if err := firstError(rua, ruf); err != nil {
		return DMARC{}, err
	}
	return d, nil
}

// dmarcURIs reads a list of report addresses that may be missing. mailto is the
// only scheme that receivers know (RFC 7489 section 6.2).
func (l tagList) dmarcURIs(name string) ([]string, error) {
	if !l.has(name) {
		return nil, nil
	}
	return readReportURIs(name, l.get(name), true, "mailto")
}

// number checks a whole number that may be missing.
func (l tagList) number(name string, most uint64, want string) error {
	if !l.has(name) {
		return nil
	}
	value := l.get(name)
	n, err := strconv.ParseUint(value, 10, 64)
	if err != nil || n > most {
		return &TagError{Tag: name, Value: value, Problem: ProblemValue, Want: []string{want}}
	}
	return nil
}
