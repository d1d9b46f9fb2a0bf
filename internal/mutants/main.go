// Command mutants shows that a test would notice if a protection were missing: it
// removes one at a time, in a copy that only the build sees, and expects the
// law to be broken that the protection keeps. Those of internal/zonesync are tried
// with TestEverySchedule, the others with whole walks.
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
		began := time.Now()
		said, err := m.try(ctx)
		if err != nil {
			said, lived = "LIVES: "+err.Error(), lived+1
		}
		fmt.Printf("%-48s %5.1f s  %s\n", m.name, time.Since(began).Seconds(), said)
	}
	stop()
	if lived > 0 {
		os.Exit(1)
	}
}

// try runs the test with a mutant, and returns what it said.
func (m mutant) try(ctx context.Context) (said string, err error) {
	dir, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	overlay, err := m.overlay(dir)
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "mutant.test")
	build := exec.CommandContext(ctx, "go", "test", "-c", "-overlay", overlay, "-o", binary, m.by.of)
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	test := exec.CommandContext(ctx, binary, m.by.arguments...)
	test.Env = append(os.Environ(), "ZONESYNC_TROUBLE=2")
	out, err := test.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := test.Start(); err != nil {
		return "", err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "PostgreSQL is not installed") {
			_ = test.Wait()
			return "skipped: PostgreSQL is not installed", nil
		}
		if at := strings.Index(lines.Text(), m.law); at >= 0 {
			cancel() // The rest says nothing more.
			_ = test.Wait()
			return lines.Text()[at:], nil
		}
	}
	_ = test.Wait()
	return "", fmt.Errorf("%q is not said", m.law)
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
