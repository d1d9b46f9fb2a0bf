package zone_test

import (
	"errors"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestCheckLineSaysWhatIsWrongWithALineOfAKnownType(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		line, kind, field string
		problem           zone.Problem
	}{
		"a record":                         {line: "a www 192.0.2.1"},
		"an mx of general DNS":             {line: "mx send mail 10"},
		"an mx of simple DNS":              {line: "mx mail 10 send"},
		"an unknown type":                  {line: "url www https://example.net/"},
		"a type that begins like another":  {line: "aname www x"},
		"an unknown type with wide spaces": {line: "alias\u3000www\u3000x"},
		"a comment":                        {line: "# a www"},
		"nothing":                          {line: ""},
		"a target without its dot":         {line: "cname docs docs.example.com"},
		"an SPF text in quotes":            {line: `txt @ "v=spf1 -all"`},
		"a plain text with a wide space":   {line: "txt @ 日本語\u3000の文"},
		"a host that no check would take":  {line: "a -www 192.0.2.1"},

		"a bad address":                 {"a bad 192.0.2.300", "a", "address", zone.ProblemNotIPv4},
		"a bad IPv6 address":            {"aaaa bad 192.0.2.1", "aaaa", "address", zone.ProblemNotIPv6},
		"a text without a value":        {"txt lonely", "txt", "value", zone.ProblemMissing},
		"a type alone":                  {"A", "a", "host", zone.ProblemMissing},
		"a host alone":                  {"cname www", "cname", "target", zone.ProblemMissing},
		"an mx alone":                   {"mx", "mx", "target", zone.ProblemMissing},
		"an mx without a priority":      {"mx mail.example.net.", "mx", "priority", zone.ProblemMissing},
		"an mx in master file order":    {"mx 10 mail.example.net.", "mx", "priority", zone.ProblemNotNumber},
		"an mx with a bad priority":     {"mx @ mail 65536", "mx", "priority", zone.ProblemNotNumber},
		"an mx with a field too many":   {"mx @ mail 10 20", "mx", "", zone.ProblemExtra},
		"an address and something more": {"a www 192.0.2.1 x", "a", "", zone.ProblemExtra},
		"a priority in letters":         {"srv _sip._tcp ten 5 5060 sip", "srv", "priority", zone.ProblemNotNumber},
		"flags out of range":            {"caa @ 256 issue x", "caa", "flags", zone.ProblemNotNumber},
		"a tag with a dot":              {"caa @ 0 is.sue x", "caa", "tag", zone.ProblemNotWord},

		"a byte-order mark before a record":  {"\ufeffa www 192.0.2.1", "a", "", zone.ProblemUnseen},
		"a byte-order mark before a comment": {"\ufeff# web", "#", "", zone.ProblemUnseen},
		"full-width spaces":                  {"a\u3000www\u3000192.0.2.1", "a", "", zone.ProblemFullWidth},
		"a zero-width space before the type": {"\u200btxt @ x", "txt", "", zone.ProblemUnseen},
		"a zero-width space in a host":       {"a w\u200bw 192.0.2.1", "a", "host", zone.ProblemUnseen},
		"a soft hyphen in a target":          {"mx ma\u00adil 10 send", "mx", "target", zone.ProblemUnseen},
		"a no-break space behind an address": {"a www 192.0.2.1\u00a0", "a", "address", zone.ProblemUnseen},
		"a no-break space in an SPF text":    {"txt @ v=spf1\u00a0-all", "txt", "value", zone.ProblemUnseen},
		"curly quotes around an SPF text":    {"txt @ \u201cv=spf1 -all\u201d", "txt", "value", zone.ProblemCurlyQuote},
		"one quote in front of an SPF text":  {`txt @ "v=spf1 -all`, "txt", "value", zone.ProblemStrayQuote},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := zone.CheckLine(c.line)
			equal(t, "problem", problem(t, err), c.problem)
			var line *zone.LineError
			if err != nil && !errors.As(err, &line) {
				t.Fatalf("%v is a %T", err, err)
			}
			if err != nil {
				equal(t, "error", *line, zone.LineError{Line: c.line, Type: c.kind, Field: c.field, Err: line.Err})
			}
		})
	}
}

func TestLineErrorNamesLineFieldAndProblem(t *testing.T) {
	t.Parallel()
	equal(t, "of a field", zone.CheckLine("a bad 192.0.2.300").Error(), `line "a bad 192.0.2.300": address "192.0.2.300" is not an IPv4 address`)
	equal(t, "of a missing field", zone.CheckLine("txt lonely").Error(), `line "txt lonely": value is missing`)
	equal(t, "of the whole line", zone.CheckLine("\ufeffa @ 192.0.2.1").Error(),
		`line "\ufeffa @ 192.0.2.1": "\ufeffa @ 192.0.2.1" contains a character that nobody can see: U+FEFF at character 1`)
}

// FuzzCheckLine makes sure that every line is a record, a line of an unknown
// type, or refused.
func FuzzCheckLine(f *testing.F) {
	for _, line := range append(seedLines(), "a bad 192.0.2.300", "txt lonely", "\ufeffa @ 192.0.2.1", "mx", "a\u3000b\u3000c") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		err := zone.CheckLine(line)
		_, known := zone.ParseRecord(line)
		var found *zone.LineError
		if err != nil && (!errors.As(err, &found) || found.Err == nil) {
			t.Fatalf("%q gives the error %#v", line, err)
		}
		if err != nil && known && found.Err.Problem != zone.ProblemUnseen {
			t.Fatalf("%q is a record, and refused: %v", line, err)
		}
	})
}
