// Command mutants shows that a test would notice if a protection were missing: it
// removes one at a time, in a copy that only the build sees, and expects the
// law to be broken that the protection keeps. Those of the machine in internal/zonesync
// are tried with TestEverySchedule, most others with one scenario or seed of whole walks. The
// seconds are those of the test, without the build, and its CPU seconds.
//
//	go run ./internal/mutants
//
// It is run from the root of the module. The exit code is 1 if a mutant lives.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

const limit = 30 * time.Second // For each mutant.

func main() {
	only := flag.String("only", "", "only those whose name contains this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	lived := 0
	for _, m := range mutants() {
		if !strings.Contains(m.name, *only) {
			continue
		}
		r, err := m.try(ctx)
		if err != nil {
			r.said, lived = "LIVES: "+err.Error(), lived+1
		}
		fmt.Printf("%-56s %5.1f s %5.1f CPU s  %s\n", m.name, r.took.Seconds(), r.cpu.Seconds(), r.said)
	}
	stop()
	if lived > 0 {
		os.Exit(1)
	}
}

// result is what came of a mutant.
type result struct {
	said      string // By the test.
	took, cpu time.Duration
}

// try builds the test with a mutant, and runs it.
func (m mutant) try(ctx context.Context) (result, error) {
	dir, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(dir)
	overlay, err := m.overlay(dir)
	if err != nil {
		return result{}, err
	}
	binary := filepath.Join(dir, "mutant.test")
	build := exec.CommandContext(ctx, "go", "test", "-c", "-overlay", overlay, "-o", binary, m.by.of)
	if out, err := build.CombinedOutput(); err != nil {
		return result{}, fmt.Errorf("build: %w\n%s", err, out)
	}
	return m.run(ctx, binary)
}

// run runs the test until it says that the law is broken.
func (m mutant) run(ctx context.Context, binary string) (r result, err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	test := exec.CommandContext(ctx, binary, m.by.arguments...)
	test.Env = append(os.Environ(), "ZONESYNC_TROUBLE=2")
	out, err := test.StdoutPipe()
	if err != nil {
		return r, err
	}
	began := time.Now()
	if err := test.Start(); err != nil {
		return r, err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for r.said == "" && lines.Scan() {
		if strings.Contains(lines.Text(), m.law) {
			r.said = strings.TrimSpace(lines.Text())
		} else if strings.Contains(lines.Text(), "PostgreSQL is not installed") {
			r.said = "skipped: PostgreSQL is not installed"
		}
	}
	cancel() // The rest says nothing more.
	_ = test.Wait()
	r.took, r.cpu = time.Since(began), test.ProcessState.UserTime()+test.ProcessState.SystemTime()
	if r.said == "" {
		return r, fmt.Errorf("%q is not said", m.law)
	}
	return r, nil
}

// overlay writes the mutated file, and the list that the build reads.
func (m mutant) overlay(dir string) (string, error) {
	path, err := filepath.Abs(filepath.Join("internal", filepath.FromSlash(m.file)))
	if err != nil {
		return "", err
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if n := strings.Count(string(source), m.is); n != 1 {
		return "", fmt.Errorf("%s has %q %d times, want once", m.file, m.is, n)
	}
	changed := filepath.Join(dir, "mutant.go")
	if err := os.WriteFile(changed, []byte(strings.Replace(string(source), m.is, m.to, 1)), 0o600); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o600)
}
