package robustness

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

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
