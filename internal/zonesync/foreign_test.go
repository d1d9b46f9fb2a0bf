package zonesync

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
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

// during runs work while a foreign writer is at it, and returns what lines it
// wants in the end.
func during(ctx context.Context, store Store, seed uint64, pause time.Duration, work func()) []string {
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
func lifecycle(t *testing.T, c *Zone, prefix string, n int) (left []string) {
	t.Helper()
	var first, second []Change
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

func TestForeignWriterAndTwoProcessesLoseNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				rng := rand.New(rand.NewPCG(seed, 0))
				start := hosts("start", 20)
				store := newStore(start...)
				store.latency = time.Duration(1+rng.IntN(80)) * time.Millisecond
				o := Options{Records: coordination.NewMemory()}
				var one, two []string
				foreign := during(t.Context(), store, seed, 400*time.Millisecond, func() {
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

func TestTwoProcessesWithOneLockNeverRepeatAWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		start := hosts("start", 20)
		store := newStore(start...)
		store.latency = 50 * time.Millisecond
		o := Options{Records: coordination.NewMemory()}
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
