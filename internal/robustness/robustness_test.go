package robustness

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

//nolint:gochecknoglobals // The flags of this test.
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
	dir, err := os.MkdirTemp(memory(), "robustness") //nolint:usetesting // Files in memory are faster.
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

// memory is a directory in memory, where files are faster; "" if there is none.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

// total adds up what came of all seeds.
type total struct {
	Result

	seeds int
	begun time.Time
	next  uint64
}

// take returns the next seed, if there is time for one.
func (a *total) take() (seed uint64, ok bool) {
	seed = a.next
	a.next++
	if *seconds > 0 {
		return seed, time.Since(a.begun) < time.Duration(*seconds)*time.Second
	}
	return seed, seed < *first+uint64(*count)
}

func (a *total) add(r Result) {
	a.seeds++
	a.Walks, a.Steps, a.Requests = a.Walks+r.Walks, a.Steps+r.Steps, a.Requests+r.Requests
	a.Broken = append(a.Broken, r.Broken...)
	if *trace {
		fmt.Print(r.Trace)
	}
}

// oneAtATime lets one goroutine run at a time, and no garbage collection come
// between them: what wakes up at the same instant then runs in the same order
// each time. The function it gives ends that.
func oneAtATime() (end func()) {
	places, percent := runtime.GOMAXPROCS(1), debug.SetGCPercent(-1)
	return func() {
		runtime.GOMAXPROCS(places)
		debug.SetGCPercent(percent)
	}
}

func TestRobustness(t *testing.T) {
	defer oneAtATime()()
	all := &total{begun: time.Now(), next: *first}
	for seed, ok := all.take(); ok; seed, ok = all.take() {
		r := play(t, seed, leftOut())
		all.add(r)
		if len(r.Broken) > 0 {
			t.Error(report(t, seed, r))
		}
		if all.seeds%20 == 0 {
			runtime.GC()
		}
	}
	fmt.Printf("robustness: seeds=%d walks=%d steps=%d requests=%d lost=%d broken-laws=%d (%.0f walks a second)\n",
		all.seeds, all.Walks, all.Steps, all.Requests, all.lost(), len(all.Broken), float64(all.Walks)/time.Since(all.begun).Seconds())
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
	if raceDetector {
		t.Skip("the race detector lets goroutines run in random order")
	}
	defer oneAtATime()()
	for seed := range uint64(20) {
		if one, two := play(t, seed, nil), play(t, seed, nil); one.Trace != two.Trace {
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
