// Command mutants shows that the fault run would notice if a protection were
// missing: it takes one away at a time, in a copy that only the build sees, and
// runs the faults until something is lost.
//
//	go run ./internal/faults/mutants -seconds 120
//
// It is run from the root of the module. The exit code is 1 where a protection
// is missed by nobody.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// mutant is a protection taken away: one piece of source in the place of another.
type mutant struct {
	name string
	file string
	is   string
	to   string
}

// mutants lists the protections of zonesync.
func mutants() []mutant {
	const settle, commit, lock, guard = "internal/zonesync/settle.go", "internal/zonesync/commit.go", "internal/zonesync/lock.go", "internal/zonesync/guard.go"
	return []mutant{
		{"no read verifies a write", settle, "found, err := c.verify(ctx, base, next, sent.out)", "found, err := published(sent.out, next.zone), error(nil)"},
		{"a lost write is repeated on the old text", settle, "next, base = c.compose(found, open), found", "next = c.compose(base, open)"},
		{"no lock between processes", lock, "if dir == \"\" {", "if true {"},
		{"an unknown outcome counts as a failure", settle, "if outcomeUnknown(answer) {", "if false {"},
		{"no guard refuses", guard, "overridden := c.options.Allow[err.Guard]", "overridden := true"},
		{"the work of earlier groups is not kept up", commit, "c.memory.repair(next)", ""},
		{"an old read is believed at once", settle, "if i >= len(c.options.Timing.Stale) || !old(s, asked) {", "if true {"},
		{"what another process wrote is not looked up", commit, "c.rival = c.lock.written()", ""},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(os.Stderr, "mutants: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("mutants", flag.ContinueOnError)
	seconds := flags.Int("seconds", 120, "how long each is looked for")
	seed := flags.Uint64("seed", 1, "the seed of the fault run")
	only := flags.String("only", "", "only those whose name contains this")
	if err := flags.Parse(args); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "valuedomain-mutants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	var missed []string
	for _, m := range mutants() {
		if !strings.Contains(m.name, *only) {
			continue
		}
		began := time.Now()
		loss, err := m.try(ctx, folder, *seconds, *seed)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if loss == "" {
			missed = append(missed, m.name)
			loss = "NOT NOTICED"
		}
		fmt.Printf("mutant: %s: %s (%s)\n", m.name, loss, time.Since(began).Round(time.Second))
	}
	if len(missed) > 0 {
		return fmt.Errorf("nobody misses: %s", strings.Join(missed, "; "))
	}
	return nil
}

// overlay writes the mutated file and the list that the build reads.
func (m mutant) overlay(folder string) (string, error) {
	source, err := os.ReadFile(m.file)
	if err != nil {
		return "", err
	}
	if n := bytes.Count(source, []byte(m.is)); n != 1 {
		return "", fmt.Errorf("%s holds %q %d times, want once", m.file, m.is, n)
	}
	changed := filepath.Join(folder, "mutant.go")
	if err := os.WriteFile(changed, bytes.Replace(source, []byte(m.is), []byte(m.to), 1), 0o600); err != nil {
		return "", err
	}
	original, err := filepath.Abs(m.file)
	if err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": {original: changed}})
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "overlay.json")
	return path, os.WriteFile(path, list, 0o600)
}

// try builds the fault run with the mutant and returns the first loss it finds,
// or "".
func (m mutant) try(ctx context.Context, folder string, seconds int, seed uint64) (string, error) {
	overlay, err := m.overlay(folder)
	if err != nil {
		return "", err
	}
	binary := filepath.Join(folder, "faults")
	build := exec.CommandContext(ctx, "go", "build", "-overlay", overlay, "-o", binary, "./internal/faults")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	cmd := exec.CommandContext(ctx, binary, "-part", "engine", "-first", "-seconds", fmt.Sprint(seconds), "-seed", fmt.Sprint(seed))
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	for line := range strings.SplitSeq(string(out), "\n") {
		if strings.HasPrefix(line, "LOST") {
			return line, nil
		}
	}
	return "", nil
}
