package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func record(kind, name, body string) string {
	return fmt.Sprintf("resource \"valuedomain_%s_record\" %q {\n  domain = \"hogehoge.com\"\n%s\n}\n", kind, name, body)
}

func sortedLines(text string) []string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return lines
}

// swap is one configuration that replaces another in one apply.
type swap struct {
	zone, first, then string
	want              []string // The lines at the end, in addition to the zone's.
	// crowded reports that new records may take all places of the run, so that
	// the removals that they wait for come too late: the DNS allows no CNAME next
	// to them, and a second apply is needed.
	crowded bool
}

func swaps() map[string]swap {
	twoMX := record("mx", "m1", `target = "s7.xrea.com."`) + record("mx", "m2", "target = \"mail.gaibu-server.com.\"\npriority = 20")
	var manyFirst, manyThen strings.Builder
	var manyWant []string
	for i := range 30 {
		manyFirst.WriteString(record("cname", fmt.Sprintf("c%d", i), fmt.Sprintf("host = \"h%d\"\ntarget = \"old.example.net.\"", i)))
		manyThen.WriteString(record("a", fmt.Sprintf("a%d", i), fmt.Sprintf("host = \"h%d\"\naddress = \"192.0.2.%d\"", i, i)))
		manyWant = append(manyWant, fmt.Sprintf("a h%d 192.0.2.%d", i, i))
	}
	return map[string]swap{
		"MX servers by mail forwarding": {webZone, twoMX, forward("info", "me@example.net", ""), []string{forwardLine}, false},
		"mail forwarding by MX servers": {
			webZone, forward("info", "me@example.net", ""), twoMX,
			[]string{"mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"},
			false,
		},
		"a cname by an address": {
			"a @ 203.0.113.10\ntxt @ x", record("cname", "www", "host = \"www\"\ntarget = \"docs.example.net.\""),
			record("a", "www", "host = \"www\"\naddress = \"203.0.113.11\""),
			[]string{"a www 203.0.113.11"},
			false,
		},
		"an MXE by two MX": {
			webZone, record("mxe", "all", `address = "219.163.200.65"`), twoMX,
			[]string{"mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"},
			false,
		},
		"a new name without a moved block": {webZone, oneRecord, strings.Replace(oneRecord, `"mail" {`, `"post" {`, 1), []string{oneLine}, false},
		"thirty at once":                   {webZone, manyFirst.String(), manyThen.String(), manyWant, true},
	}
}

func (s swap) run(t *testing.T, w *world, c *cli, args ...string) {
	t.Helper()
	c.write(`dns_service = "general"`, s.then)
	o := c.tryApply(args...)
	if o.code != 0 && s.crowded {
		if !strings.Contains(o.summaries(), "CNAME record shares its host with another record") {
			t.Errorf("the error is not that of a record that waits in vain:\n%s", o.out)
		}
		o = c.tryApply(args...)
	}
	if o.code != 0 {
		t.Fatalf("the swap failed:\n%s\nzone:\n%s", o.out, w.text(t))
	}
	if got, want := sortedLines(w.text(t)), sortedLines(s.zone+"\n"+strings.Join(s.want, "\n")); !slices.Equal(got, want) {
		t.Fatalf("zone:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, d := range o.diagnostics {
		t.Errorf("it was not silent: %s: %s", d.Summary, d.Detail)
	}
	c.mustBeClean()
}

func TestSwapsOfOneApply(t *testing.T) {
	t.Parallel()
	for name, s := range swaps() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for range runsOf(2, 50) {
				w := newWorld(t, s.zone, simulator.Options{})
				c := newCLI(t, w)
				c.write(`dns_service = "general"`, s.first)
				c.apply()
				s.run(t, w, c)
			}
		})
	}
}

func TestSwapsOfASavedPlanOnAnotherMachine(t *testing.T) {
	t.Parallel()
	for name, s := range swaps() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(name, "thirty") {
				t.Skip("a machine that has not made the plan may need a second apply for so many; the guide to CI says so")
			}
			w := newWorld(t, s.zone, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "general"`, s.first)
			c.apply()
			c.write(`dns_service = "general"`, s.then)
			if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
				t.Fatal(o.out)
			}
			c.env = append(c.env, "XDG_CACHE_HOME="+t.TempDir())
			if o := c.run("apply", "-input=false", "p"); o.code != 0 {
				t.Fatal(o.out)
			}
			c.mustBeClean()
			if got, want := sortedLines(w.text(t)), sortedLines(s.zone+"\n"+strings.Join(s.want, "\n")); !slices.Equal(got, want) {
				t.Errorf("zone:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func TestSwapsOneAfterTheOtherWorkOrSayWhatToDo(t *testing.T) {
	t.Parallel()
	for name, s := range swaps() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(name, "thirty") {
				t.Skip("thirty waits in a row tell nothing that one does not")
			}
			w := newWorld(t, s.zone, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "general"`, s.first)
			c.apply()
			before := w.text(t)
			c.write(`dns_service = "general"`, s.then)
			o := c.tryApply("-parallelism=1")
			if o.code == 0 {
				if got, want := sortedLines(w.text(t)), sortedLines(s.zone+"\n"+strings.Join(s.want, "\n")); !slices.Equal(got, want) {
					t.Errorf("zone:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				return
			}
			if !strings.Contains(o.details(), "-parallelism") {
				t.Errorf("the error does not say what to do:\n%s", o.details())
			}
			if w.text(t) != before && len(o.diagnostics) == 0 {
				t.Errorf("the zone was left between:\n%s", w.text(t))
			}
		})
	}
}
