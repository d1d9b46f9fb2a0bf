package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// expectLines wants these lines next to those of the start, in any order.
func (w *world) expectLines(t *testing.T, start string, want ...string) {
	t.Helper()
	text := strings.Join(append([]string{start}, want...), "\n")
	if got := sortedLines(w.text(t)); !slices.Equal(got, sortedLines(text)) {
		t.Fatalf("zone:\n%s\nwant, in any order:\n%s", w.text(t), text)
	}
}

// Each of two resources wants what the other one has: neither can go first
// unless the plan has told it that the other one gives way.
func TestTwoResourcesChangePlacesInOneApply(t *testing.T) {
	t.Parallel()
	host := func(name, host, address string) string {
		return record("a", name, fmt.Sprintf("host = %q\naddress = %q", host, address))
	}
	server := func(name, target string, priority int) string {
		return record("mx", name, fmt.Sprintf("target = %q\npriority = %d", target, priority))
	}
	for name, tc := range map[string]struct {
		first, then string
		want        []string
	}{
		"two hosts": {
			host("one", "x", "192.0.2.1") + host("two", "y", "192.0.2.2"), host("one", "y", "192.0.2.1") + host("two", "x", "192.0.2.2"),
			[]string{"a y 192.0.2.1", "a x 192.0.2.2"},
		},
		"the servers of two MX": {
			server("one", "s1.xrea.com.", 10) + server("two", "mail.gaibu-server.com.", 20), server("one", "mail.gaibu-server.com.", 10) + server("two", "s1.xrea.com.", 20),
			[]string{"mx @ mail.gaibu-server.com. 10", "mx @ s1.xrea.com. 20"},
		},
		"the very lines": {
			server("one", "s1.xrea.com.", 10) + server("two", "mail.gaibu-server.com.", 20), server("two", "s1.xrea.com.", 10) + server("one", "mail.gaibu-server.com.", 20),
			[]string{"mx @ s1.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"},
		},
		"three in a ring": {
			host("one", "x", "192.0.2.1") + host("two", "y", "192.0.2.2") + host("three", "z", "192.0.2.3"),
			host("one", "y", "192.0.2.1") + host("two", "z", "192.0.2.2") + host("three", "x", "192.0.2.3"),
			[]string{"a y 192.0.2.1", "a z 192.0.2.2", "a x 192.0.2.3"},
		},
		"a host that another one leaves": {
			record("cname", "one", "host = \"x\"\ntarget = \"docs.example.net.\"") + host("two", "y", "192.0.2.2"),
			record("cname", "one", "host = \"z\"\ntarget = \"docs.example.net.\"") + host("two", "x", "192.0.2.2"),
			[]string{"cname z docs.example.net.", "a x 192.0.2.2"},
		},
	} {
		for _, parallel := range []string{"-parallelism=10", "-parallelism=1"} {
			t.Run(name+" "+parallel, func(t *testing.T) {
				t.Parallel()
				for range runsOf(2, 50) {
					w := newWorld(t, webZone, simulator.Options{})
					c := newCLI(t, w)
					c.write(general, tc.first)
					c.apply()
					c.write(general, tc.then)
					o := c.tryApply(parallel)
					switch {
					case o.code == 0:
					case parallel == "-parallelism=1" && strings.Contains(o.summaries(), "error: CNAME record shares its host with another record"):
						// Whoever comes first can't know that the other one leaves, and the DNS allows no moment of both.
						if !strings.Contains(o.details(), "-parallelism") {
							t.Errorf("the error does not say what to do:\n%s", o.details())
						}
						c.apply()
					default:
						t.Fatalf("%s", o.out)
					}
					w.expectLines(t, webZone, tc.want...)
					c.mustBeClean()
				}
			})
		}
	}
}

func numbered(n int, name, body string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(record("a", fmt.Sprintf("%s%d", name, i), fmt.Sprintf(body, i)))
	}
	return b.String()
}

func TestAllOfManyLinesThatExistAreNamed(t *testing.T) {
	t.Parallel()
	const n = 15
	start := webZone
	for i := range n {
		start += fmt.Sprintf("\na h%d 192.0.2.1", i)
	}
	w := newWorld(t, start, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, numbered(n, "r", "host = \"h%d\"\naddress = \"192.0.2.1\""))
	o := c.plan()
	for i := range n {
		line, id := fmt.Sprintf("\n  a h%d 192.0.2.1", i), fmt.Sprintf("hogehoge.com/h%d/192.0.2.1", i)
		// A list of lines has the resource type of each behind it.
		details := o.details() + "\n" // A list may be the end.
		times := strings.Count(details, line+"\n") + strings.Count(details, line+"  (valuedomain_a_record)\n")
		if times != 1 || !strings.Contains(o.details(), id) {
			t.Errorf("%q is named %d times, %q:\n%s", line, times, id, o.details())
		}
	}
}

func TestAReplacementThatIsCreatedFirstKeepsItsLine(t *testing.T) {
	t.Parallel()
	first := func(body string) string {
		return strings.Replace(body, "}", "  lifecycle {\n    create_before_destroy = true\n  }\n}", 1)
	}
	for name, body := range map[string]string{"destroyed first": oneRecord, "created first": first(oneRecord)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, body)
			c.apply()
			for _, args := range [][]string{{"-replace=valuedomain_a_record.mail"}, {"-replace=valuedomain_a_record.mail", "-refresh=false"}, {"-replace=valuedomain_a_record.mail", "-parallelism=1"}} {
				o := c.apply(args...)
				if len(o.diagnostics) > 0 {
					t.Errorf("%v: %s", args, o.details())
				}
				w.expectLines(t, webZone, oneLine)
				c.mustBeClean()
			}
			if o := c.run("taint", "valuedomain_a_record.mail"); o.code != 0 {
				t.Fatal(o.out)
			}
			c.apply()
			w.expectLines(t, webZone, oneLine)
			c.mustBeClean()
			c.write(general, strings.Replace(body, "219.163.200.70", "219.163.200.71", 1))
			c.apply("-replace=valuedomain_a_record.mail")
			w.expectLines(t, webZone, "a mail 219.163.200.71")
			c.mustBeClean()
		})
	}
}

// What one apply was allowed to take over, no later one is.
func TestALineThatWasTakenOverOnceIsAskedForAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, oneRecord)
	c.apply()
	renamed := strings.Replace(oneRecord, `"mail" {`, `"post" {`, 1)
	c.write(general, renamed)
	c.apply()
	if o := c.run("state", "rm", "valuedomain_a_record.post"); o.code != 0 {
		t.Fatal(o.out)
	}
	if o := c.plan(); o.code != 1 || o.summaries() != "error: Record already exists in the zone" {
		t.Errorf("%s", o.out)
	}
	c.env = append(c.env, "XDG_CACHE_HOME="+t.TempDir())
	if o := c.plan(); o.code != 1 || o.summaries() != "error: Record already exists in the zone" {
		t.Errorf("%s", o.out)
	}
}

// What a plan that was never applied has learned, the next one does not believe:
// the resource that was to give its line up may have been let go since.
func TestANoteOfAPlanThatWasNotAppliedTakesNoLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	anchor := record("txt", "x", "host = \"x\"\nvalue = \"x\"")
	c.write(general, anchor+record("a", "old", "host = \"shop\"\naddress = \"192.0.2.1\""))
	c.apply()
	c.write(general, anchor+record("a", "new", "host = \"shop\"\naddress = \"192.0.2.2\""))
	if o := c.plan(); o.code != 2 {
		t.Fatal(o.out)
	}
	if o := c.run("state", "rm", "valuedomain_a_record.old"); o.code != 0 {
		t.Fatal(o.out)
	}
	// An error, or a warning where no two calls of the run overlapped.
	if o := c.plan(); !strings.HasSuffix(o.summaries(), ": Host already points to another server") || !strings.Contains(o.details(), "a shop 192.0.2.1") {
		t.Errorf("%s", o.out)
	}
	if o := c.tryApply(); o.code != 1 || !strings.Contains(o.details(), "a shop 192.0.2.1") {
		t.Errorf("%s", o.out)
	}
	w.expectLines(t, webZone, "txt x x", "a shop 192.0.2.1")
}

// Updates are planned again before they are applied, so a machine that has not
// made the plan learns of them by itself.
func TestTwoResourcesChangePlacesByASavedPlanOnAnotherMachine(t *testing.T) {
	t.Parallel()
	hosts := func(one, two string) string {
		return record("a", "one", fmt.Sprintf("host = %q\naddress = \"192.0.2.1\"", one)) + record("a", "two", fmt.Sprintf("host = %q\naddress = \"192.0.2.2\"", two))
	}
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, hosts("x", "y"))
	c.apply()
	c.write(general, hosts("y", "x"))
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	c.env = append(c.env, "XDG_CACHE_HOME="+t.TempDir())
	if o := c.run("apply", "-json", "-input=false", "p"); o.code != 0 || len(o.diagnostics) > 0 {
		t.Fatalf("%s", o.out)
	}
	w.expectLines(t, webZone, "a y 192.0.2.1", "a x 192.0.2.2")
	c.mustBeClean()
}
