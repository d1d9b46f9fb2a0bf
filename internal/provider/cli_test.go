package provider_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// world is a simulated API on loopback, with a zone.
type world struct {
	*simulator.Server
	url, token string
}

const testDomain = "hogehoge.com"

// webZone is the zone of a domain with a web site and no mail.
const webZone = "a @ 203.0.113.10\na www 203.0.113.10\na * 203.0.113.10\ntxt @ google-site-verification=example\nurl blog https://hogehoge.example/blog"

// newWorld serves a zone text under testDomain, without a rate limit unless
// the options say so.
func newWorld(t testing.TB, text string, o simulator.Options) *world {
	t.Helper()
	if o.Token == "" {
		o.Token = "vd-test-token-" + rand.Text() // Processes with one token share its limit.
	}
	if o.RequestsPerMinute == 0 {
		o.RequestsPerMinute = -1
	}
	s, err := simulator.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetZone(testDomain, simulator.Zone{DomainID: 1, NSType: "valuedomain1", TTL: 3600, Records: text}); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return &world{Server: s, url: server.URL + "/v1", token: o.Token}
}

// text returns the zone's text.
func (w *world) text(t *testing.T) string {
	t.Helper()
	z, ok := w.Zone(testDomain)
	if !ok {
		t.Fatalf("the simulator has lost %s", testDomain)
	}
	return z.Records
}

// cli is a folder with a configuration, and the real CLI on it.
type cli struct {
	t   testing.TB
	dir string
	env []string
	// within runs what starts a process where the machine is; nil: here.
	within func(start func() error) error
}

// start starts a command where the machine is.
func (c *cli) start(cmd *exec.Cmd) error {
	if c.within == nil {
		return cmd.Start()
	}
	return c.within(cmd.Start)
}

// newCLI returns a CLI whose provider talks to the world.
func newCLI(t testing.TB, w *world) *cli {
	t.Helper()
	c := &cli{t: t, dir: t.TempDir()}
	if w != nil {
		c.env = []string{"VALUEDOMAIN_ENDPOINT=" + w.url, "VALUEDOMAIN_API_TOKEN=" + w.token}
	}
	return c
}

// write makes body the configuration, with a provider block of the settings.
func (c *cli) write(settings, body string) {
	c.t.Helper()
	if !strings.Contains(settings, "requests_per_minute") {
		settings += "\nrequests_per_minute = 1000"
	}
	c.file("main.tf", fmt.Sprintf(`terraform {
  required_providers {
    valuedomain = { source = "terraform-valuedomain/valuedomain" }
  }
}
provider "valuedomain" {
%s
}
%s
`, settings, body))
}

func (c *cli) file(name, text string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// outcome is what a command of the CLI gave.
type outcome struct {
	code        int
	out         string
	diagnostics []diagnostic
}

// diagnostic is one of the CLI's, as -json prints it.
type diagnostic struct {
	Severity string `json:"severity"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail"`
	Address  string `json:"address"`
	Snippet  *struct {
		Code string `json:"code"`
	} `json:"snippet"`
}

// cliPath is the CLI under test.
func cliPath(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path
	}
	for _, name := range []string{"terraform", "tofu"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("neither terraform nor tofu is on PATH; make test fetches one")
	return ""
}

// run calls the CLI.
func (c *cli) run(args ...string) outcome {
	c.t.Helper()
	return c.runContext(context.Background(), args...)
}

func (c *cli) runContext(ctx context.Context, args ...string) outcome {
	c.t.Helper()
	cmd := exec.CommandContext(ctx, cliPath(c.t), args...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := c.start(cmd)
	if err == nil {
		err = cmd.Wait()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatalf("%v: %v", args, err)
	}
	o := outcome{code: cmd.ProcessState.ExitCode(), out: out.String()}
	for line := range strings.SplitSeq(o.out, "\n") {
		var message struct {
			Diagnostic *diagnostic `json:"diagnostic"`
		}
		// The override of the provider's place is the CLI's own warning.
		if json.Unmarshal([]byte(line), &message) == nil && message.Diagnostic != nil &&
			!strings.Contains(message.Diagnostic.Summary, "development overrides") {
			o.diagnostics = append(o.diagnostics, *message.Diagnostic)
		}
	}
	return o
}

// plan plans and returns what was said; the exit code is 0 for no change, 1 for
// an error, 2 for changes.
func (c *cli) plan(args ...string) outcome {
	c.t.Helper()
	return c.run(append([]string{"plan", "-json", "-input=false", "-detailed-exitcode"}, args...)...)
}

// apply applies and must succeed.
func (c *cli) apply(args ...string) outcome {
	c.t.Helper()
	o := c.tryApply(args...)
	if o.code != 0 {
		c.t.Fatalf("apply failed:\n%s", o.out)
	}
	return o
}

func (c *cli) tryApply(args ...string) outcome {
	c.t.Helper()
	return c.run(append([]string{"apply", "-json", "-input=false", "-auto-approve"}, args...)...)
}

// destroy destroys and must succeed.
func (c *cli) destroy(args ...string) outcome {
	c.t.Helper()
	o := c.run(append([]string{"destroy", "-json", "-input=false", "-auto-approve"}, args...)...)
	if o.code != 0 {
		c.t.Fatalf("destroy failed:\n%s", o.out)
	}
	return o
}

// mustBeClean fails unless the plan is empty and silent.
func (c *cli) mustBeClean() {
	c.t.Helper()
	if o := c.plan(); o.code != 0 || len(o.diagnostics) > 0 {
		c.t.Errorf("the plan is not empty and silent (code %d):\n%s", o.code, o.out)
	}
}
