package robustness

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
)

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
