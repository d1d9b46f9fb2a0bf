package robustness

import (
	"strings"
	"testing"
)

func TestALineOfAnotherToolIsNotTakenByASavedPlan(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		x.config = list(txt("t", "10"), txt("t", "11"))
		s.must(x, ordinary)
		x.config = list(txt("t", "11"), txt("t", "99"))
		changes, diags := s.plan(s.ctx, x, ordinary)
		if len(diags) > 0 {
			t.Errorf("errors: %q", diags)
		}
		s.byHand(func(text string) string { return text + "\ntxt t 99" })
		s.apply(s.ctx, x, changes, ordinary)
		s.truthful("after the saved plan")
		x.config = list(txt("t", "11"), txt("t", "12"))
		s.must(x, ordinary)
		s.holds("a @ 203.0.113.10", "txt t 99", "txt t 11", "txt t 12")
		s.settled(x)
	})
}

func TestAForeignLineIsNotTakenForTheManagedOne(t *testing.T) {
	t.Parallel()
	srv := func(priority string) resource {
		return resource{"srv_record", map[string]string{"host": "_sip._tcp", "priority": priority, "weight": "5", "port": "5060", "target": "sip.example.net."}}
	}
	mx := func(priority string) resource {
		return resource{"mx_record", map[string]string{"host": "@", "target": "m.example.net.", "priority": priority}}
	}
	for name, tc := range map[string]struct {
		managed []resource
		gone    resource
		foreign resource
	}{
		"srv with another priority": {[]resource{srv("10")}, srv("10"), srv("20")},
		"mx with another priority":  {[]resource{mx("10")}, mx("10"), mx("20")},
		"two managed twins":         {[]resource{address("w", "192.0.2.1"), address("w", "192.0.2.2")}, address("w", "192.0.2.1"), address("w", "192.0.2.3")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, there := range []bool{true, false} { // Whether the foreign line is there from the start.
				playScript(t, "a @ 203.0.113.10", func(s *script) {
					s.off = append(s.off, "duplicate-record") // Of mx lines that differ in their priority.
					if there {
						s.byHand(func(text string) string { return text + "\n" + line(tc.foreign) })
					}
					x := s.space("x", s.dir)
					x.config = list(tc.managed...)
					s.must(x, options{parallelism: 1, refresh: true})
					s.byHand(func(text string) string { return strings.Replace(text, "\n"+line(tc.gone), "", 1) })
					if !there && len(tc.managed) == 1 {
						return // Then it may well be the managed one, changed.
					}
					if !there {
						s.byHand(func(text string) string { return text + "\n" + line(tc.foreign) })
					}
					s.foreign.Add(origin.LineKey(line(tc.foreign)), 1-s.foreign[origin.LineKey(line(tc.foreign))])
					s.must(x, options{parallelism: 1, refresh: true})
					s.holds(append(lines(tc.managed...), "a @ 203.0.113.10", line(tc.foreign))...)
					s.settled(x)
					x.config = configuration{}
					s.must(x, ordinary)
					s.holds("a @ 203.0.113.10", line(tc.foreign))
				})
			}
		})
	}
}

// The only line left at a host is not the one that is missing if another resource
// has it.
func TestALineOfANeighbourIsNotTakenForTheMissingOne(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []int{1, 10} {
		playScript(t, "a @ 203.0.113.10", func(s *script) {
			x := s.space("x", s.dir)
			x.config = configuration{"p": address("h", "192.0.2.1"), "q": address("k", "192.0.2.2")}
			s.must(x, ordinary)
			x.config["q"] = address("h", "192.0.2.3")
			s.must(x, options{parallelism: parallelism, refresh: true, target: map[string]bool{"q": true}})
			s.byHand(func(text string) string { return strings.Replace(text, "\na h 192.0.2.1", "", 1) })
			s.must(x, options{parallelism: parallelism, refresh: true})
			s.holds("a @ 203.0.113.10", "a h 192.0.2.1", "a h 192.0.2.3")
			s.settled(x)
		})
	}
}
