package robustness

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var (
	seconds = flag.Int("seconds", 0, "how long to try seeds, in real time")
	first   = flag.Uint64("seed", 1, "the first seed")
	count   = flag.Int("seeds", 60, "how many seeds, if -seconds is 0")
	without = flag.String("without", "", "the parts of a run that are left out, separated by commas")
	trace   = flag.Bool("trace", false, "print what happened")
)

// play runs one seed in a bubble.
func play(t *testing.T, seed uint64, without []string) (result Result) {
	t.Helper()
	dir, err := os.MkdirTemp("", "robustness")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Hour) // Until what was begun has ended.
		result, err = Run(t.Context(), seed, without, dir)
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestRobustness(t *testing.T) {
	begun := time.Now()
	var total Result
	seeds := 0
	for seed := *first; *seconds > 0 && time.Since(begun) < time.Duration(*seconds)*time.Second || *seconds == 0 && seeds < *count; seed++ {
		seeds++
		r := play(t, seed, leftOut())
		total.Walks, total.Steps, total.Requests = total.Walks+r.Walks, total.Steps+r.Steps, total.Requests+r.Requests
		if len(r.Broken) > 0 {
			total.Broken = append(total.Broken, r.Broken...)
			t.Error(report(t, seed, r))
		}
		if *trace {
			fmt.Print(r.Trace)
		}
	}
	fmt.Printf("robustness: seeds=%d walks=%d steps=%d requests=%d broken-laws=%d walks-per-second=%.0f\n",
		seeds, total.Walks, total.Steps, total.Requests, len(total.Broken), float64(total.Walks)/time.Since(begun).Seconds())
}

func leftOut() []string {
	return strings.FieldsFunc(*without, func(r rune) bool { return r == ',' })
}

// report says what was broken, and how to see the shortest run that breaks it.
func report(t *testing.T, seed uint64, r Result) string {
	t.Helper()
	all := leftOut()
	if len(all) == 0 {
		all = shrink(r.Parts, func(without []string) ([]string, bool) {
			smaller := play(t, seed, without)
			return smaller.Parts, len(smaller.Broken) > 0
		})
	}
	r = play(t, seed, all)
	return fmt.Sprintf("seed %d breaks a law:\n  %s\nof the run only this is left: %s\nreplay: make robustness ARGS='-seed %d -seeds 1 -trace -without \"%s\"'",
		seed, strings.Join(r.Broken, "\n  "), strings.Join(r.Parts, ", "), seed, strings.Join(all, ","))
}

func TestASeedReplaysToTheByte(t *testing.T) {
	for seed := range uint64(20) {
		one := play(t, seed, nil)
		before := runtime.GOMAXPROCS(1)
		two := play(t, seed, nil)
		runtime.GOMAXPROCS(before)
		if one.Trace != two.Trace {
			t.Errorf("seed %d: the traces differ from %q", seed, difference(one.Trace, two.Trace))
		}
	}
}

// difference returns the first lines that differ.
func difference(a, b string) [2]string {
	one, two := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(one), len(two)) {
		if one[i] != two[i] {
			return [2]string{one[i], two[i]}
		}
	}
	return [2]string{}
}
