// Command mutants shows that the fault run would notice if a protection were
// missing: it takes one away at a time, in a copy that only the build sees, and
// runs the faults until something is lost. A loss counts only where it is the one
// that the missing protection has to cause; and before all, the unchanged code
// must lose nothing in the same time with the same seed, or no loss says anything.
//
//	go run ./internal/faults/mutants -seconds 120
//
// It is run from the root of the module. The exit code is 1 where a protection
// is missed by nobody, or the unchanged code loses something.
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
	says string // What the judge has to say, as CONTRIBUTING.md has it.
}

// What the judge says.
const (
	saysUnseen    = "no read had shown it, and it is not so"
	saysNotOwn    = "changed lines that are not its own"
	saysUndid     = "on the same machine"
	saysNothing   = "was told that nothing was written"
	saysForgotten = "wrote a text without its own line"
)

// mutants lists the protections of zonesync.
func mutants() []mutant {
	const settle, commit, lock, guard = "internal/zonesync/settle.go", "internal/zonesync/commit.go", "internal/zonesync/lock.go", "internal/zonesync/guard.go"
	return []mutant{
		{"no read verifies a write", settle, "found, err := c.verify(ctx, base, next, sent.out)", "found, err := published(sent.out, next.zone), error(nil)", saysUnseen},
		{"a lost write is repeated on the old text", settle, "next, base = c.compose(found, open), found", "next = c.compose(base, open)", saysNotOwn},
		{"no lock between processes", lock, "if dir == \"\" {", "if true {", saysUndid},
		{"an unknown outcome counts as a failure", settle, "if outcomeUnknown(answer) {", "if false {", saysNothing},
		{"no guard refuses", guard, "overridden := c.options.Allow[err.Guard]", "overridden := true", saysNotOwn},
		{"the work of earlier groups is not kept up", commit, "c.memory.repair(next)", "", saysForgotten},
		{"an old read is believed at once", settle, "if i >= len(c.options.Timing.Stale) || !old(s, asked) {", "if true || !old(s, asked) {", saysUndid},
		{"what another process wrote is not looked up", commit, "c.rival = c.lock.written()", "", saysUndid},
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
	r := runner{folder: folder, seconds: *seconds, seed: *seed}
	losses, err := r.faults(ctx, "")
	if err != nil {
		return fmt.Errorf("the unchanged code: %w", err)
	}
	if len(losses) > 0 {
		return fmt.Errorf("the unchanged code loses something, so that no loss of a mutant says anything:\n%s", strings.Join(losses, "\n"))
	}
	fmt.Printf("control: the unchanged code lost nothing in %d s\n", *seconds)
	var missed []string
	for _, m := range mutants() {
		if !strings.Contains(m.name, *only) {
			continue
		}
		began := time.Now()
		losses, err := r.try(ctx, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		said, proven := m.verdict(losses)
		if !proven {
			missed = append(missed, m.name)
		}
		fmt.Printf("mutant: %s: %s (%s)\n", m.name, said, time.Since(began).Round(time.Second))
	}
	if len(missed) > 0 {
		return fmt.Errorf("nobody misses: %s", strings.Join(missed, "; "))
	}
	return nil
}

// verdict tells what to print of a mutant's losses, and whether the right one
// is among them.
func (m mutant) verdict(losses []string) (said string, proven bool) {
	for _, loss := range losses {
		if strings.Contains(loss, m.says) {
			return loss, true
		}
	}
	if len(losses) > 0 {
		return fmt.Sprintf("NOT PROVEN, want %q, but only: %s", m.says, losses[0]), false
	}
	return "NOT NOTICED", false
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

// runner runs the faults again and again.
type runner struct {
	folder  string
	seconds int
	seed    uint64
}

// try runs the faults with a mutant.
func (r runner) try(ctx context.Context, m mutant) ([]string, error) {
	overlay, err := m.overlay(r.folder)
	if err != nil {
		return nil, err
	}
	return r.faults(ctx, m.says, "-overlay", overlay)
}

// faults builds the fault run, with flags for the build, and returns what it
// lost until something with these words was among it. A mutant may cause other
// losses before its own.
func (r runner) faults(ctx context.Context, until string, flags ...string) ([]string, error) {
	binary := filepath.Join(r.folder, "faults")
	build := exec.CommandContext(ctx, "go", append(append([]string{"build"}, flags...), "-o", binary, "./internal/faults")...)
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build: %w\n%s", err, out)
	}
	cmd := exec.CommandContext(ctx, binary, "-part", "engine", "-until", until, "-seconds", fmt.Sprint(r.seconds), "-seed", fmt.Sprint(r.seed))
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	var losses []string
	for line := range strings.SplitSeq(string(out), "\n") {
		if strings.HasPrefix(line, "LOST") {
			losses = append(losses, line)
		}
	}
	return losses, nil
}
