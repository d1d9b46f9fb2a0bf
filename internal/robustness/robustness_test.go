package robustness

import (
	"flag"
	"fmt"
	"runtime"
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
	trace   = flag.Bool("trace", false, "print what happened")
)

// play runs one seed in a bubble.
func play(t *testing.T, seed uint64) (result Result) {
	t.Helper()
	dir, err := t.TempDir(), error(nil)
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Hour) // Until what was begun has ended.
		result, err = Run(t.Context(), seed, dir)
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
		r := play(t, seed)
		total.Walks, total.Steps, total.Requests = total.Walks+r.Walks, total.Steps+r.Steps, total.Requests+r.Requests
		if len(r.Broken) > 0 {
			total.Broken = append(total.Broken, r.Broken...)
			t.Errorf("seed %d: %q\nreplay: make robustness ARGS=\"-seed %d -seeds 1 -trace\"", seed, r.Broken, seed)
		}
		if *trace {
			fmt.Print(r.Trace)
		}
	}
	fmt.Printf("robustness: seeds=%d walks=%d steps=%d requests=%d lost=%d broken-laws=%d (%.0f walks a second)\n",
		seeds, total.Walks, total.Steps, total.Requests, total.lost(), len(total.Broken), float64(total.Walks)/time.Since(begun).Seconds())
}

func TestASeedReplaysToTheByte(t *testing.T) {
	one := play(t, 7)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if two := play(t, 7); one.Trace != two.Trace {
		a, b := strings.Split(one.Trace, "\n"), strings.Split(two.Trace, "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("the traces differ in line %d:\n%s\n%s", i, strings.Join(a[max(0, i-3):i+1], "\n"), b[i])
			}
		}
	}
}
