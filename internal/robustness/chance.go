package robustness

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// chance is where all choices of a run come from. Each has a name, and what is
// chosen depends on the seed and that name only: not on what else was chosen
// before, nor on which of two goroutines came first. So a run replays, and what
// is left of it stays the same where a part is omitted.
type chance struct {
	seed    uint64
	without map[string]bool // Parts of the run that are omitted.

	mu    sync.Mutex
	parts map[string]bool // Those that were asked for.
}

func newChance(seed uint64, without []string) *chance {
	c := &chance{seed: seed, without: map[string]bool{}, parts: map[string]bool{}}
	for _, name := range without {
		c.without[name] = true
	}
	return c
}

// of returns the source of one choice.
func (c *chance) of(name ...any) *rand.Rand {
	h := fnv.New64a()
	_, _ = fmt.Fprintln(h, name...)
	return rand.New(rand.NewPCG(c.seed, h.Sum64()))
}

// upTo is a time from one nanosecond to most, which no other event shares.
func (c *chance) upTo(most time.Duration, name ...any) time.Duration {
	return time.Duration(c.of(name...).Int64N(int64(most))) + 1
}

// order returns names in an order that stays the same for those that are left
// where others are omitted.
func (c *chance) order(names []string, name ...any) []string {
	places := map[string]uint64{}
	for _, n := range names {
		places[n] = c.of(fmt.Sprint(name...), n).Uint64()
	}
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(places[a], places[b]) })
	return names
}

// has reports whether a part belongs to the run.
func (c *chance) has(format string, args ...any) bool {
	name := fmt.Sprintf(format, args...)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.parts[name] = true
	return !c.without[name]
}

// used returns the parts that the run had.
func (c *chance) used() (all []string) {
	for name := range c.parts {
		if !c.without[name] {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}
