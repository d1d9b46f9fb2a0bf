package robustness

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// The tests of this file are runs that once lost records.

func TestAnUnusedPlanPermitsNothing(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ old, next resource }{
		"an address":           {address("shop", "192.0.2.1"), address("shop", "192.0.2.2")},
		"a text":               {txt("shop", "v=spf1 -all"), txt("shop", "v=spf1 mx -all")},
		"a CNAME over an A":    {address("shop", "192.0.2.1"), resource{"cname_record", map[string]string{"host": "shop", "target": "t.example.net."}}},
		"a CNAME over a CNAME": {resource{"cname_record", map[string]string{"host": "shop", "target": "s.example.net."}}, resource{"cname_record", map[string]string{"host": "shop", "target": "t.example.net."}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var without []string
			for _, stale := range []bool{false, true} {
				playScript(t, "a @ 203.0.113.10", func(s *script) {
					s.off = nil
					one, two := s.space("one", s.dir), s.space("two", s.dir)
					one.config = configuration{"r": tc.old}
					s.must(one, ordinary)
					if stale {
						one.config = configuration{"q": tc.next}
						if changes, diags := s.plan(s.ctx, one, ordinary); len(diags) > 0 || len(changes) != 2 {
							t.Errorf("%v %q", actions(changes), diags)
						}
						one.config = configuration{"r": tc.old}
					}
					two.config = configuration{"r": tc.next}
					diags := s.up(two, ordinary)
					s.holds(append([]string{"a @ 203.0.113.10", line(tc.old)}, present(two)...)...)
					if !stale {
						without = diags
					} else if !slices.Equal(diags, without) {
						t.Errorf("errors: %q, without the unused plan: %q", diags, without)
					}
				})
			}
		})
	}
}

// present are the lines that a state has.
func present(space *workspace) (all []string) {
	for _, o := range space.state {
		all = append(all, lineOf(o))
	}
	return all
}

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

func TestAfterRefusalsOneApplyBringsAShiftedListAbout(t *testing.T) {
	t.Parallel()
	for _, n := range []int{12, 30} {
		for _, status := range []int{http.StatusBadRequest, http.StatusInternalServerError} {
			t.Run(fmt.Sprint(n, " texts, status ", status), func(t *testing.T) {
				t.Parallel()
				playScript(t, "a @ 203.0.113.10", func(s *script) {
					var all []resource
					for i := range n {
						all = append(all, txt("t", fmt.Sprint(i)))
					}
					x := s.space("x", s.dir)
					x.config = list(all...)
					s.must(x, ordinary)
					x.config = list(all[1:]...)
					s.api.force = func(method, _ string, l *luck) {
						if method == http.MethodPut {
							l.status = status
						}
					}
					if diags := s.up(x, ordinary); len(diags) == 0 {
						t.Error("no error")
					}
					s.truthful("after the refusals")
					s.api.force = nil
					s.must(x, ordinary)
					s.holds(append(lines(all[1:]...), "a @ 203.0.113.10")...)
					s.settled(x)
				})
			})
		}
	}
}

func TestSwapsAndShiftsGoThroughOneAtATime(t *testing.T) {
	t.Parallel()
	mx := func(target, priority string) resource {
		return resource{"mx_record", map[string]string{"host": "@", "target": target, "priority": priority}}
	}
	for name, tc := range map[string]struct{ before, after configuration }{
		"two texts swap":           {list(txt("t", "1"), txt("t", "2")), list(txt("t", "2"), txt("t", "1"))},
		"two hosts swap":           {list(address("a", "192.0.2.1"), address("b", "192.0.2.2")), list(address("b", "192.0.2.1"), address("a", "192.0.2.2"))},
		"two mail servers swap":    {list(mx("a.example.net.", "10"), mx("b.example.net.", "20")), list(mx("b.example.net.", "20"), mx("a.example.net.", "10"))},
		"the first of a list goes": {list(txt("t", "1"), txt("t", "2"), txt("t", "3")), list(txt("t", "2"), txt("t", "3"))},
		"a list rotates":           {list(txt("t", "1"), txt("t", "2"), txt("t", "3")), list(txt("t", "3"), txt("t", "1"), txt("t", "2"))},
		"a list gets a new first":  {list(txt("t", "1"), txt("t", "2")), list(txt("t", "0"), txt("t", "1"), txt("t", "2"))},
	} {
		for _, parallelism := range []int{1, 2, 10} {
			t.Run(fmt.Sprint(name, ", parallelism ", parallelism), func(t *testing.T) {
				t.Parallel()
				playScript(t, "a @ 203.0.113.10", func(s *script) {
					x := s.space("x", s.dir)
					x.config = tc.before
					s.must(x, ordinary)
					x.config = tc.after
					o := options{parallelism: parallelism, refresh: true}
					if diags := s.up(x, o); len(diags) > 0 {
						// One at a time the plan hears too late of a line that goes.
						if parallelism > 1 || !says(diags, "apply again") {
							t.Errorf("errors: %q", diags)
						}
						s.must(x, o)
					}
					want := []string{"a @ 203.0.113.10"}
					for _, r := range tc.after {
						want = append(want, line(r))
					}
					s.holds(want...)
					s.settled(x)
				})
			})
		}
	}
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

func TestAWriteThatStoodIsNotReportedAsNotWritten(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		x.config = list(txt("t", "1"), txt("t", "2"))
		puts, reads := 0, 0
		s.api.force = func(method, _ string, l *luck) {
			switch {
			case method == http.MethodPut:
				puts++
				l.cutAfter = puts == 1 // It stands, and nobody hears of it.
				if puts > 1 {
					l.status = http.StatusBadRequest
				}
			case puts > 0:
				reads++
				l.old, l.age = reads < 3, 0
			}
		}
		diags := s.up(x, ordinary)
		s.truthful("after the second attempt")
		s.api.force = nil
		if len(diags) > 0 && !slices.ContainsFunc(diags, saysUnknown) {
			t.Errorf("errors: %q", diags)
		}
		s.must(x, ordinary)
		s.holds("a @ 203.0.113.10", "txt t 1", "txt t 2")
		s.settled(x)
	})
}

func TestACreateThatCouldNotBeVerifiedIsInTheState(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		x.config = list(txt("t", "1"), txt("t", "2"))
		written := false
		s.api.force = func(method, _ string, l *luck) {
			if written = written || method == http.MethodPut; method == http.MethodGet && written {
				l.status = http.StatusInternalServerError
			}
		}
		if diags := s.up(x, ordinary); !slices.ContainsFunc(diags, saysUnknown) || len(x.state) != 2 {
			t.Errorf("%d in the state, errors: %q", len(x.state), diags)
		}
		s.api.force = nil
		s.must(x, ordinary)
		s.holds("a @ 203.0.113.10", "txt t 1", "txt t 2")
		s.settled(x)
	})
}

func TestAnInterruptWaitsForAWriteThatIsOut(t *testing.T) {
	t.Parallel()
	for after := 100 * time.Millisecond; after < 1500*time.Millisecond; after += 100*time.Millisecond + 13*time.Nanosecond {
		t.Run(fmt.Sprint(after.Round(time.Millisecond)), func(t *testing.T) {
			t.Parallel()
			playScript(t, "a @ 203.0.113.10", func(s *script) {
				x := s.space("x", s.dir)
				x.config = configuration{}
				want := []string{"a @ 203.0.113.10"}
				for i := range 10 {
					x.config[fmt.Sprint("r", i)] = txt("t", fmt.Sprint(i))
					want = append(want, fmt.Sprint("txt t ", i))
				}
				s.up(x, options{parallelism: 10, refresh: true, stopAfter: after})
				s.truthful("after the interrupt")
				s.must(x, ordinary)
				s.holds(want...)
				s.settled(x)
			})
		})
	}
}

// What a shift has written is seen only at its two ends. Its other resources
// have to know by those.
func TestAShiftThatCouldNotBeVerifiedIsKnownByTheNextRun(t *testing.T) {
	t.Parallel()
	texts := []resource{txt("t", "0"), txt("t", "1"), txt("t", "2"), txt("t", "3"), txt("t", "4")}
	for name, tc := range map[string]struct{ before, after []resource }{
		"up":                   {texts[:4], texts[1:5]},
		"up, and one goes":     {texts, texts[1:]},
		"down, and one comes":  {texts[1:], texts},
		"down":                 {texts[1:5], texts[:4]},
		"two of them, and one": {[]resource{texts[0], texts[1], texts[3]}, []resource{texts[1], texts[2], texts[4]}},
	} {
		for _, stored := range []bool{true, false} {
			for _, refresh := range []bool{true, false} {
				for _, elsewhere := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s, stored %t, refresh %t, on another machine %t", name, stored, refresh, elsewhere), func(t *testing.T) {
						t.Parallel()
						playScript(t, "a @ 203.0.113.10", func(s *script) {
							x := s.space("x", s.dir)
							x.config = list(tc.before...)
							s.must(x, ordinary)
							x.config = list(tc.after...)
							s.unverified(x, stored)
							if elsewhere { // Its own state is all that the next run knows.
								x.machine = coordination.NewMemory()
							}
							refresh := refresh
							if !refresh && stored && len(tc.after) > len(tc.before) {
								// Terraform plans a tainted resource as a new one, and says nothing of the old.
								if diags := s.up(x, options{parallelism: 10}); !says(diags, "Record already exists in the zone") {
									t.Errorf("errors: %q", diags)
								}
								refresh = true
							}
							s.must(x, options{parallelism: 10, refresh: refresh})
							s.holds(append(lines(tc.after...), "a @ 203.0.113.10")...)
							s.settled(x)
						})
					})
				}
			}
		}
	}
}

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

// A write that was lost must not pass for stored because another resource writes
// the same line afterwards.
func TestALostWriteIsNotTakenForStoredLater(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		x.config = configuration{"p": txt("t", "1"), "q": txt("t", "2")}
		s.must(x, ordinary)
		x.config["q"] = txt("t", "9")
		s.api.force = func(method, _ string, l *luck) { l.cutBefore = method == http.MethodPut }
		if diags := s.up(x, ordinary); !slices.ContainsFunc(diags, saysUnknown) {
			t.Errorf("errors: %q", diags)
		}
		s.api.force = nil
		x.config = configuration{"p": txt("t", "9")}
		s.must(x, options{parallelism: 10, refresh: true, target: map[string]bool{"p": true}})
		s.must(x, ordinary)
		s.holds("a @ 203.0.113.10", "txt t 9")
		s.settled(x)
	})
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

// Two provider blocks know nothing of each other's plans. An import of what the
// other one is about to remove would lose the line.
func TestARecordThatChangesItsProviderBlockIsNotAdvisedToBeImported(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		x.aliases = 2
		x.config = configuration{"p": txt("t", "1")}
		s.must(x, ordinary)
		other := "q"
		for i := 0; x.alias(other) == x.alias("p"); i++ {
			other = fmt.Sprint("q", i)
		}
		x.config = configuration{other: txt("t", "1")}
		diags := s.up(x, ordinary)
		if !says(diags, "Terraform has written this line from this directory before") || !says(diags, "moved {") {
			t.Errorf("errors: %q", diags)
		}
		x.config = configuration{}
		s.must(x, ordinary)
		x.config = configuration{other: txt("t", "1")}
		s.must(x, ordinary)
		s.holds("a @ 203.0.113.10", "txt t 1")
		s.settled(x)
	})
}

// A read may show a text from before a write that is known.
func TestAPlanRightAfterAnApplyForgetsNothing(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		x.config = list(txt("t", "1"), txt("t", "2"))
		s.must(x, ordinary)
		s.api.force = func(method, _ string, l *luck) { l.old, l.age = method == http.MethodGet, 0 }
		if changes, diags := s.plan(s.ctx, x, ordinary); len(changes)+len(diags) > 0 {
			t.Errorf("the plan after an old read: %v %q", actions(changes), diags)
		}
		s.api.force = nil
		s.settled(x)
	})
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

// Where a list gets another order nothing is written, and the step of the write before
// no longer says what a resource has.
func TestAnotherOrderOfAListLeavesNoStep(t *testing.T) {
	t.Parallel()
	v := func(n int) resource { return txt("t", fmt.Sprint(n)) }
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		x := s.space("x", s.dir)
		for _, c := range []configuration{list(v(1), v(2), v(3), v(4)), list(v(2), v(3), v(4)), list(v(4), v(1), v(2), v(3)), list(v(1), v(2), v(4), v(3))} {
			x.config = c
			s.must(x, ordinary)
			s.settled(x)
		}
		s.holds("a @ 203.0.113.10", "txt t 1", "txt t 2", "txt t 3", "txt t 4")
	})
}
