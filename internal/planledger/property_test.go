package planledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// permutations calls f with every order of n things.
func permutations(n int, f func(order []int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var permute func(k int)
	permute = func(k int) {
		if k == n {
			f(order)
			return
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			permute(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	permute(0)
}

// lines are few, so that claims meet.
func lines() []string {
	return []string{
		"a www 219.163.201.1", "a www 219.163.201.2", "cname www docs.example.net.", "txt www x", "mx @ www 10", "mx @ s1.xrea.com. 10",
		"mxe www 219.163.201.1 10", forwardLine, "a @ 219.163.201.1",
	}
}

// world is a random set of claims on a random zone.
type world struct {
	live   []string
	claims []Claim
}

func newWorld(r *run, random *rand.Rand) world {
	pick := func() string { return lines()[random.IntN(len(lines()))] }
	var w world
	for range random.IntN(5) {
		w.live = append(w.live, pick())
	}
	for i := range 4 {
		c := Claim{Token: fmt.Sprint(i)}
		switch random.IntN(7) {
		case 0:
			c.Whole = &Whole{Leaves: random.IntN(2) == 0}
			c.Settings = map[string]string{"ttl": fmt.Sprint(random.IntN(2))}
		case 1:
			c.Forwarding, c.Adds = true, r.entry(forwardLine)
		case 2:
			c.Forwarding, c.Removes = true, r.entry(forwardLine)
		case 3:
			c.Adds = r.entry(pick())
		case 4:
			c.Removes = r.entry(pick())
		case 5:
			c.Removes = r.entry(pick())
			c.Adds = c.Removes
		default:
			c.Adds, c.Removes = r.entry(pick()), r.entry(pick())
		}
		w.claims = append(w.claims, c)
	}
	return w
}

// verdicts lists the last answers to all claims. Which of several removals is the
// one that takes the line away, and so what is left for the others to say of their
// share, is decided by who comes first.
func verdicts(r *run, w world) string {
	var b strings.Builder
	for _, c := range w.claims {
		v, _ := r.zone.judge(r.zone.resources[c.Token])
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool { return f.Kind == Shared || f.Kind == Leaving || f.Kind == Surplus })
		open := 0
		for _, f := range v.Findings {
			if f.open {
				open++
			}
		}
		fmt.Fprintf(&b, "%s: %d of them open\n%s\n", c.Token, open, said(v))
	}
	return b.String()
}

func TestTheLastAnswersDoNotDependOnTheOrderOfTheClaims(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 0))
			w := newWorld(newRun(t), random)
			first := ""
			permutations(len(w.claims), func(order []int) {
				r := newRun(t, w.live...)
				for _, i := range order {
					r.zone.put(w.claims[i])
				}
				switch got := verdicts(r, w); {
				case first == "":
					first = got
				case got != first:
					t.Fatalf("seed %d, order %v, zone %q:\n%s\nand in order:\n%s", seed, order, w.live, got, first)
				}
				checkRemovals(t, r, w)
			})
		})
	}
}

// checkRemovals holds against every order: what is removed leaves all that is kept
// its occurrence, or the one that keeps is warned; and where nobody keeps a line,
// as many are removed as resources give up.
func checkRemovals(t *testing.T, r *run, w world) {
	t.Helper()
	for _, line := range lines() {
		n := r.zone.count(r.key(line))
		warned := slices.ContainsFunc(w.claims, func(c Claim) bool {
			return c.keeps() && c.Adds.Key == r.key(line) && slices.ContainsFunc(r.zone.owned(r.zone.resources[c.Token]), func(f Finding) bool { return f.Kind == Leaving })
		})
		gives := n.owners - n.keepers
		if n.live-n.removers < n.keepers && n.live >= n.keepers && !warned {
			t.Fatalf("%q is lost: %+v", line, n)
		}
		if n.keepers == 0 && n.removers != min(n.live, gives) {
			t.Fatalf("%q: %+v", line, n)
		}
	}
}

// A claim that was put in the place of another one leaves nothing of it behind.
func TestAClaimReplacesTheEarlierOne(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			w := newWorld(newRun(t), random)
			other := newWorld(newRun(t), random)
			straight, again := newRun(t, w.live...), newRun(t, w.live...)
			for i, c := range w.claims {
				straight.zone.put(c)
				if before := other.claims[i]; c.Removes.Key != "" || before.Removes.Key == "" { // Else what it holds stays known.
					again.zone.put(before)
				}
				again.zone.put(c)
			}
			if got, want := verdicts(again, w), verdicts(straight, w); got != want {
				t.Fatalf("seed %d:\n%s\nwant:\n%s", seed, got, want)
			}
		})
	}
}
