package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// figures add up over a run.
type figures struct {
	verdict

	rounds, steps, refused, killed int
	requests                       int
	stuck                          int // Lines that another machine wrote back and that no state knows any more.
	faults                         map[string]int
	mu                             sync.Mutex // For what several workspaces count at once.
	trace                          bool       // Print the history of a round that lost something.
	replay                         string     // How the round under way is run again.
	out                            io.Writer
}

func (f *figures) lose(format string, args ...any) {
	f.lost = append(f.lost, fmt.Sprintf(format, args...))
	fmt.Fprintf(f.out, "LOST (%s): %s\n", f.replay, f.lost[len(f.lost)-1])
}

// said tells whether a loss was told of in these words; none are never said.
func (f *figures) said(words string) bool {
	return words != "" && slices.ContainsFunc(f.lost, func(text string) bool { return strings.Contains(text, words) })
}

func (f *figures) refuse() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refused++
}

func (f *figures) kill(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.killed += n
}

// add takes in what a judge found, and the faults that a journal shows.
func (f *figures) add(v verdict, journal []simulator.Entry) {
	for _, text := range v.lost {
		f.lose("%s", text)
	}
	f.writes += v.writes
	f.rebases += v.rebases
	f.window += v.window
	f.undone += v.undone
	f.gaps += v.gaps
	f.exposed = append(f.exposed, v.exposed...)
	f.requests += len(journal)
	for _, e := range journal {
		for name := range strings.SplitSeq(e.Fault, ", ") {
			if name != "" {
				f.faults[name]++
			}
		}
	}
}

func (f *figures) print() {
	fmt.Fprintf(f.out, "\nrounds %d, steps %d, requests %d, killed processes %d\n", f.rounds, f.steps, f.requests, f.killed)
	for _, name := range slices.Sorted(maps.Keys(f.faults)) {
		fmt.Fprintf(f.out, "  %-20s %6d\n", name, f.faults[name])
	}
	if n := len(f.exposed); n > 0 {
		slices.Sort(f.exposed)
		fmt.Fprintf(f.out, "window: a write trusted a read of %s in the middle, %s at most (of %d); %d overwrote what another machine had written meanwhile\n",
			f.exposed[n/2].Round(time.Millisecond), f.exposed[n-1].Round(time.Millisecond), n, f.window)
	}
	fmt.Fprintf(f.out, "undone by others after the end of a run, and brought back by the next: %d lines\n", f.undone)
	fmt.Fprintf(f.out, "taken away, written back by another machine on an older text, and in no state any more: %d lines\n", f.stuck)
	fmt.Fprintf(f.out, "gone for a part of an apply that only gave their resource another name: %d lines\n", f.gaps)
	fmt.Fprintf(f.out, "faults: steps=%d writes=%d rebases=%d refused=%d lost=%d\n", f.steps, f.writes, f.rebases, f.refused, len(f.lost))
}
