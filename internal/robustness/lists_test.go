package robustness

import (
	"fmt"
	"net/http"
	"testing"
)

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
