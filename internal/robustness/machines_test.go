package robustness

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"
)

// together lets workspaces plan and apply at the same time, without errors.
func (s *script) together(o options, spaces ...*workspace) {
	s.t.Helper()
	var group sync.WaitGroup
	for _, space := range spaces {
		group.Go(func() { s.must(space, o) })
	}
	group.Wait()
}

// All that share have one budget, whether processes of one machine or of two.
func TestAllThatShareKeepOneLimit(t *testing.T) {
	t.Parallel()
	for _, machines := range []int{1, 2} {
		t.Run(fmt.Sprint(machines), func(t *testing.T) {
			t.Parallel()
			playScript(t, "a @ 203.0.113.10", func(s *script) {
				s.limit = 12
				if machines > 1 {
					s.service = newService(s.world)
				}
				one, two := s.space("one", s.dir), s.space("two", s.dir)
				for i := range 6 {
					addr := fmt.Sprint("r", i)
					one.config[addr], two.config[addr] = txt("one", addr), txt("two", addr)
				}
				s.together(options{parallelism: 1, refresh: true}, one, two)
				s.reached("after the apply")
				s.budget()
			})
		})
	}
}

// A write that is under way for long has the lock: what another machine would write
// and verify meanwhile would be gone when it arrives.
func TestASlowWriteOfAnotherMachineUndoesNothing(t *testing.T) {
	t.Parallel()
	playScript(t, "a @ 203.0.113.10", func(s *script) {
		s.service = newService(s.world)
		one, two := s.space("one", s.dir), s.space("two", s.dir)
		one.config, two.config = list(txt("one", "1")), list(txt("two", "1"))
		first := true
		s.api.force = func(method, _ string, l *luck) {
			if method == http.MethodPut && first {
				first, l.there = false, 8*time.Second
			}
		}
		s.together(ordinary, one, two)
		s.api.force = nil
		s.truthful("after the writes")
		s.holds("a @ 203.0.113.10", "txt one 1", "txt two 1")
	})
}
