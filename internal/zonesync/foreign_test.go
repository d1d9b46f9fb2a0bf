package zonesync

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// foreigner is another machine's writer: it reads, changes its own lines and
// writes, without our lock, and makes again what got lost. It understands no
// other line and keeps all.
type foreigner struct {
	store Store
	rng   *rand.Rand
	lines []string // What it wants to stand; all others of its prefix not.
}

const foreignPrefix = "a foreign"

// round brings its lines into the zone, and reports whether they were there.
func (f *foreigner) round(ctx context.Context) bool {
	s, err := f.store.ReadZone(ctx, testDomain)
	if err != nil {
		return false
	}
	kept := slices.DeleteFunc(strings.Split(s.Text, "\n"), func(l string) bool {
		return strings.HasPrefix(l, foreignPrefix) && !slices.Contains(f.lines, l)
	})
	for _, l := range f.lines {
		if !slices.Contains(kept, l) {
			kept = append(kept, l)
		}
	}
	text := strings.Join(kept, "\n")
	if text == s.Text {
		return true
	}
	s.Text = text
	_, _ = f.store.WriteZone(ctx, s)
	return false
}

// run changes its mind until done is closed, and leaves when its last wish is
// there to stay.
func (f *foreigner) run(ctx context.Context, done <-chan struct{}, pause time.Duration) {
	for i := 0; ; i++ {
		select {
		case <-done:
			for !f.round(ctx) {
			}
			return
		default:
		}
		if len(f.lines) > 3 && f.rng.IntN(2) == 0 {
			f.lines = slices.Delete(f.lines, 0, 1)
		}
		f.lines = append(f.lines, fmt.Sprintf("%s%d 192.0.2.7", foreignPrefix, i))
		f.round(ctx)
		_ = sleep(ctx, time.Duration(f.rng.Int64N(int64(pause)))+1)
	}
}

// beside runs work while a foreign writer is at it, and returns what lines it
// wants in the end.
func beside(ctx context.Context, store Store, seed uint64, pause time.Duration, work func()) []string {
	f := &foreigner{store: store, rng: rand.New(rand.NewPCG(seed, 1))}
	done := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() { f.run(ctx, done, pause) })
	work()
	close(done)
	group.Wait()
	return f.lines
}

// lifecycle adds lines, changes every third one and removes another third. It
// returns those that are left.
func lifecycle(t *testing.T, c *Coordinator, prefix string, n int) (left []string) {
	t.Helper()
	var first, second []Edit
	lines := hosts(prefix, n)
	for i, l := range lines {
		first = append(first, add(l))
		switch i % 3 {
		case 0:
			second = append(second, remove(l))
		case 1:
			second = append(second, replace(l, l+"9"))
		}
	}
	inTurns(t, c, 10, first)
	inTurns(t, c, 10, second)
	return leftBy(lines)
}

// leftBy returns what a lifecycle of those lines leaves.
func leftBy(lines []string) (left []string) {
	for i, l := range lines {
		switch i % 3 {
		case 1:
			left = append(left, l+"9")
		case 2:
			left = append(left, l)
		}
	}
	return left
}

func TestForeignWriterAndTwoCoordinatorsLoseNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				rng := rand.New(rand.NewPCG(seed, 0))
				start := hosts("start", 20)
				store := newStore(start...)
				store.latency = time.Duration(1+rng.IntN(80)) * time.Millisecond
				o := Options{LockDir: t.TempDir(), Account: "token"}
				var one, two []string
				foreign := beside(t.Context(), store, seed, 400*time.Millisecond, func() {
					var group sync.WaitGroup
					group.Go(func() { one = lifecycle(t, New(store, o).Zone(testDomain), "one", 40) })
					group.Go(func() { two = lifecycle(t, New(store, o).Zone(testDomain), "two", 40) })
					group.Wait()
				})
				store.wantLines(t, slices.Concat(start, one, two, foreign))
			})
		})
	}
}

func TestTwoCoordinatorsWithOneLockNeverRepeatAWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		start := hosts("start", 20)
		store := newStore(start...)
		store.latency = 50 * time.Millisecond
		o := Options{LockDir: t.TempDir(), Account: "token"}
		var one, two []string
		var group sync.WaitGroup
		group.Go(func() { one = lifecycle(t, New(store, o).Zone(testDomain), "one", 30) })
		group.Go(func() { two = lifecycle(t, New(store, o).Zone(testDomain), "two", 30) })
		group.Wait()
		store.wantLines(t, slices.Concat(start, one, two))
		// 50 edits each in groups of ten.
		if _, puts := store.requests(); puts > 12 {
			t.Errorf("%d PUT, want 12 at most", puts)
		}
	})
}

// TestRandomWork holds the zone against a model while everything that can fail
// does.
func TestRandomWork(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			bubble(t, func(t *testing.T) { randomWork(t, seed) })
		})
	}
}

func randomWork(t *testing.T, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 2))
	start := hosts("start", 20)
	store := newStore(start...)
	store.latency = time.Duration(rng.IntN(50)) * time.Millisecond
	store.stale = []time.Duration{0, 300 * time.Millisecond, time.Second}[rng.IntN(3)]
	var mu sync.Mutex
	chance := func(percent int, err error) func(int) error {
		return func(int) error {
			mu.Lock()
			defer mu.Unlock()
			if rng.IntN(100) < percent {
				return err
			}
			return nil
		}
	}
	store.beforeRead = chance(5, errRefused)
	store.afterWrite = chance(10, errLost)
	lost, refused := chance(10, errLost), chance(5, errRefused)
	store.beforeWrite = func(n int) error { return errors.Join(lost(n), refused(n)) }
	c := New(store, Options{}).Zone(testDomain)
	models := make([][]string, 8)
	work := func() {
		var group sync.WaitGroup
		for w := range models {
			group.Go(func() { models[w] = worker(t, c, seed, w, 12) })
		}
		group.Wait()
	}
	want := start
	if seed%2 == 0 || store.stale > 0 {
		work() // A foreign writer that reads old texts loses lines by itself.
	} else {
		want = append(want, beside(t.Context(), store, seed, time.Second, work)...)
	}
	for _, m := range models {
		want = append(want, m...)
	}
	store.wantLines(t, want)
}

// worker makes random changes to lines of its own, repeats what fails as a
// second run of Terraform would, and returns the lines that are left.
func worker(t *testing.T, c *Coordinator, seed uint64, w, steps int) (lines []string) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, uint64(w)+100))
	for i := range steps {
		var edit Edit
		switch at := rng.IntN(len(lines) + 2); {
		case at >= len(lines):
			line := fmt.Sprintf("a w%d-%d 192.0.2.1", w, i)
			edit, lines = add(line), append(lines, line)
		case rng.IntN(2) == 0:
			changed := fmt.Sprintf("a w%d-%d 192.0.2.2", w, i)
			edit, lines[at] = replace(lines[at], changed), changed
		default:
			edit, lines = remove(lines[at]), slices.Delete(slices.Clone(lines), at, at+1)
		}
		_, err := c.Apply(t.Context(), edit)
		for tries := 0; err != nil; tries++ {
			if tries == 50 {
				t.Errorf("worker %d, step %d: %v", w, i, err)
				return lines
			}
			time.Sleep(2 * time.Second) // Stale reads have passed.
			_, err = c.Apply(t.Context(), func(d *Document) error {
				d.Again = true
				return edit(d)
			})
		}
		time.Sleep(time.Duration(rng.IntN(300)) * time.Millisecond)
	}
	return lines
}
