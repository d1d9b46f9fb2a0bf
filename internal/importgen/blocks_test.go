package importgen_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const domain = "hogehoge.com"

func blocks(t *testing.T, lines ...string) string {
	t.Helper()
	text, err := importgen.Blocks(zone.Parse(strings.Join(lines, "\n")), domain)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestALineBecomesAnImportAndAResource(t *testing.T) {
	t.Parallel()
	got := blocks(t, "; a comment", "", "A  WWW\t203.0.113.10 ", "a www.hogehoge.com. 203.0.113.10", "# another", "mx   s1.xrea.com. 010", "mx s2.xrea.com. 10 Send", "mx 10 20", "url blog https://hogehoge.example/blog")
	want := `import {
  to = valuedomain_a_record.www
  id = "hogehoge.com/WWW/203.0.113.10"
}

resource "valuedomain_a_record" "www" {
  domain  = "hogehoge.com"
  host    = "WWW"
  address = "203.0.113.10"
}

import {
  to = valuedomain_mx_record.apex
  id = "hogehoge.com/@/s1.xrea.com./010"
}

resource "valuedomain_mx_record" "apex" {
  domain   = "hogehoge.com"
  host     = "@"
  target   = "s1.xrea.com."
  priority = 10
}

import {
  to = valuedomain_mx_record.send
  id = "hogehoge.com/Send/s2.xrea.com./10"
}

resource "valuedomain_mx_record" "send" {
  domain   = "hogehoge.com"
  host     = "Send"
  target   = "s2.xrea.com."
  priority = 10
}

import {
  to = valuedomain_mx_record.apex_2
  id = "hogehoge.com/@/10.hogehoge.com./20"
}

resource "valuedomain_mx_record" "apex_2" {
  domain   = "hogehoge.com"
  host     = "@"
  target   = "10.hogehoge.com."
  priority = 20
}

import {
  to = valuedomain_raw_record.url_blog
  id = "hogehoge.com/url blog https://hogehoge.example/blog"
}

resource "valuedomain_raw_record" "url_blog" {
  domain = "hogehoge.com"
  line   = "url blog https://hogehoge.example/blog"
}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestResourceNamesAreValidAndTheirOwn(t *testing.T) {
	t.Parallel()
	got := blocks(t,
		"a a-b 192.0.2.1", "a a_b 192.0.2.1", "a a_b_2 192.0.2.1", "a a-b 192.0.2.2", "a * 192.0.2.1", "a wildcard 192.0.2.1", "a @ 192.0.2.1", "a 9 192.0.2.1",
		"a 日本 192.0.2.1", "txt _dmarc x", "txt x._domainkey y", "mx s* s5.xrea.com. 10", "mx s* s6.example. 20", "url * https://a.example/", "url @ https://a.example/", "weird", "frame 9 /")
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^  to = valuedomain_(\S+)$`).FindAllStringSubmatch(got, -1) {
		names = append(names, m[1])
	}
	want := []string{
		"a_record.a_b", "a_record.a_b_2", "a_record.a_b_2_2", "a_record.a_b_3", "a_record.wildcard", "a_record.wildcard_2", "a_record.apex", "a_record._9",
		"a_record.xn_wgv71a", "txt_record.dmarc", "txt_record.x_domainkey", "mx_record.sany", "mx_record.sany_2", "raw_record.url_wildcard", "raw_record.url_apex", "raw_record.weird", "raw_record.frame_9",
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("got  %q\nwant %q", names, want)
	}
}

func TestWhatNoResourceTakesIsACommentWithItsReason(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"a -x 192.0.2.1":           "# Not imported: \"a -x 192.0.2.1\"\n# host \"-x\" has a part that begins or ends with a hyphen: \"-x\"\n",
		"cname @ www":              "# Not imported: \"cname @ www\"\n# the domain itself can't be a cname\n",
		"mx @ a..b. 10":            "# Not imported: \"mx @ a..b. 10\"\n# target \"a..b.\" has two dots in a row, or one in front\n",
		"\ufeffa @ 192.0.2.1":      "# Not imported: \"\\U0000FEFFa @ 192.0.2.1\"\n# line \"\\ufeffa @ 192.0.2.1\": \"\\ufeffa @ 192.0.2.1\" contains a character that nobody can see: U+FEFF at character 1\n",
		"\ufeff# web":              "# Not imported: \"\\U0000FEFF# web\"\n# line \"\\ufeff# web\": \"\\ufeff# web\" contains a character that nobody can see: U+FEFF at character 1\n",
		"a w\u200bw 192.0.2.1":     "# Not imported: \"a w\\U0000200Bw 192.0.2.1\"\n# host \"w\\u200bw\" contains a character that nobody can see: U+200B at character 2\n",
		"url blog a\vresource \"x": "# Not imported: \"url blog a\\U0000000Bresource \\\"x\"\n# \"url blog a\\vresource \\\"x\" contains a line break or a NUL, which would write a second line into the zone: \"\\v\"\n",
	} {
		if got := blocks(t, line); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", line, got, want)
		}
	}
}

func TestMalformedLinesAreImportedAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"a bad 192.0.2.300", "txt lonely", "a\u3000www\u3000192.0.2.5"} {
		if got := blocks(t, line); !strings.Contains(got, "allow_malformed = true") || !strings.Contains(got, "id = \"hogehoge.com/"+line+"\"") {
			t.Errorf("%q: got\n%s", line, got)
		}
	}
}

func TestAHostThatHoldsTheDomainTwiceIsWrittenInFull(t *testing.T) {
	t.Parallel()
	got := blocks(t, "a www.hogehoge.com 192.0.2.1")
	if !strings.Contains(got, `host    = "www.hogehoge.com.hogehoge.com."`) || !strings.Contains(got, `id = "hogehoge.com/www.hogehoge.com.hogehoge.com./192.0.2.1"`) {
		t.Error(got)
	}
}

func TestQuoteDoublesTheSignsOfTemplates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`v=spf1 exists:%{i}.x -all`: `"v=spf1 exists:%%{i}.x -all"`,
		`${a} $b 5% $${c} %%{d}`:    `"$${a} $b 5% $$${c} %%%{d}"`,
		`say "a\b"`:                 `"say \"a\\b\""`,
		"a\tb\x01\x7f":              `"a\U00000009b\U00000001\U0000007F"`,
		"日本　語":                      `"日本　語"`,
		"\u200b":                    `"\U0000200B"`,
		"ends in $":                 `"ends in $"`,
	} {
		if got := importgen.Quote(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestTheDomainIsChecked(t *testing.T) {
	t.Parallel()
	var field *zone.FieldError
	if _, err := importgen.Blocks(zone.Parse(""), "not a domain"); !errors.As(err, &field) || field.Problem != zone.ProblemBadCharacter && field.Problem != zone.ProblemNotDomain {
		t.Errorf("got %v", err)
	}
}

// FuzzBlocks looks for output that would break out of its quotes or lines.
func FuzzBlocks(f *testing.F) {
	f.Add("a www 192.0.2.1\ntxt @ \"${x}\"\nurl blog https://x/\n; c\nmx s1.xrea.com. 10")
	f.Add("txt a \x00\vb\r\r\ntxt \xff \xff")
	line := regexp.MustCompile(`^(|import \{|\}|  to = valuedomain_\w+\.\w+|  id = ".*"|resource "valuedomain_\w+" "[a-z_][a-z0-9_]*" \{|  [a-z]+ += (".*"|\d+)|  allow_malformed = true|# .*)$`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := importgen.Blocks(zone.Parse(text), domain)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.SplitSeq(got, "\n") {
			if !line.MatchString(l) || strings.ContainsAny(l, "\x00\r\v\f\u0085\u2028\u2029") {
				t.Fatalf("%q in\n%s", l, got)
			}
		}
	})
}
