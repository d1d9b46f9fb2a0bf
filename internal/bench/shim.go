package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"time"
)

// The CLI starts this program instead of the provider, which it starts as its
// child: so the system accounts for that one process. Both providers are started
// so, which costs each the same few milliseconds.
const (
	envReal  = "VALUEDOMAIN_BENCH_PROVIDER" // The provider to start.
	envUsage = "VALUEDOMAIN_BENCH_USAGE"    // The file that gets a line for each process.
)

// usage is what the processes of a provider took in one command.
type usage struct {
	cpu  time.Duration // User and system time of all.
	peak int64         // Resident bytes at most, of the largest.
}

// serveAs serves as the provider and returns its exit code.
func serveAs(real string) int {
	cmd := exec.Command(real, os.Args[1:]...) //nolint:noctx // The CLI ends it, by a call.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "bench: start the provider:", err)
		return 1
	}
	signal.Ignore(os.Interrupt) // The CLI ends its providers by a call.
	go watch(cmd.Process, os.Getppid())
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, "bench: wait for the provider:", err)
		return 1
	}
	state := cmd.ProcessState
	if err := note(os.Getenv(envUsage), usage{state.UserTime() + state.SystemTime(), peakMemory(state)}); err != nil {
		fmt.Fprintln(os.Stderr, "bench: note what the provider took:", err)
		return 1
	}
	return max(state.ExitCode(), 0)
}

// watch ends the provider if the CLI has died without a word to it.
func watch(provider *os.Process, parent int) {
	for os.Getppid() == parent {
		time.Sleep(time.Second)
	}
	_ = provider.Kill()
}

func note(path string, u usage) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(file, int64(u.cpu), u.peak)
	return errors.Join(err, file.Close())
}

// takeUsage adds up the lines of the file and removes it.
func takeUsage(path string) (all usage, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return all, fmt.Errorf("the CLI did not start the provider that is measured: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		var one usage
		if _, err := fmt.Sscan(line, (*int64)(&one.cpu), &one.peak); err != nil {
			return all, fmt.Errorf("read %q: %w", line, err)
		}
		all = usage{all.cpu + one.cpu, max(all.peak, one.peak)}
	}
	return all, os.Remove(path)
}
