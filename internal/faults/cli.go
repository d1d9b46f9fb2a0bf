package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// cli runs the real terraform or tofu with the built provider.
type cli struct {
	path     string
	provider string
	rc       string // The configuration file of the CLI.
}

func newCLI(s settings, folder string) (*cli, error) {
	c := &cli{path: s.cli, rc: filepath.Join(folder, "cli.tfrc")}
	var err error
	for _, name := range []string{"terraform", "tofu"} {
		if c.path == "" {
			c.path, _ = exec.LookPath(name)
		}
	}
	if c.path == "" {
		return nil, errors.New("neither terraform nor tofu is on PATH; -cli names one")
	}
	if c.provider, err = filepath.Abs(s.provider); err != nil {
		return nil, err
	}
	if _, err := os.Stat(c.provider); err != nil {
		return nil, err
	}
	const address = "terraform-valuedomain/valuedomain"
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n    %q = %q\n  }\n  direct {}\n}\ndisable_checkpoint = true\n",
		"registry.terraform.io/"+address, filepath.Dir(c.provider), "registry.opentofu.org/"+address, filepath.Dir(c.provider))
	return c, os.WriteFile(c.rc, []byte(text), 0o600)
}

// workspace is a folder with a configuration and a state, and the parties that
// its provider blocks are: one, or two for two aliases.
type workspace struct {
	*cli

	dir      string
	home     string // What stands for a machine: its lock files.
	parties  []*party
	wants    map[string]bool // Lines that are to stand.
	adopt    bool
	override bool // Of the guard against a zone that has lost most of its lines.
	imports  []importBlock
	claims   []claim
	n        int
}

type importBlock struct{ to, id string }

// change chooses other lines: some go, some come.
func (w *workspace) change(c choices) {
	for _, line := range slices.Sorted(maps.Keys(w.wants)) {
		if c.often(3) {
			delete(w.wants, line)
		}
	}
	for range 1 + c.IntN(25) {
		w.n++
		host := fmt.Sprintf("%s-%d", w.parties[c.IntN(len(w.parties))].name, w.n)
		line := []string{"a " + host + " 192.0.2.9", "mx " + host + " s3.example.net. 10", "txt " + host + " v=spf1 include:example.net ~all"}[c.IntN(3)]
		w.wants[line] = true
	}
}

// write makes the configuration from what is wanted.
func (w *workspace) write() error {
	var b strings.Builder
	b.WriteString("terraform {\n  required_providers {\n    valuedomain = { source = \"terraform-valuedomain/valuedomain\" }\n  }\n}\n")
	attributes := map[string]string{"a": "address", "mx": "target", "txt": "value"}
	for i, p := range w.parties {
		alias := ""
		if i > 0 {
			alias = fmt.Sprintf("  alias = %q\n", p.name)
		}
		fmt.Fprintf(&b, "provider \"valuedomain\" {\n%s  endpoint = %q\n  dns_service = \"general\"\n  requests_per_minute = 1000\n  adopt_existing = %t\n", alias, p.url, w.adopt)
		if w.override {
			b.WriteString("  override_guards = [\"shrunk-zone\"]\n")
		}
		b.WriteString("}\n")
		for _, kind := range slices.Sorted(maps.Keys(attributes)) {
			fmt.Fprintf(&b, "resource \"valuedomain_%s_record\" %q {\n", kind, p.name)
			if i > 0 {
				fmt.Fprintf(&b, "  provider = valuedomain.%s\n", p.name)
			}
			fmt.Fprintf(&b, "  for_each = {\n")
			for _, line := range slices.Sorted(maps.Keys(w.wants)) {
				f := strings.SplitN(line, " ", 3)
				if f[0] == kind && strings.Contains(line, p.mark()) {
					fmt.Fprintf(&b, "    %q = %q\n", f[1], strings.TrimSuffix(f[2], " 10"))
				}
			}
			fmt.Fprintf(&b, "  }\n  domain = %q\n  host = each.key\n  %s = each.value\n}\n", domain, attributes[kind])
		}
	}
	for _, block := range w.imports {
		fmt.Fprintf(&b, "import {\n  to = %s\n  id = %q\n}\n", block.to, block.id)
	}
	return os.WriteFile(filepath.Join(w.dir, "main.tf"), []byte(b.String()), 0o600)
}

func (w *workspace) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, w.path, args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+w.rc, "CHECKPOINT_DISABLE=1", "XDG_CACHE_HOME="+w.home, "HOME="+w.home,
		"VALUEDOMAIN_API_TOKEN=our-own-token", "VALUEDOMAIN_ENDPOINT=", "VALUEDOMAIN_SIMULATOR_FILE=", "VALUEDOMAIN_LANGUAGE=en", "TF_LOG=")
	return cmd
}

// outcome is what a command gave. Its code is -1 where it was killed.
type outcome struct {
	code int
	out  string
}

func finished(cmd *exec.Cmd, out *bytes.Buffer, err error) (outcome, error) {
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return outcome{}, err
	}
	return outcome{cmd.ProcessState.ExitCode(), out.String()}, nil
}

func (w *workspace) run(ctx context.Context, args ...string) (outcome, error) {
	cmd := w.command(ctx, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	return finished(cmd, &out, cmd.Run())
}

// apply applies, kills the provider after some time where that is not 0, and
// claims what the state says.
func (w *workspace) apply(ctx context.Context, kill time.Duration) (outcome, error) {
	if err := w.write(); err != nil {
		return outcome{}, err
	}
	before, err := w.stateLines(ctx)
	if err != nil {
		return outcome{}, err
	}
	began := time.Now()
	cmd := w.command(ctx, "apply", "-json", "-input=false", "-auto-approve")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		return outcome{}, err
	}
	if kill > 0 {
		time.AfterFunc(kill, func() { killChildren(context.WithoutCancel(ctx), cmd.Process.Pid) })
	}
	o, err := finished(cmd, &out, cmd.Wait())
	if err != nil {
		return o, err
	}
	end := time.Now()
	after, err := w.stateLines(ctx)
	for _, p := range w.parties {
		for line := range after {
			// A run that failed says nothing of what it has not written.
			if strings.Contains(line, p.mark()) && (o.code == 0 || !before[line]) {
				w.claims = append(w.claims, claim{p, line, true, began, end, done})
			}
		}
		for line := range before {
			if strings.Contains(line, p.mark()) && !after[line] && o.code == 0 {
				w.claims = append(w.claims, claim{p, line, false, began, end, done})
			}
		}
	}
	return o, err
}

// stateLines returns the lines that the state holds.
func (w *workspace) stateLines(ctx context.Context) (map[string]bool, error) {
	o, err := w.run(ctx, "state", "pull")
	if err != nil {
		return nil, err
	}
	var state struct {
		Resources []struct {
			Instances []struct {
				Attributes struct {
					Line string `json:"line"`
				} `json:"attributes"`
			} `json:"instances"`
		} `json:"resources"`
	}
	lines := map[string]bool{}
	text := o.out[max(strings.Index(o.out, "\n{"), 0):]
	if strings.TrimSpace(text) == "" || !strings.Contains(text, "{") {
		return lines, nil
	}
	if err := json.Unmarshal([]byte(text[strings.Index(text, "{"):]), &state); err != nil {
		return nil, fmt.Errorf("read the state: %w:\n%s", err, o.out)
	}
	for _, r := range state.Resources {
		for _, i := range r.Instances {
			lines[i.Attributes.Line] = true
		}
	}
	delete(lines, "")
	return lines, nil
}

// diagnostic is one error of the CLI.
type diagnostic struct {
	Severity string `json:"severity"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail"`
	Address  string `json:"address"`
}

func (o outcome) errors() []diagnostic {
	var all []diagnostic
	for line := range strings.SplitSeq(o.out, "\n") {
		var message struct {
			Diagnostic *diagnostic `json:"diagnostic"`
		}
		if json.Unmarshal([]byte(line), &message) == nil && message.Diagnostic != nil && message.Diagnostic.Severity == "error" {
			all = append(all, *message.Diagnostic)
		}
	}
	return all
}

// paste takes over the import blocks that the errors hold, and tells whether
// every error held one.
func (w *workspace) paste(o outcome) bool {
	all := o.errors()
	for _, d := range all {
		_, rest, ok := strings.Cut(d.Detail, "    id = \"")
		id, _, end := strings.Cut(rest, "\"\n")
		if !ok || !end || d.Address == "" {
			return false
		}
		w.imports = append(w.imports, importBlock{d.Address, id})
	}
	return len(all) > 0
}
