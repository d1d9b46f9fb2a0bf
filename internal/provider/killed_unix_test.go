//go:build unix

package provider_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// startGroup begins a command in a process group of its own, which kill ends
// with all that it has started.
func (c *cli) startGroup(args ...string) (kill, wait func()) {
	c.t.Helper()
	cmd := exec.Command(cliPath(c.t), args...) //nolint:noctx // It is killed, or ends.
	cmd.Dir, cmd.Env = c.dir, append(os.Environ(), c.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.start(cmd); err != nil {
		c.t.Fatal(err)
	}
	kill = func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return kill, func() { _ = cmd.Wait() }
}

var importIDs = regexp.MustCompile(`(?m)^ +id = ("hogehoge.com/[^\n]*")$`)

// applyWithImports applies, and imports texts by the IDs of the errors once: what a
// killed run has written is in no state. names are the resources by the last part of
// their lines.
func (c *cli) applyWithImports(settings, body string, names map[string]string) {
	c.t.Helper()
	c.restoreState()
	o := c.tryApply()
	if o.code == 0 {
		return
	}
	blocks := ""
	for _, found := range importIDs.FindAllStringSubmatch(o.details(), -1) {
		for value, name := range names {
			if strings.HasSuffix(found[1], value+`"`) && !strings.Contains(blocks, name+"\n") {
				blocks += fmt.Sprintf("import {\n  to = valuedomain_txt_record.%s\n  id = %s\n}\n", name, found[1])
			}
		}
	}
	if blocks == "" {
		c.t.Fatalf("apply failed, and names nothing to import:\n%s", o.out)
	}
	c.write(settings, body+blocks)
	c.apply()
	c.write(settings, body)
}

// restoreState takes the backup of the state if the kill came while Terraform wrote the
// file, which it does in place: the guide Getting help says so.
func (c *cli) restoreState() {
	c.t.Helper()
	path := filepath.Join(c.dir, "terraform.tfstate")
	if state, err := os.ReadFile(path); err != nil || json.Valid(state) {
		return
	}
	c.t.Log("the kill came while the state was written")
	if backup, err := os.ReadFile(path + ".backup"); err == nil {
		if err := os.WriteFile(path, backup, 0o600); err != nil {
			c.t.Fatal(err)
		}
	}
}

// TestAKilledRunLosesNothing kills Terraform and the provider with SIGKILL at
// the very moment of a write, with real locks, files and sockets, while another
// run is at work on the same zone.
func TestAKilledRunLosesNothing(t *testing.T) {
	t.Parallel()
	for _, moment := range []string{"before the write", "after the write"} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			killAtWrite(t, w, newCLI(t, w), newCLI(t, w), moment)
		})
	}
}

func killAtWrite(t *testing.T, w *world, mine, theirs *cli, moment string) {
	t.Helper()
	const n = 5
	var body, other string
	var want []string
	names := map[string]string{}
	for i := range n {
		name, value := fmt.Sprintf("mine%d", i), fmt.Sprintf("mine-%d", i)
		body += record("txt", name, fmt.Sprintf("host = \"m\"\nvalue = %q", value))
		other += record("txt", fmt.Sprintf("theirs%d", i), fmt.Sprintf("host = \"t\"\nvalue = \"theirs-%d\"", i))
		names[value] = name
		want = append(want, "txt m "+value, fmt.Sprintf("txt t theirs-%d", i))
	}
	mine.write(general, body)
	theirs.write(general, other)

	var once sync.Once
	var kill, wait func()
	started := make(chan struct{})
	hit := func() {
		<-started
		once.Do(func() { kill() })
	}
	fault := simulator.Fault{Method: http.MethodPut, Path: "/dns", Times: 1, Before: hit}
	if moment == "after the write" {
		fault.Before, fault.After = nil, hit
	}
	w.Inject(fault)
	kill, wait = mine.startGroup("apply", "-input=false", "-auto-approve")
	close(started)
	wait()

	theirs.apply()
	mine.applyWithImports(general, body, names)
	w.expectLines(t, webZone, want...)
	mine.mustBeClean()
	theirs.mustBeClean()
}

// TestTwoRunsAtOnceLoseNothing lets two runs write one zone at the same time.
func TestTwoRunsAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	const n = 12
	w := newWorld(t, webZone, simulator.Options{})
	var want []string
	var runs sync.WaitGroup
	for _, who := range []string{"one", "two"} {
		c, body := newCLI(t, w), ""
		for i := range n {
			body += record("txt", fmt.Sprintf("r%d", i), fmt.Sprintf("host = %q\nvalue = \"v%d\"", who, i))
			want = append(want, fmt.Sprintf("txt %s v%d", who, i))
		}
		c.write(general, body)
		runs.Go(func() {
			if o := c.tryApply(); o.code != 0 {
				t.Errorf("apply failed:\n%s", o.out)
			}
		})
	}
	runs.Wait()
	w.expectLines(t, webZone, want...)
}
