package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// phase is a command of a series.
type phase string

const (
	phaseApply   phase = "apply"  // The first one.
	phasePlan    phase = "plan"   // Without a change.
	phaseChange  phase = "change" // An apply that changes a tenth.
	phaseDestroy phase = "destroy"
)

func phases() []phase { return []phase{phaseApply, phasePlan, phaseChange, phaseDestroy} }

func (p phase) args() []string {
	switch p {
	case phasePlan:
		return []string{"plan", "-input=false", "-no-color", "-detailed-exitcode"} // A plan with changes ends with 2.
	case phaseDestroy:
		return []string{"destroy", "-input=false", "-no-color", "-auto-approve"}
	default:
		return []string{"apply", "-input=false", "-no-color", "-auto-approve"}
	}
}

// directory is where one series runs.
type directory struct {
	dir     string
	cli     string
	real    string // The provider to start.
	subject subject
	world   *world
}

// usageFile is where the process that serves as the provider notes what it took.
func (d directory) usageFile() string { return filepath.Join(d.dir, "usage") }

// run runs the command of a phase and measures it.
func (d directory) run(ctx context.Context, p phase) (sample, error) {
	text := configuration(d.subject, p == phaseChange)
	if err := os.WriteFile(filepath.Join(d.dir, "main.tf"), []byte(text), 0o600); err != nil {
		return sample{}, err
	}
	args := p.args()
	if d.subject.parallelism > 0 {
		args = append(args, "-parallelism="+strconv.Itoa(d.subject.parallelism))
	}
	cmd := exec.CommandContext(ctx, d.cli, args...)
	// The CLI ends its providers itself when it is interrupted.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Dir, cmd.Env = d.dir, d.environment(os.Environ())
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	s := sample{subject: d.subject, phase: p}
	var err error
	if d.subject.latency > 0 {
		if s.roundTrip, err = d.world.roundTrip(ctx); err != nil {
			return s, err
		}
	}
	d.world.ResetJournal()
	start := time.Now()
	err = cmd.Run()
	if s.wall = time.Since(start); err != nil {
		return s, fmt.Errorf("%s: %w\n%s", p, err, tail(said.String()))
	}
	for _, r := range d.world.Journal() {
		if r.Method == http.MethodPut {
			s.puts++
		} else {
			s.gets++
		}
	}
	if s.usage, err = takeUsage(d.usageFile()); err != nil {
		return s, err
	}
	z, ok := d.world.Zone(domain)
	if !ok {
		return s, errors.New("the zone is gone")
	}
	if err := checkZone(z.Records, d.subject, p); err != nil {
		return s, fmt.Errorf("after %s: %w", p, err)
	}
	return s, nil
}

// environment is the caller's without anything that could change what is
// measured, or lead to a real account.
func (d directory) environment(caller []string) []string {
	var env []string
	for _, variable := range caller {
		if !strings.HasPrefix(variable, "VALUEDOMAIN_") && !strings.HasPrefix(variable, "TF_") {
			env = append(env, variable)
		}
	}
	return append(env,
		"TF_CLI_CONFIG_FILE="+filepath.Join(filepath.Dir(d.dir), "cli.tfrc"),
		"CHECKPOINT_DISABLE=1",
		"XDG_CACHE_HOME="+filepath.Join(d.dir, "cache"),
		"VALUEDOMAIN_ENDPOINT="+d.world.http.URL+"/v1",
		"VALUEDOMAIN_API_TOKEN="+d.world.token,
		"VALUEDOMAIN_LANGUAGE=en",
		envReal+"="+d.real,
		envUsage+"="+d.usageFile(),
	)
}

// tail returns the end of what a command said, where its error is.
func tail(text string) string {
	const size = 4000
	return text[max(0, len(text)-size):]
}
