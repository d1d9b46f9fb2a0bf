package provider

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"
)

// vanished gathers the lines that the reads of this run miss, to tell what they
// share. Another tool for this API reads a line as type, host and value, and
// writes the zone back without all lines that have more or fewer fields: mx with
// a host and a priority, mxe, texts with blanks such as SPF. Whoever finds just
// those gone should hear of it, since putting them back does not cure it.
type vanished struct {
	mu     sync.Mutex
	lines  map[string][]string // By domain, as they stood in the state.
	warned map[string]bool
}

func newVanished() *vanished {
	return &vanished{lines: map[string][]string{}, warned: map[string]bool{}}
}

// severalLines is from how many on lines tell something together.
const severalLines = 2

// add notes a line that is gone. Once for a domain it returns the lines to warn
// of: all that are missing, where there are several and none has exactly three
// fields. It waits for the reads of the other resources where that is open.
func (v *vanished) add(ctx context.Context, domain, line string) []string {
	v.mu.Lock()
	v.lines[domain] = append(v.lines[domain], line)
	open := !v.warned[domain] && oddFields(line)
	v.mu.Unlock()
	if !open {
		return nil
	}
	select {
	case <-ctx.Done():
	case <-time.After(readsMeet):
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	lines := v.lines[domain]
	if v.warned[domain] || len(lines) < severalLines || !allOdd(lines) {
		return nil
	}
	v.warned[domain] = true
	lines = slices.Clone(lines)
	slices.Sort(lines)
	return lines
}

func allOdd(lines []string) bool {
	return !slices.ContainsFunc(lines, func(line string) bool { return !oddFields(line) })
}

func oddFields(line string) bool { return len(strings.Fields(line)) != 3 }
