package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// The CLI starts this program in the provider's stead, which starts the provider
// as its child: so the system accounts for that one process, and tells when it
// has ended. Both providers are started so, which costs each the same few
// milliseconds.
const (
	envReal  = "VALUEDOMAIN_BENCH_PROVIDER" // The provider to start.
	envUsage = "VALUEDOMAIN_BENCH_USAGE"    // The file that gets a line for each process.
)

// usage is what one process of a provider took.
type usage struct {
	Start time.Time     `json:"start"`
	End   time.Time     `json:"end"`
	CPU   time.Duration `json:"cpu"`  // User and system time.
	Peak  int64         `json:"peak"` // Resident bytes at most.
}

// stand stands in for the provider and returns its exit code.
func stand(real string) int {
	cmd := exec.Command(real, os.Args[1:]...) //nolint:noctx // The CLI ends it, through the signals passed on below.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	u := usage{Start: time.Now()}
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "bench: start the provider:", err)
		return 1
	}
	go passOn(cmd.Process, os.Getppid())
	err := cmd.Wait()
	u.End = time.Now()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, "bench: wait for the provider:", err)
		return 1
	}
	state := cmd.ProcessState
	u.CPU, u.Peak = state.UserTime()+state.SystemTime(), peakMemory(state)
	if err := u.append(os.Getenv(envUsage)); err != nil {
		fmt.Fprintln(os.Stderr, "bench: note what the provider took:", err)
		return 1
	}
	return max(state.ExitCode(), 0)
}

// passOn passes signals on to the provider, and ends it where the CLI has died
// without a word to it.
func passOn(provider *os.Process, parent int) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	orphaned := time.NewTicker(time.Second)
	for {
		select {
		case s := <-signals:
			_ = provider.Signal(s)
		case <-orphaned.C:
			if os.Getppid() != parent {
				_ = provider.Kill()
			}
		}
	}
}

func (u usage) append(path string) error {
	line, err := json.Marshal(u)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}

// takeUsages reads the lines of the file and empties it.
func takeUsages(path string) ([]usage, error) {
	all, err := readLines[usage](path)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return all, nil
}
