package mailauth

import (
	"reflect"
	"strings"
	"testing"
)

func TestMTASTSTexts(t *testing.T) {
	t.Parallel()
	// RFC 8461 section 3.1.
	for text, want := range map[string]string{
		"v=STSv1; id=20160831085700Z;":           "20160831085700Z",
		"v=STSv1;id=a":                           "a",
		"v=STSv1; id=1; x-ext.1=y":               "1",
		"v=STSv1; id=" + strings.Repeat("9", 32): strings.Repeat("9", 32),
	} {
		if got, err := ParseMTASTS(text); err != nil || got.ID != want {
			t.Errorf("%s: got %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]wrong{
		"v=STSv1":                                {"id", "", ProblemMissing},
		"v=STSv1;":                               {"id", "", ProblemMissing},
		"id=1; v=STSv1":                          {"v", "STSv1", ProblemPlace},
		"v=stsv1; id=1":                          {"v", "stsv1", ProblemValue},
		"v=STSv1; id=":                           {"id", "", ProblemValue},
		"v=STSv1; id=2026-01-01":                 {"id", "2026-01-01", ProblemValue},
		"v=STSv1; id = 1":                        {"id", "1", ProblemSpace},
		"v=STSv1 id=1":                           {"v", "STSv1 id=1", ProblemValue},
		"v=STSv1; id=1; mode":                    {"", "mode", ProblemNoTag},
		"v=STSv1; id=" + strings.Repeat("9", 33): {"id", strings.Repeat("9", 33), ProblemValue},
	} {
		_, err := ParseMTASTS(text)
		checkWrong(t, err, want)
	}
}

func TestTLSRPTTexts(t *testing.T) {
	t.Parallel()
	// RFC 8460 section 3.
	for text, want := range map[string][]string{
		"v=TLSRPTv1;rua=mailto:reports@example.com":                      {"mailto:reports@example.com"},
		"v=TLSRPTv1; rua=https://r.example.com/v1,mailto:a@example.net;": {"https://r.example.com/v1", "mailto:a@example.net"},
	} {
		if got, err := ParseTLSRPT(text); err != nil || !reflect.DeepEqual(got.Reports, want) {
			t.Errorf("%s: got %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]wrong{
		"v=TLSRPTv1":                              {"rua", "", ProblemMissing},
		"v=TLSRPT1; rua=mailto:a@example.com":     {"v", "TLSRPT1", ProblemValue},
		"v=TLSRPTv1; rua=a@example.com":           {"rua", "a@example.com", ProblemScheme},
		"v=TLSRPTv1; rua=http://example.com":      {"rua", "http://example.com", ProblemScheme},
		"v=TLSRPTv1; rua=https:///x":              {"rua", "https:///x", ProblemURI},
		"v=TLSRPTv1; rua=mailto:a@example.com!1m": {"rua", "!1m", ProblemSize},
		"v=TLSRPTv1; rua= mailto:a@example.com":   {"rua", "mailto:a@example.com", ProblemSpace},
		"v=TLSRPTv1; rua=mailto:":                 {"rua", "mailto:", ProblemURI},
	} {
		_, err := ParseTLSRPT(text)
		checkWrong(t, err, want)
	}
}

func TestBIMITexts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]BIMI{
		"v=BIMI1; l=https://example.com/logo.svg":                               {Location: "https://example.com/logo.svg"},
		"v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/v.pem;": {"https://example.com/logo.svg", "https://example.com/v.pem"},
		"v=BIMI1; l=https://example.com/logo.svg; a=; avp=brand":                {Location: "https://example.com/logo.svg"},
		"v=BIMI1; l=;": {},
	} {
		if got, err := ParseBIMI(text); err != nil || got != want {
			t.Errorf("%s: got %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]wrong{
		"v=BIMI1":                                {"l", "", ProblemMissing},
		"v=BIMI2; l=":                            {"v", "BIMI2", ProblemValue},
		"v=BIMI1; l=http://example.com/logo.svg": {"l", "http://example.com/logo.svg", ProblemScheme},
		"v=BIMI1; l=https://example.com/a b.svg": {"l", "https://example.com/a b.svg", ProblemURI},
		"v=BIMI1; l=; a=example.com/v.pem":       {"a", "example.com/v.pem", ProblemScheme},
	} {
		_, err := ParseBIMI(text)
		checkWrong(t, err, want)
	}
}
