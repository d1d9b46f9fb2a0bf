package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The phases of a series, in their order.
const (
	phaseApply   = "apply"   // The first one, of all records.
	phasePlan    = "plan"    // Without a change.
	phaseChange  = "change"  // An apply that changes a tenth.
	phaseDestroy = "destroy" // Of all.
)

func phaseNames() []string { return []string{phaseApply, phasePlan, phaseChange, phaseDestroy} }

// folder is where one series runs.
type folder struct {
	dir     string
	cli     string
	real    string // The provider to start.
	subject subject
	world   *world
}

// usageFile is where the shim notes what each process took.
func (f folder) usageFile() string { return filepath.Join(f.dir, "usage") }

// write makes the configuration.
func (f folder) write(changed bool) error {
	return os.WriteFile(filepath.Join(f.dir, "main.tf"), []byte(configuration(f.subject, changed)), 0o600)
}

// run runs the command of a phase and measures it.
func (f folder) run(ctx context.Context, phase string) (sample, error) {
	if err := f.write(phase == phaseChange); err != nil {
		return sample{}, err
	}
	args := []string{phase, "-input=false", "-no-color"}
	switch phase {
	case phasePlan:
		args = append(args, "-detailed-exitcode") // A plan with changes ends with 2.
	case phaseChange:
		args[0] = "apply"
		fallthrough
	default:
		args = append(args, "-auto-approve")
	}
	if f.subject.Parallelism > 0 {
		args = append(args, "-parallelism="+strconv.Itoa(f.subject.Parallelism))
	}
	cmd := exec.CommandContext(ctx, f.cli, args...)
	// The CLI ends its providers itself when it is interrupted.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Dir, cmd.Env = f.dir, f.environment(os.Environ())
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	f.world.takeRequests()
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err != nil {
		return sample{}, fmt.Errorf("%s with %s: %w\n%s", strings.Join(args, " "), f.real, err, tail(said.String()))
	}
	// The CLI has waited for the providers, so their time is in its own.
	all := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	s := sample{Subject: f.subject, Phase: phase, Wall: took, All: all}
	return s, f.account(&s)
}

// account adds what the processes and requests of a command were.
func (f folder) account(s *sample) error {
	processes, err := takeUsages(f.usageFile())
	if err != nil {
		return err
	}
	if len(processes) == 0 {
		return errors.New("no process of the provider was seen: the CLI does not start the one that is measured")
	}
	for _, p := range processes {
		s.CPU += p.CPU
		s.Peak = max(s.Peak, p.Peak)
	}
	requests := f.world.takeRequests()
	s.Walks = walksOf(requests, processes)
	if f.subject.PerMinute > 0 {
		s.Limit = limitUseOf(requests, f.subject, processes)
	}
	z, ok := f.world.Zone(domain)
	if !ok {
		return errors.New("the zone is gone")
	}
	if err := checkZone(z.Records, f.subject, s.Phase); err != nil {
		return fmt.Errorf("after %s: %w", s.Phase, err)
	}
	return nil
}

// environment is the caller's without anything that could change what is
// measured, or lead to a real account.
func (f folder) environment(caller []string) []string {
	var env []string
	for _, variable := range caller {
		if !strings.HasPrefix(variable, "VALUEDOMAIN_") && !strings.HasPrefix(variable, "TF_") {
			env = append(env, variable)
		}
	}
	return append(env,
		"TF_CLI_CONFIG_FILE="+filepath.Join(filepath.Dir(f.dir), cliConfig),
		"CHECKPOINT_DISABLE=1",
		"XDG_CACHE_HOME="+filepath.Join(f.dir, "cache"),
		"VALUEDOMAIN_ENDPOINT="+f.world.url,
		"VALUEDOMAIN_API_TOKEN="+f.world.token,
		"VALUEDOMAIN_LANGUAGE=en",
		envReal+"="+f.real,
		envUsage+"="+f.usageFile(),
	)
}

// tail returns the end of what a command said, where its error stands.
func tail(text string) string {
	const size = 4000
	return text[max(0, len(text)-size):]
}
