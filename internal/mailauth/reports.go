package mailauth

// MTASTS is what the text at _mta-sts says (RFC 8461 section 3.1).
type MTASTS struct {
	// ID names the version of the policy: a sender reads the policy again when
	// it changes. 1 to 32 letters and digits.
	ID string
}

// The versions of the texts about mail transport and logos.
const (
	mtaSTSVersion = "STSv1"
	tlsRPTVersion = "TLSRPTv1"
	bimiVersion   = "BIMI1"
)

// maxID is the length of the longest id in characters (RFC 8461 section 3.1).
const maxID = 32

// ParseMTASTS reads the text at _mta-sts. The error is a *TagError.
func ParseMTASTS(text string) (MTASTS, error) {
	tags, err := readFields(text, mtaSTSVersion)
	if err != nil {
		return MTASTS{}, err
	}
	id := tags.get("id")
	want := []string{"1-32 A-Z a-z 0-9"}
	switch {
	case !tags.has("id"):
		return MTASTS{}, &TagError{Tag: "id", Problem: ProblemMissing, Want: want}
	case id == "" || len(id) > maxID || !madeOf(id, ""):
		return MTASTS{}, &TagError{Tag: "id", Value: id, Problem: ProblemValue, Want: want}
	}
	return MTASTS{ID: id}, nil
}

// TLSRPT is what the text at _smtp._tls says (RFC 8460 section 3).
type TLSRPT struct {
	// Reports are the URIs that reports go to, mailto or https.
	Reports []string
}

// ParseTLSRPT reads the text at _smtp._tls. The error is a *TagError.
func ParseTLSRPT(text string) (TLSRPT, error) {
	tags, err := readFields(text, tlsRPTVersion)
	if err != nil {
		return TLSRPT{}, err
	}
	schemes := []string{"mailto", "https"}
	if !tags.has("rua") {
		return TLSRPT{}, &TagError{Tag: "rua", Problem: ProblemMissing, Want: schemes}
	}
	uris, err := readReportURIs("rua", tags.get("rua"), false, schemes...)
	return TLSRPT{Reports: uris}, err
}

// readFields reads the stricter lists of RFC 8460 and RFC 8461: the version is
// first, and no space is around an equals sign.
func readFields(text, version string) (tagList, error) {
	tags, err := readList(text, isFieldName)
	if err != nil {
		return nil, err
	}
	if err := tags.version(version); err != nil {
		return nil, err
	}
	for _, t := range tags {
		if t.spaced {
			return nil, &TagError{Tag: t.name, Value: t.value, Problem: ProblemSpace}
		}
	}
	return tags, nil
}

// isFieldName reports whether a name may be that of a field (RFC 8461 section
// 3.1, sts-ext-name).
func isFieldName(name string) bool {
	return name != "" && len(name) <= maxID && madeOf(name[:1], "") && madeOf(name, "_-.")
}

// BIMI is what the text at <selector>._bimi says
// (draft-brand-indicators-for-message-identification section 4).
type BIMI struct {
	// Location is the address of the logo, Authority that of its certificate.
	// Both are https, or empty for a domain that declines.
	Location, Authority string
}

// ParseBIMI reads the text at <selector>._bimi. The error is a *TagError.
func ParseBIMI(text string) (BIMI, error) {
	tags, err := readTags(text)
	if err != nil {
		return BIMI{}, err
	}
	if err := tags.version(bimiVersion); err != nil {
		return BIMI{}, err
	}
	if !tags.has("l") {
		return BIMI{}, &TagError{Tag: "l", Problem: ProblemMissing, Want: []string{"https"}}
	}
	for _, name := range []string{"l", "a"} {
		if tags.get(name) == "" {
			continue
		}
		if err := checkURI(tags.get(name), "https"); err != nil {
			err.Tag = name
			return BIMI{}, err
		}
	}
	return BIMI{Location: tags.get("l"), Authority: tags.get("a")}, nil
}
