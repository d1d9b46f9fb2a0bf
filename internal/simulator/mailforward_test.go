package simulator_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const (
	forwardPath = "/domains/" + domain + "/mailforward"
	noForwards  = `{"forwards":[]}`
	oneForward  = `{"forwards":[{"user":"info","forward_to":"me@example.net"}]}`
	twoForwards = `{"forwards":[{"user":"info","forward_to":"me@example.net"},{"user":"shop","forward_to":"me@example.net"}]}`
)

func TestFirstForwardAddsTheLineAndTheLastTakesItAway(t *testing.T) {
	t.Parallel()
	const line = "mxe mail 209.19.56.20 10"
	tests := []struct{ name, before, with string }{
		{"an empty zone", "", line},
		{"a text with a last line end", "a @ 192.0.2.1\n", "a @ 192.0.2.1\n" + line + "\n"},
		{"a text without one", "a @ 192.0.2.1", "a @ 192.0.2.1\n" + line},
		{"CRLF with a last line end", "a @ 192.0.2.1\r\n", "a @ 192.0.2.1\r\n" + line + "\r\n"},
		{"CRLF without one", "a @ 192.0.2.1\r\na b 192.0.2.1", "a @ 192.0.2.1\r\na b 192.0.2.1\r\n" + line},
		{"blank lines at the end", "a @ 192.0.2.1\n\n\n", "a @ 192.0.2.1\n\n\n" + line + "\n"},
		{"a carriage return at the end", "a @ 192.0.2.1\r", "a @ 192.0.2.1\r\n" + line},
		{"words that begin with mx", "txt @ mx\nmxx a\n# mx @ x. 10\n", "txt @ mx\nmxx a\n# mx @ x. 10\n" + line + "\n"},
		{"an mx line", "mx @ mail.example.org. 10\n", "mx @ mail.example.org. 10\n"},
		{"an mxe line in capitals with odd blanks", " \tMXE  mail 192.0.2.1 10", " \tMXE  mail 192.0.2.1 10"},
		{"the very line, written by hand", line + "\n", line + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c := newServer(t, simulator.Options{})
			set(t, s, test.before)
			for _, step := range []struct{ body, want string }{
				{noForwards, test.before},
				{oneForward, test.with},
				{twoForwards, test.with},
				{oneForward, test.with},
				{noForwards, test.before},
				{oneForward, test.with},
				{noForwards, test.before},
			} {
				c.ok("PUT", forwardPath, step.body)
				if got := held(t, s); got != step.want {
					t.Fatalf("after %s: %q, want %q", step.body, got, step.want)
				}
			}
		})
	}
}

func TestLastForwardTakesTheLineOutOfAChangedText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, before, changed, after string }{
		{"a line was added after it", "a @ 192.0.2.1", "a @ 192.0.2.1\nmxe mail 209.19.56.20 10\na b 192.0.2.2", "a @ 192.0.2.1\na b 192.0.2.2"},
		{"the line was moved to the front", "a @ 192.0.2.1", "mxe mail 209.19.56.20 10\na @ 192.0.2.1", "a @ 192.0.2.1"},
		{"the last line end was removed", "a @ 192.0.2.1\r\n", "a @ 192.0.2.1\r\nmxe mail 209.19.56.20 10", "a @ 192.0.2.1"},
		{"the line was spelled otherwise", "a @ 192.0.2.1\n", "MXE\tMail 209.19.56.20  10\r\na @ 192.0.2.1\n", "a @ 192.0.2.1\n"},
		{"the line was joined to another", "a @ 192.0.2.1\n", "txt @ mxe mail 209.19.56.20 10\n", "txt @ mxe mail 209.19.56.20 10\n"},
		{"the line was removed", "a @ 192.0.2.1\n", "a @ 192.0.2.1\n", "a @ 192.0.2.1\n"},
		{"the line was changed", "", "mxe mail 192.0.2.1 10", "mxe mail 192.0.2.1 10"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c := newServer(t, simulator.Options{})
			set(t, s, test.before)
			c.ok("PUT", forwardPath, oneForward)
			c.put(test.changed)
			c.ok("PUT", forwardPath, noForwards)
			if got := held(t, s); got != test.after {
				t.Errorf("got %q, want %q", got, test.after)
			}
		})
	}
}

func TestLineWrittenByHandAfterTheAutomaticOneStays(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	set(t, s, "a @ 192.0.2.1\n")
	c.ok("PUT", forwardPath, oneForward)
	c.put("a @ 192.0.2.1\n")
	c.put("mxe mail 209.19.56.20 10\n")
	c.ok("PUT", forwardPath, noForwards)
	if got := held(t, s); got != "mxe mail 209.19.56.20 10\n" {
		t.Errorf("got %q", got)
	}
}

func TestForwardsAreListedAsStored(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	c.ok("PUT", forwardPath, twoForwards)
	_, answer := c.send("GET", forwardPath, "")
	if !strings.Contains(answer, `"results":{"domainid":1,"domainname":"hogehoge.com",`+strings.TrimPrefix(twoForwards, "{")) {
		t.Errorf("answer %s", answer)
	}
	z, _ := s.Zone(domain)
	if len(z.Forwards) != 2 || z.Forwards[1] != (simulator.Forward{User: "shop", ForwardTo: "me@example.net"}) {
		t.Errorf("held %v", z.Forwards)
	}
}

func TestSetZoneWithForwardsKnowsTheAutomaticLine(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	err := s.SetZone("Imported.example", simulator.Zone{
		Records:  "a @ 192.0.2.1\nmxe mail 209.19.56.20 10\n",
		Forwards: []simulator.Forward{{User: "info", ForwardTo: "me@example.net"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c.ok("PUT", "/domains/imported.example/mailforward", noForwards)
	z, _ := s.Zone("IMPORTED.EXAMPLE")
	if z.DomainID != 2 || z.NSType != "valuedomain1" || z.TTL != 3600 || z.Records != "a @ 192.0.2.1\n" || len(z.Forwards) != 0 {
		t.Errorf("got %+v", z)
	}
}

// FuzzForwardsGiveTheTextBack asks for the first text after a forward has come and gone.
func FuzzForwardsGiveTheTextBack(f *testing.F) {
	for _, text := range []string{"", "\n", "\r", "a\r\n", "a\r\n\r", "mx\n", "a\nmxe mail 209.19.56.20 10", "\x00 \t\n b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, c := newServer(t, simulator.Options{RequestsPerMinute: -1})
		set(t, s, text)
		c.ok("PUT", forwardPath, oneForward)
		c.ok("PUT", forwardPath, noForwards)
		if got := held(t, s); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	})
}
