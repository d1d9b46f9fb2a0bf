package zonesync

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"
)

// hosts returns n lines.
func hosts(prefix string, n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("a %s%d 192.0.2.%d", prefix, i, i%250+1)
	}
	return lines
}

// inTurns hands the edits to workers that each wait for their own answer, as
// Terraform does with its parallelism.
func inTurns(t *testing.T, c *Zone, workers int, edits []Change) {
	t.Helper()
	queue := make(chan Change, len(edits))
	for _, e := range edits {
		queue <- e
	}
	close(queue)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			time.Sleep(time.Duration(w) * time.Millisecond)
			for e := range queue {
				if _, err := c.Apply(t.Context(), e); err != nil {
					t.Error(err)
				}
				time.Sleep(2 * time.Millisecond)
			}
		})
	}
	group.Wait()
}

func TestRequestsOfHundredEdits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		workers int
		latency time.Duration
		want    int
	}{
		{"ten at a time cost two requests for ten edits, and one", 10, 50 * time.Millisecond, 21},
		{"ten at a time without latency cost no more", 10, 0, 21},
		{"ten at a time from abroad cost no more", 10, 900 * time.Millisecond, 21},
		{"a hundred at once cost three", 100, 50 * time.Millisecond, 3},
		{"one after the other they cost two each, and one", 1, 50 * time.Millisecond, 201},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				store.latency = test.latency
				c := New(store, Options{}).Zone(testDomain)
				lines := hosts("h", 100)
				var edits []Change
				for _, l := range lines {
					edits = append(edits, add(l))
				}
				inTurns(t, c, test.workers, edits)
				if gets, puts := store.requests(); gets+puts != test.want {
					t.Errorf("%d GET and %d PUT, want %d", gets, puts, test.want)
				}
				store.wantLines(t, append(lines, "a @ 192.0.2.1"))
			})
		})
	}
}

func TestEditsThatComeSlowlyMeetAllTheSame(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = 50 * time.Millisecond
		c := New(store, Options{}).Zone(testDomain)
		for round := range 3 {
			var group sync.WaitGroup
			for i, l := range hosts(fmt.Sprintf("r%d-", round), 10) {
				group.Go(func() {
					time.Sleep(time.Duration(i) * 28 * time.Millisecond) // A machine under load.
					if _, err := c.Apply(t.Context(), add(l)); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
		}
		store.wantRequests(t, 4, 3)
	})
}

// slowTurns is inTurns under a Terraform with much in its state: it starts one
// operation after the other, with work of its own before each.
func slowTurns(t *testing.T, c *Zone, workers int, edits []Change, work time.Duration) {
	t.Helper()
	queue := make(chan Change)
	go func() {
		defer close(queue)
		for _, e := range edits {
			time.Sleep(work)
			queue <- e
		}
	}()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for e := range queue {
				if _, err := c.Apply(t.Context(), e); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func TestGroupsAreAsLargeAsTheParallelismOfASlowRun(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		workers int
		work    time.Duration
		most    int
	}{
		{"ten at a time", 10, 50 * time.Millisecond, 201},
		{"ten at a time on a machine under load, where each group has to read first", 10, 140 * time.Millisecond, 301},
		{"a hundred at a time, where each group has to read first", 100, 50 * time.Millisecond, 80},
		{"twenty at a time", 20, 20 * time.Millisecond, 105},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				store.latency = 50 * time.Millisecond
				c := New(store, Options{}).Zone(testDomain)
				var edits []Change
				for _, l := range hosts("h", 1000) {
					edits = append(edits, add(l))
				}
				slowTurns(t, c, test.workers, edits, test.work)
				if gets, puts := store.requests(); gets+puts > test.most {
					t.Errorf("%d GET and %d PUT, want %d at most", gets, puts, test.most)
				}
			})
		})
	}
}

func TestGroupIsClosedWhenEverybodyIsBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = 50 * time.Millisecond
		c := New(store, Options{}).Zone(testDomain)
		var edits []Change
		for _, l := range hosts("h", 100) {
			edits = append(edits, add(l))
		}
		begun := time.Now()
		inTurns(t, c, 10, edits)
		// A read, and ten times a write, a read and 2 ms of the caller's
		// own; the first group alone waits for the quiet time.
		most := 50*time.Millisecond + 10*102*time.Millisecond + 4*DefaultTiming().Quiet
		if took := time.Since(begun); took > most {
			t.Errorf("took %v, want %v at most", took, most)
		}
	})
}

// TestAFirstGroupIsClosedWhenAllWhoHavePlannedAreThere plans and writes as an
// apply does, which plans each operation once more before it carries it out.
func TestAFirstGroupIsClosedWhenAllWhoHavePlannedAreThere(t *testing.T) {
	t.Parallel()
	for _, workers := range []int{10, 100} {
		t.Run(fmt.Sprint(workers), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				store.latency = 50 * time.Millisecond
				c := New(store, Options{}).Zone(testDomain)
				begun := time.Now()
				var group sync.WaitGroup
				for _, l := range hosts("h", workers) {
					group.Go(func() {
						if _, err := c.Read(t.Context()); err != nil {
							t.Error(err)
						}
						if _, err := c.Apply(t.Context(), add(l)); err != nil {
							t.Error(err)
						}
					})
				}
				group.Wait()
				store.wantRequests(t, 2, 1)
				if took := time.Since(begun); workers == 10 && took > 3*store.latency+DefaultTiming().Quiet {
					t.Errorf("took %v, want three requests' time and a pause", took)
				}
			})
		})
	}
}

func TestEditsJoinWhileTheRateLimitMakesThemWait(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		begun := time.Now()
		reserve := func(ctx context.Context, _ int) (context.Context, func(), error) {
			return ctx, func() {}, sleep(ctx, time.Until(begun.Add(20*time.Second)))
		}
		c := New(store, Options{Reserve: reserve}).Zone(testDomain)
		lines := hosts("h", 100)
		var group sync.WaitGroup
		for i, l := range lines {
			group.Go(func() {
				time.Sleep(time.Duration(i) * 150 * time.Millisecond)
				if _, err := c.Apply(t.Context(), add(l)); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		store.wantRequests(t, 2, 1)
		store.wantLines(t, append(lines, "a @ 192.0.2.1"))
	})
}
