package mailauth

import (
	"errors"
	"reflect"
	"testing"
)

// wrong is the error that a text is expected to give: its tag, what stands
// there, and the problem.
type wrong struct {
	tag, value string
	problem    Problem
}

func checkWrong(t *testing.T, err error, want wrong) {
	t.Helper()
	var e *TagError
	if !errors.As(err, &e) {
		t.Fatalf("got the error %v, want a *TagError", err)
	}
	if got := (wrong{e.Tag, e.Value, e.Problem}); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDMARCTextsThatReceiversTake(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]DMARC{
		// RFC 7489 section 6.3, in the forms that the ABNF of section 6.4 allows.
		"v=DMARC1; p=none":                      {Policy: "none"},
		"v=DMARC1;p=reject;":                    {Policy: "reject"},
		"v = DMARC1 ; p = Quarantine ; sp=none": {Policy: "quarantine"},
		// The policy after other tags: receivers take it.
		"v=DMARC1; pct=20; p=quarantine": {Policy: "quarantine"},
		"v=DMARC1; p=none; adkim=s; aspf=R; fo=1:d:s; rf=afrf; ri=86400": {
			Policy: "none",
		},
		// RFC 7489 section 6.2 and appendix B.2.4: sizes and several addresses.
		"v=DMARC1; p=none; rua=mailto:a@example.net!10m , mailto:b@example.jp; ruf=mailto:c@example.net!50": {
			Policy:    "none",
			Aggregate: []string{"mailto:a@example.net", "mailto:b@example.jp"},
			Failure:   []string{"mailto:c@example.net"},
		},
		"v=DMARC1; p=none; rua=mailto:a%2Cb@example.net?subject=x": {
			Policy: "none", Aggregate: []string{"mailto:a%2Cb@example.net?subject=x"},
		},
		// The successor's tags, and one that nobody knows (section 6.3).
		"v=DMARC1; p=reject; np=reject; psd=n; t=y; zz=1": {Policy: "reject"},
	} {
		got, err := ParseDMARC(text)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", text, got, err, want)
		}
	}
}

func TestDMARCTextsThatReceiversIgnore(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]wrong{
		// RFC 7489 section 6.3: v first and exactly so.
		"":                       {"", "", ProblemNoTag},
		"p=none":                 {"v", "", ProblemMissing},
		"p=none; v=DMARC1":       {"v", "DMARC1", ProblemPlace},
		"v=dmarc1; p=none":       {"v", "dmarc1", ProblemValue},
		"v=DMARC1 p=none":        {"v", "DMARC1 p=none", ProblemValue},
		`v=DMARC1\; p=none`:      {"v", `DMARC1\`, ProblemValue},
		"v=DMARC1":               {"p", "", ProblemMissing},
		"v=DMARC1; p=":           {"p", "", ProblemValue},
		"v=DMARC1; p=block":      {"p", "block", ProblemValue},
		"v=DMARC1; p=none; sp=x": {"sp", "x", ProblemValue},
		"v=DMARC1; P=none":       {"p", "", ProblemMissing},
		// RFC 6376 section 3.2: the list itself.
		"v=DMARC1; none":            {"", "none", ProblemNoTag},
		"v=DMARC1;; p=none":         {"", "", ProblemNoTag},
		"v=DMARC1; p=none; p=none":  {"p", "none", ProblemTwice},
		"v=DMARC1; p=none; x=日本":    {"x", "日本", ProblemCharacter},
		"v=DMARC1; p=none, sp=none": {"p", "none, sp=none", ProblemValue},
		// RFC 7489 section 6.4: the values of the other tags.
		"v=DMARC1; p=none; adkim=strict": {"adkim", "strict", ProblemValue},
		"v=DMARC1; p=none; aspf=":        {"aspf", "", ProblemValue},
		"v=DMARC1; p=none; pct=101":      {"pct", "101", ProblemValue},
		"v=DMARC1; p=none; pct=+5":       {"pct", "+5", ProblemValue},
		"v=DMARC1; p=none; pct=50%":      {"pct", "50%", ProblemValue},
		"v=DMARC1; p=none; ri=1d":        {"ri", "1d", ProblemValue},
		"v=DMARC1; p=none; fo=0,1":       {"fo", "0,1", ProblemValue},
		// RFC 7489 section 6.2: report addresses.
		"v=DMARC1; p=none; rua=a@example.net":                  {"rua", "a@example.net", ProblemScheme},
		"v=DMARC1; p=none; rua=https://example.net":            {"rua", "https://example.net", ProblemScheme},
		"v=DMARC1; p=none; rua=":                               {"rua", "", ProblemURI},
		"v=DMARC1; p=none; rua=mailto:a@example.net,":          {"rua", "", ProblemURI},
		"v=DMARC1; p=none; ruf=mailto:example.net":             {"ruf", "mailto:example.net", ProblemURI},
		"v=DMARC1; p=none; ruf=mailto:a@b c":                   {"ruf", "mailto:a@b c", ProblemURI},
		"v=DMARC1; p=none; rua=mailto:a@example.net!10x":       {"rua", "!10x", ProblemSize},
		"v=DMARC1; p=none; rua=mailto:a@example.net!k":         {"rua", "!k", ProblemSize},
		"v=DMARC1; p=none; rua=mailto:a@example.net!16777216t": {"rua", "!16777216t", ProblemSize}, // 2^64.
		"v=DMARC1; p=none; rua=mailto://a@example.net":         {"rua", "mailto://a@example.net", ProblemURI},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			_, err := ParseDMARC(text)
			checkWrong(t, err, want)
		})
	}
}

func TestIsDMARCKnowsATextThatIsMeantAsOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"v=DMARC1; p=none": true, "v = dmarc1;p=none": true, "v=DMARC1 p=none": true,
		"p=none; v=DMARC1": false, "v=spf1 -all": false, "": false,
	} {
		if got := IsDMARC(text); got != want {
			t.Errorf("IsDMARC(%q) = %t", text, got)
		}
	}
}
