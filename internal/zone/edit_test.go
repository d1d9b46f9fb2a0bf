package zone_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestAddTouchesNothingButItsOwnLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, line, want string }{
		"an empty text takes the line alone":         {"", "a @ 192.0.2.1", "a @ 192.0.2.1"},
		"a newline stays the last byte":              {"\n", "a @ 192.0.2.1", "\na @ 192.0.2.1\n"},
		"a missing last newline stays missing":       {"a @ 192.0.2.1", "a www 192.0.2.1", "a @ 192.0.2.1\na www 192.0.2.1"},
		"a new host comes at the end":                {"a @ 192.0.2.1\nurl x y\n", "a www 192.0.2.1", "a @ 192.0.2.1\nurl x y\na www 192.0.2.1\n"},
		"a known host and type come together":        {"mx @ a. 10\nurl x y\n", "mx @ b. 20", "mx @ a. 10\nmx @ b. 20\nurl x y\n"},
		"the host is compared by meaning":            {"mx A.example.com. a. 10\nurl x y\n", "mx a b. 20", "mx A.example.com. a. 10\nmx a b. 20\nurl x y\n"},
		"an mx without a host belongs to the domain": {"mx a. 10\nurl x y\n", "mx @ b. 20", "mx a. 10\nmx @ b. 20\nurl x y\n"},
		"another type at the host does not count":    {"a www 192.0.2.1\nurl x y\n", "txt www x", "a www 192.0.2.1\nurl x y\ntxt www x\n"},
		"an unknown type comes at the end":           {"url x y\na @ 192.0.2.1\n", "url x z", "url x y\na @ 192.0.2.1\nurl x z\n"},
		"trailing blank lines stay in front":         {"a @ 192.0.2.1\n\n\n", "a www 192.0.2.1", "a @ 192.0.2.1\n\n\na www 192.0.2.1\n"},
		"a last line of blanks stays in front":       {"a @ 192.0.2.1\n  ", "a www 192.0.2.1", "a @ 192.0.2.1\n  \na www 192.0.2.1"},
		"CRLF is used where the neighbours use it":   {"a @ 192.0.2.1\r\n", "a www 192.0.2.1", "a @ 192.0.2.1\r\na www 192.0.2.1\r\n"},
		"CRLF without a last one":                    {"url x y\r\nurl z y", "a www 192.0.2.1", "url x y\r\nurl z y\r\na www 192.0.2.1"},
		"CRLF in the middle":                         {"a @ 192.0.2.1\r\nurl x y", "a @ 192.0.2.2", "a @ 192.0.2.1\r\na @ 192.0.2.2\r\nurl x y"},
		"each region keeps its line break":           {"a @ 192.0.2.1\nurl x y\r\nurl z y\r\n", "a @ 192.0.2.2", "a @ 192.0.2.1\na @ 192.0.2.2\nurl x y\r\nurl z y\r\n"},
		"a lone CR at the end stays with its line":   {"url x y\r", "a @ 192.0.2.1", "url x y\r\r\na @ 192.0.2.1"},
		"the spelling of the line is the user's":     {"url x y\n", "A  WWW\t192.0.2.1", "url x y\nA  WWW\t192.0.2.1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, z := zone.NewOrigin("example.com"), zone.Parse(c.text)
			at := z.Add(o, c.line)
			equal(t, "text", z.String(), c.want)
			equal(t, "the line at the index", z.Lines()[at].Text, c.line)
			equal(t, "Find", z.Find(o, o.LineKey(c.line)), at)
			z.Remove(at)
			equal(t, "text after Remove", z.String(), c.text)
		})
	}
}

func TestAddThenRemoveGivesBackTheFirstBytes(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	lines := []string{"a @ 192.0.2.9", "mx x. 10", "txt @ one", "url www z", "# note", "a new 192.0.2.1"}
	for name, text := range texts() {
		for _, line := range lines {
			z := zone.Parse(text)
			z.Remove(z.Add(o, line))
			if got := z.String(); got != text {
				t.Errorf("%s: %q: got %q, want %q", name, line, got, text)
			}
		}
	}
}

func TestManyLinesComeAndGoInAnyOrder(t *testing.T) {
	t.Parallel()
	o := zone.NewOrigin("example.com")
	lines := []string{"a @ 192.0.2.9", "a @ 192.0.2.8", "mx x. 10", "mx @ y. 20", "# note", "a new 192.0.2.1"}
	for name, text := range texts() {
		for first := range lines {
			z := zone.Parse(text)
			for _, line := range lines {
				z.Add(o, line)
			}
			for i := range lines {
				line := lines[(first+i*5)%len(lines)] // 5 and 6 share no factor: all lines.
				z.Remove(z.Find(o, o.LineKey(line)))
			}
			if got := z.String(); got != text {
				t.Errorf("%s, from %d: got %q, want %q", name, first, got, text)
			}
		}
	}
}

func TestReplaceTouchesOnlyItsLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		at   int
		want string
	}{
		"the first line":     {"one\r\ntwo\nthree", 0, "NEW\r\ntwo\nthree"},
		"one in the middle":  {"one\r\ntwo\nthree", 1, "one\r\nNEW\nthree"},
		"the last line":      {"one\r\ntwo\nthree", 2, "one\r\ntwo\nNEW"},
		"the only line":      {"one", 0, "NEW"},
		"one with a lone CR": {"one\r\r\ntwo", 0, "NEW\r\ntwo"},
		"a blank line":       {"one\n\ntwo", 1, "one\nNEW\ntwo"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			z := zone.Parse(c.text)
			z.Replace(c.at, "NEW")
			equal(t, "text", z.String(), c.want)
		})
	}
}

func TestRemoveTakesOneLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		at   int
		want string
	}{
		"the first line":                   {"one\r\ntwo\nthree", 0, "two\nthree"},
		"one in the middle":                {"one\r\ntwo\nthree", 1, "one\r\nthree"},
		"the last line behind a CRLF":      {"one\r\ntwo\n", 1, "one\r\n"},
		"the last line with a CRLF":        {"one\ntwo\r\n", 1, "one\n"},
		"the last line":                    {"one\r\ntwo\nthree", 2, "one\r\ntwo"},
		"the last line before a newline":   {"one\ntwo\n", 1, "one\n"},
		"the only line":                    {"one", 0, ""},
		"the only line before a newline":   {"one\n", 0, ""},
		"a line behind one with a lone CR": {"one\r\r\ntwo\nthree", 1, "one\r\r\nthree"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			z := zone.Parse(c.text)
			z.Remove(c.at)
			equal(t, "text", z.String(), c.want)
			equal(t, "lines of the text read again", len(zone.Parse(c.want).Lines()), len(z.Lines()))
		})
	}
}

func TestFindReturnsTheLastOfEqualLines(t *testing.T) {
	t.Parallel()
	o, z := zone.NewOrigin("example.com"), zone.Parse("a @ 192.0.2.1\nurl  x y\nA example.com. 192.0.2.1\nurl x\ty\n")
	equal(t, "a record", z.Find(o, o.LineKey("a @ 192.0.2.1")), 2)
	equal(t, "an unknown line", z.Find(o, o.LineKey("url x y")), 3)
	equal(t, "no line", z.Find(o, o.LineKey("a @ 192.0.2.2")), -1)
}

func TestFindSeesEveryEditAndEveryOrigin(t *testing.T) {
	t.Parallel()
	com, net := zone.NewOrigin("example.com"), zone.NewOrigin("example.net")
	z := zone.Parse("a @ 192.0.2.1\na www 192.0.2.1\na www.example.net. 192.0.2.1\n")
	key := com.LineKey("a www 192.0.2.1")
	equal(t, "at first", z.Find(com, key), 1)
	equal(t, "for another origin", z.Find(net, net.LineKey("a www 192.0.2.1")), 2)
	equal(t, "for the first origin again", z.Find(com, key), 1)
	c := z.Clone()
	z.Replace(1, "a web 192.0.2.1")
	equal(t, "after Replace", z.Find(com, key), -1)
	equal(t, "in the copy", c.Find(com, key), 1)
	equal(t, "what Replace wrote", z.Find(com, com.LineKey("a web 192.0.2.1")), 1)
	z.Remove(0)
	equal(t, "after Remove", z.Find(com, com.LineKey("a web 192.0.2.1")), 0)
	equal(t, "Keys", z.Keys(com)[0], com.LineKey("a web 192.0.2.1"))
	equal(t, "the copy", c.String(), "a @ 192.0.2.1\na www 192.0.2.1\na www.example.net. 192.0.2.1\n")
}

func FuzzEdit(f *testing.F) {
	for _, text := range texts() {
		f.Add(text, "a @ 192.0.2.9", uint8(1))
	}
	f.Fuzz(func(t *testing.T, text, line string, where uint8) {
		if strings.ContainsAny(line, "\n\r") {
			t.Skip("such a line is refused by CheckText")
		}
		o, z := zone.NewOrigin("example.com"), zone.Parse(text)
		before := len(z.Lines())
		at := z.Add(o, line)
		reread(t, o, z)
		// A blank line means what the last newline's empty line means.
		if got := z.Find(o, o.LineKey(line)); got != at && strings.Trim(line, " \t") != "" {
			t.Fatalf("Find = %d after Add = %d in %q", got, at, z)
		}
		z.Remove(at)
		if got := z.String(); got != text {
			t.Fatalf("Add and Remove of %q: %q, want %q", line, got, text)
		}
		i := int(where) % before
		z.Replace(i, line)
		reread(t, o, z)
		z.Remove(i)
		reread(t, o, z)
	})
}

// reread fails where the text of an edited zone does not read as the lines that
// the zone holds, or the keys are not theirs.
func reread(t *testing.T, o zone.Origin, z *zone.Zone) {
	t.Helper()
	again := zone.Parse(z.String())
	if len(again.Lines()) != len(z.Lines()) {
		t.Fatalf("%q has %d lines, the zone %d", z, len(again.Lines()), len(z.Lines()))
	}
	keys := z.Keys(o)
	for i, l := range again.Lines() {
		if held := z.Lines()[i]; l.Text != held.Text || keys[i] != o.LineKey(l.Text) {
			t.Fatalf("line %d reads %q with key %q, the zone holds %q with key %q", i, l.Text, o.LineKey(l.Text), held.Text, keys[i])
		}
	}
}
