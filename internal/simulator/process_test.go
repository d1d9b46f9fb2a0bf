package simulator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// writerFile makes this test program a process that writes to a state file.
const writerFile = "SIMULATOR_TEST_WRITER_FILE"

// TestWriterProcess is no test but the other process of the tests below.
func TestWriterProcess(t *testing.T) {
	t.Parallel()
	file := os.Getenv(writerFile)
	if file == "" {
		t.Skip("only for processes that the tests start")
	}
	s, _ := newServer(t, simulator.Options{StateFile: file})
	for i := range 100 {
		addLine(t, s, fmt.Sprintf("txt @ %d-%d", os.Getpid(), i))
	}
}

func addLine(t *testing.T, s *simulator.Server, line string) {
	t.Helper()
	if _, err := s.Edit(domain, func(records string) string { return records + "\n" + line }); err != nil {
		t.Error(err)
	}
}

func writer(t *testing.T, file string) *exec.Cmd {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWriterProcess$")
	command.Env = append(os.Environ(), writerFile+"="+file)
	return command
}

func TestNoWriteOfSeveralProcessesIsLost(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "zones.json")
	s, _ := newServer(t, simulator.Options{StateFile: file})
	var wait sync.WaitGroup
	for range 2 {
		command := writer(t, file)
		wait.Go(func() {
			if output, err := command.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, output)
			}
		})
	}
	for i := range 4 {
		wait.Go(func() {
			for n := range 25 {
				addLine(t, s, fmt.Sprintf("txt @ own%d-%d", i, n))
			}
		})
	}
	wait.Wait()
	if got := strings.Count(held(t, s), "\ntxt @ ") - 1; got != 300 {
		t.Errorf("%d lines, want 300", got)
	}
}

func TestKilledProcessLeavesAStateThatCanBeUsed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "zones.json")
	s, _ := newServer(t, simulator.Options{StateFile: file})
	for i := range 5 {
		command := writer(t, file)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		// Long enough to be in the middle of the writes, most times.
		time.Sleep(time.Duration(30+i*7) * time.Millisecond)
		if err := command.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = command.Wait()
		addLine(t, s, fmt.Sprintf("txt @ after-%d", i))
	}
	if got := strings.Count(held(t, s), "after-"); got != 5 {
		t.Errorf("%d lines, want 5", got)
	}
}
