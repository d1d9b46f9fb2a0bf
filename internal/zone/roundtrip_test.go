package zone_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// texts are zone texts with everything that a text can have to be lost.
func texts() map[string]string {
	return map[string]string{
		"an empty text":                    "",
		"one newline":                      "\n",
		"only blank lines":                 "\n\r\n\n",
		"only blanks":                      " \t ",
		"one line":                         "a @ 192.0.2.1",
		"one line with a newline":          "a @ 192.0.2.1\n",
		"one line with a CRLF":             "a @ 192.0.2.1\r\n",
		"a missing last newline":           "a @ 192.0.2.1\na www 192.0.2.1",
		"CRLF":                             "a @ 192.0.2.1\r\na www 192.0.2.1\r\n",
		"CRLF without a last one":          "a @ 192.0.2.1\r\na www 192.0.2.1",
		"a CRLF cut after its CR":          "a @ 192.0.2.1\r\na www 192.0.2.1\r",
		"both line breaks":                 "a @ 192.0.2.1\r\na www 192.0.2.1\na * 192.0.2.1\r\n",
		"a doubled CR":                     "a @ 192.0.2.1\r\r\na www 192.0.2.1\r\r\n",
		"a lone CR inside":                 "txt @ one\rtwo\na www 192.0.2.1\n",
		"a lone CR as the whole text":      "\r",
		"a line break turned around":       "a @ 192.0.2.1\n\ra www 192.0.2.1\n\r",
		"odd blanks":                       "  a\t@   192.0.2.1 \t\n\tmx   mail   10\n",
		"blank lines between":              "\n\na @ 192.0.2.1\n\n \na www 192.0.2.1\n\n",
		"comments and unknown types":       "# mine\n; theirs\nurl www https://example.net/\ndname x y.\n",
		"lines that are no records":        "a www\nmx\na @ 192.0.2.300\nmx 10 mail.example.net.\ntxt @\n",
		"bytes that are no UTF-8":          "txt @ \xff\xfe\na \x80 192.0.2.1\n",
		"NUL and other control characters": "txt @ a\x00b\x1b\na\x00 @ 192.0.2.1\n",
		"Unicode line separators":          "txt @ a\u2028b\u0085c\u2029\n",
		"a byte-order mark in front":       "\ufeffa @ 192.0.2.1\na www 192.0.2.1\n",
		"what nobody can see":              "a w\u200bw 192.0.2.1\ntxt @ v=spf1\u00a0-all\na\u3000b\u3000192.0.2.1\n",
		"all forms of mx":                  "mx a. 10\nmx a. 10 send\nmx send b. 10\r\nmx @ 10\nmx a. 10 20\n",
		"upper case":                       "A WWW 192.0.2.1\nMX @ MAIL.Example.NET. 10\n",
	}
}

func TestStringGivesBackWhatParseRead(t *testing.T) {
	t.Parallel()
	for name, text := range texts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			z := zone.Parse(text)
			if got := z.String(); got != text {
				t.Errorf("String() = %q, want %q", got, text)
			}
			if got := z.Clone().String(); got != text {
				t.Errorf("Clone().String() = %q, want %q", got, text)
			}
		})
	}
}

func TestParseTellsRecordsFromOtherLines(t *testing.T) {
	t.Parallel()
	z := zone.Parse("# mine\r\na @ 192.0.2.1\n\nurl www https://example.net/\nA www 192.0.2.1")
	var known []string
	for _, l := range z.Lines() {
		if l.Known {
			known = append(known, l.Text)
		}
	}
	equal(t, "known lines", known, []string{"a @ 192.0.2.1", "A www 192.0.2.1"})
	equal(t, "lines", len(z.Lines()), 5)
	equal(t, "records", z.Records(), []zone.Record{
		{Type: "a", Host: "@", Values: []string{"192.0.2.1"}},
		{Type: "a", Host: "www", Values: []string{"192.0.2.1"}},
	})
}

func FuzzParseRoundTrip(f *testing.F) {
	for _, text := range texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		z := zone.Parse(text)
		if got := z.String(); got != text {
			t.Fatalf("String() = %q, want %q", got, text)
		}
		for _, l := range z.Lines() {
			if r, ok := zone.ParseRecord(l.Text); ok != l.Known || ok && r.Type != l.Record.Type {
				t.Fatalf("line %q reads as %+v, %t; the zone holds %+v", l.Text, r, ok, l)
			}
		}
	})
}
