package robustness

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// A killed run leaves no word in the state. What it was about to write is noted
// next to the lock.
func TestAShiftWhoseRunWasKilledIsKnownByTheNextRun(t *testing.T) {
	t.Parallel()
	texts := []resource{txt("t", "0"), txt("t", "1"), txt("t", "2"), txt("t", "3"), txt("t", "4"), txt("t", "5")}
	for name, tc := range map[string]struct{ before, after []resource }{
		"up":               {texts[:4], texts[1:5]},
		"up, and one goes": {texts[:5], texts[1:5]},
		"down":             {texts[1:5], texts[:4]},
		"by two":           {texts[:4], texts[2:6]},
	} {
		for after := 50 * time.Millisecond; after < 1500*time.Millisecond; after += 100*time.Millisecond + 13*time.Nanosecond {
			t.Run(fmt.Sprint(name, ", ", after.Round(time.Millisecond)), func(t *testing.T) {
				t.Parallel()
				playScript(t, "a @ 203.0.113.10", func(s *script) {
					x, y := s.space("x", s.dir), s.space("y", s.dir)
					x.config, y.config = list(tc.before...), configuration{"r": txt("u", "1")}
					s.must(x, ordinary)
					x.config = list(tc.after...)
					s.up(x, options{parallelism: 10, refresh: true, killAfter: after})
					s.settle()
					s.must(y, ordinary) // Another run in between forgets nothing.
					s.must(x, ordinary)
					s.holds(append(lines(tc.after...), "a @ 203.0.113.10", "txt u 1")...)
					s.settled(x)
				})
			})
		}
	}
}

// Terraform keeps the new state a moment after the provider's answer. If it dies in
// between, the state has the old lines of some resources, or of all, and an import is no
// way out: Terraform ignores it for what is in the state.
func TestAStateThatWasNotKeptIsKnownByTheNextRun(t *testing.T) {
	t.Parallel()
	withoutRefresh := options{parallelism: 10}
	for name, tc := range map[string]struct{ before, after configuration }{
		"a value":             {list(txt("t", "1")), list(txt("t", "2"))},
		"one of two":          {list(address("a", "192.0.2.1"), address("a", "192.0.2.2")), list(address("a", "192.0.2.1"), address("a", "192.0.2.3"))},
		"a list shifts":       {list(txt("t", "1"), txt("t", "2"), txt("t", "3")), list(txt("t", "2"), txt("t", "3"), txt("t", "4"))},
		"a list gets shorter": {list(txt("t", "1"), txt("t", "2"), txt("t", "3")), list(txt("t", "2"), txt("t", "3"))},
		"two texts swap":      {list(txt("t", "1"), txt("t", "2")), list(txt("t", "2"), txt("t", "1"))},
		"a set of records":    {set(list(txt("t", "1"), txt("u", "1"))), set(list(txt("t", "2"), txt("u", "1")))},
	} {
		for kept := range len(tc.before) {
			for _, next := range []options{ordinary, withoutRefresh} {
				t.Run(fmt.Sprintf("%s, %d kept, refresh %v", name, kept, next.refresh), func(t *testing.T) {
					t.Parallel()
					playScript(t, "a @ 203.0.113.10", func(s *script) {
						x := s.space("x", s.dir)
						x.config = tc.before
						s.must(x, ordinary)
						before, first := maps.Clone(x.state), s.api.text()
						x.config = tc.after
						s.must(x, ordinary)
						last := s.api.text()
						for _, addr := range slices.Sorted(maps.Keys(before))[kept:] {
							x.state[addr] = before[addr]
						}
						s.must(x, next)
						s.holds(strings.Split(last, "\n")...)
						s.settled(x)

						// The old values come back, and no write of before says otherwise.
						x.config = tc.before
						s.must(x, ordinary)
						s.holds(strings.Split(first, "\n")...)
						s.settled(x)
					})
				})
			}
		}
	}
}

// Terraform plans a tainted resource as a new one, and its removal gets no private data
// of its own. If the state of the run is not kept, the next one must not remove the line
// again: it is another resource's by then.
func TestTheRemovalOfATaintedResourceIsKnownByTheNextRun(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ before, after configuration }{
		"records":        {list(txt("t", "1"), txt("t", "2")), list(txt("t", "2"), txt("t", "3"))},
		"set of records": {configuration{"r": txt("t", "1"), "s": set(list(txt("t", "2"), txt("u", "2")))["set"]}, configuration{"r": txt("t", "2"), "s": set(list(txt("t", "3"), txt("u", "3")))["set"]}},
	} {
		for _, verified := range []bool{true, false} {
			for _, refresh := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s, verified %t, refresh %t", name, verified, refresh), func(t *testing.T) {
					t.Parallel()
					playScript(t, "a @ 203.0.113.10", func(s *script) {
						x := s.space("x", s.dir)
						x.config = tc.before
						last := slices.Sorted(maps.Keys(tc.before))[1]
						if verified {
							s.must(x, ordinary)
						} else {
							first := slices.Sorted(maps.Keys(tc.before))[0]
							s.must(x, options{parallelism: 10, refresh: true, target: map[string]bool{first: true}})
							s.unverified(x, true)
						}
						o := x.state[last]
						o.tainted = true
						x.state[last] = o
						before := maps.Clone(x.state)
						x.config = tc.after
						s.must(x, ordinary)
						wanted := s.api.text()
						x.state = before // The run died when it had removed, and before it created.
						s.byHand(func(text string) string {
							return strings.NewReplacer("\ntxt t 3", "", "\ntxt u 3", "").Replace(text)
						})
						s.must(x, options{parallelism: 10, refresh: refresh})
						s.holds(strings.Split(wanted, "\n")...)
						s.settled(x)
					})
				})
			}
		}
	}
}

// What one machine has noted of its writes says nothing of a state that another one has
// written since, with the same lines.
func TestAStateOfAnotherMachineIsNotTakenForOneThatWasNotKept(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		one, two := x.machine, coordination.NewMemory()
		lists := []configuration{list(txt("t", "1"), txt("t", "2"), txt("t", "3")), list(txt("t", "2"), txt("t", "3"), txt("t", "1"))}
		x.config = lists[0]
		s.must(x, ordinary)
		x.config = lists[1]
		s.must(x, ordinary)
		x.machine, x.config = two, lists[0]
		s.must(x, ordinary)
		x.machine = one
		s.settled(x)
		s.holds("a @ 203.0.113.10", "txt t 1", "txt t 2", "txt t 3")
	})
}
