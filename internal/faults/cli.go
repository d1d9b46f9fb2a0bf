package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	*wishes

	dir      string
	home     string // What stands for a machine: its lock files.
	killed   func(n int)
	adopt    bool
	override bool // Of the guard against a zone that has lost most of its lines.
	imports  []importBlock
	claims   []claim
}

type importBlock struct{ to, id string }

// write makes the configuration from what is wanted. Where the zone tells its
// DNS service, a user who can leaves it out.
func (w *workspace) write(told bool) error {
	var b strings.Builder
	b.WriteString("terraform {\n  required_providers {\n    valuedomain = { source = \"terraform-valuedomain/valuedomain\" }\n  }\n}\n")
	for i, p := range w.parties {
		alias := ""
		if i > 0 {
			alias = fmt.Sprintf("  alias = %q\n", p.name)
		}
		fmt.Fprintf(&b, "provider \"valuedomain\" {\n%s  endpoint = %q\n  requests_per_minute = 1000\n  adopt_existing = %t\n", alias, p.url, w.adopt)
		if !w.silent || !told {
			fmt.Fprintf(&b, "  dns_service = %q\n", w.service)
		}
		if w.override {
			b.WriteString("  override_guards = [\"shrunk-zone\"]\n")
		}
		b.WriteString("}\n")
		w.resources(&b, i)
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

// applied is what an apply gave, and what its state held before and after.
type applied struct {
	outcome

	before, after stateLines
}

// apply applies, kills the provider after some time where that is not 0, and
// claims what the state says.
func (w *workspace) apply(ctx context.Context, told bool, kill time.Duration) (a applied, err error) {
	if err := w.write(told); err != nil {
		return a, err
	}
	if a.before, err = w.state(ctx); err != nil {
		return a, err
	}
	began := time.Now()
	cmd := w.command(ctx, "apply", "-json", "-input=false", "-auto-approve")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		return a, err
	}
	if kill > 0 {
		timer := time.AfterFunc(kill, func() { w.killed(killChildren(context.WithoutCancel(ctx), cmd.Process.Pid)) })
		defer timer.Stop()
	}
	if a.outcome, err = finished(cmd, &out, cmd.Wait()); err != nil {
		return a, err
	}
	end := time.Now()
	if a.after, err = w.state(ctx); err != nil {
		return a, err
	}
	w.held = a.after
	for _, p := range w.parties {
		for _, c := range w.says(a, p) {
			c.party, c.began, c.end = p, began, end
			w.claims = append(w.claims, c)
		}
	}
	return a, nil
}

// says returns what the state of an apply says of the lines of a party.
func (w *workspace) says(a applied, p *party) []claim {
	var all []claim
	wants := w.addresses()
	for line, address := range a.after {
		// A run that failed says nothing of what it has not written. The text of
		// a whole zone in a state may be what a refresh has read.
		if strings.Contains(line, p.mark()) && !isMail(line) && (a.code == 0 || a.before[line] == "" && !w.whole) {
			all = append(all, claim{line: line, stands: true, kept: a.before[line] != "" && a.before[line] != address})
		}
	}
	for line, address := range a.before {
		switch {
		case !strings.Contains(line, p.mark()) || isMail(line):
		case a.code != 0 && wants[line] != address:
			// It was to go, or to get another name, and may have.
			all = append(all, claim{line: line, answer: unclear})
		case a.code == 0 && a.after[line] == "":
			all = append(all, claim{line: line})
		}
	}
	slices.SortFunc(all, func(a, b claim) int { return strings.Compare(a.line, b.line) })
	return all
}

// stateLines are the lines that a state holds, each with the address of its
// resource. A mail forward is a line too: see isMail.
type stateLines map[string]string

// addresses returns what the state is to hold.
func (w *wishes) addresses() stateLines {
	all := stateLines{}
	for _, r := range w.records {
		all[r.line(w.service)] = fmt.Sprintf("valuedomain_%s.%s[%q]", resourceNames()[r.kind][0], r.party, r.key)
		if w.whole {
			all[r.line(w.service)] = wholeAddress
		}
	}
	return all
}

func (w *workspace) state(ctx context.Context) (stateLines, error) {
	cmd := w.command(ctx, "state", "pull")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("pull the state: %w\n%s%s", err, out.String(), said.String())
	}
	return readState(out.Bytes())
}

// readState reads a state; an empty text is that of a workspace without one.
func readState(text []byte) (stateLines, error) {
	lines := stateLines{}
	if len(bytes.TrimSpace(text)) == 0 {
		return lines, nil
	}
	var state struct {
		Resources []struct {
			Type, Name string
			Instances  []struct {
				Key        string `json:"index_key"`
				Attributes struct {
					Line        string `json:"line"`
					Content     string `json:"content"`
					LocalPart   string `json:"local_part"`
					Destination string `json:"destination"`
				} `json:"attributes"`
			} `json:"instances"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, fmt.Errorf("read the state: %w:\n%s", err, text)
	}
	for _, r := range state.Resources {
		for _, i := range r.Instances {
			address := fmt.Sprintf("%s.%s[%q]", r.Type, r.Name, i.Key)
			if i.Key == "" {
				address = r.Type + "." + r.Name
			}
			line := i.Attributes.Line
			if i.Attributes.LocalPart != "" {
				line = mailLine(i.Attributes.LocalPart, i.Attributes.Destination)
			}
			lines[line] = address
			for _, line := range (&party{}).others(i.Attributes.Content) {
				lines[line] = address
			}
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

// concerned returns the resource whose line an error names, which it may do at
// another one of the plan; else the one where it stands.
func (w *workspace) concerned(d diagnostic) string {
	wants := w.addresses()
	for line := range strings.Lines(d.Detail) {
		if address, ok := wants[strings.TrimSpace(line)]; ok {
			return address
		}
	}
	return d.Address
}

// paste takes over the import blocks that the errors hold, and tells whether
// every error held one that is new.
func (w *workspace) paste(o outcome) bool {
	all := o.errors()
	for _, d := range all {
		_, rest, ok := strings.Cut(d.Detail, "    id = \"")
		id, _, end := strings.Cut(rest, "\"\n")
		block := importBlock{w.concerned(d), id}
		if !ok || !end || block.to == "" || slices.Contains(w.imports, block) {
			return false
		}
		// A resource can have only one: where its record has changed since, the newer.
		w.imports = slices.DeleteFunc(w.imports, func(b importBlock) bool { return b.to == block.to })
		w.imports = append(w.imports, block)
	}
	return len(all) > 0
}
