package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing/fstest"
)

// otherZones are the zones of the guides' domains on name servers that are not
// Value-Domain's usual ones.
const otherZones = `{"version": 1, "domains": [
  {"domainname": "example.com", "domainid": 1, "ns_type": "other", "ttl": 3600, "records": "a www 203.0.113.10", "forwards": []},
  {"domainname": "hogehoge.com", "domainid": 2, "ns_type": "other", "ttl": 3600, "records": "a www 203.0.113.10", "forwards": []}
]}`

// attempt is a mistake to be tried out.
type attempt struct {
	lesson
	language, cli, provider string
	endpoint                string // Of a server that takes another token.
}

// tryOut plans the mistake, applies the correction and returns the message of the plan.
func tryOut(ctx context.Context, a attempt) (string, error) {
	w, err := newWorkspace(fstest.MapFS{"terraform.tf": {Data: []byte(requirement)}}, a.provider)
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(filepath.Dir(w.folder)) }()
	w.language = a.language
	if a.setting == otherNameServers {
		if err := w.simulate(otherZones); err != nil {
			return "", err
		}
	}
	if a.setting == applied {
		if err := a.correct(ctx, w); err != nil {
			return "", err
		}
	}
	if a.setting == lostState {
		if err := a.loseState(ctx, w); err != nil {
			return "", err
		}
	}
	if err := w.configure(a.wrong); err != nil {
		return "", err
	}
	failed, err := planned(ctx, terraform{binary: a.cli, workspace: a.mistaken(w)}, 1)
	if err != nil {
		return "", err
	}
	said, err := messageOf(failed)
	if err != nil {
		return "", err
	}
	return said, a.correct(ctx, w)
}

// loseState applies the mistake and deletes the state.
func (a attempt) loseState(ctx context.Context, w workspace) error {
	if err := a.apply(ctx, w, a.wrong); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(w.folder, "terraform.tfstate")); err != nil {
		return fmt.Errorf("delete the state: %w", err)
	}
	return nil
}

// correct applies the correction.
func (a attempt) correct(ctx context.Context, w workspace) error { return a.apply(ctx, w, a.right) }

// apply applies a configuration, about which terraform must warn of nothing.
func (a attempt) apply(ctx context.Context, w workspace, text string) error {
	if err := w.configure(text); err != nil {
		return err
	}
	output, exitCode, err := terraform{binary: a.cli, workspace: a.corrected(w)}.command(ctx, "apply", "-auto-approve")
	if err == nil && (exitCode != 0 || strings.Contains(output, "Warning:")) {
		err = fmt.Errorf("apply the configuration: exit code %d:\n%s", exitCode, output)
	}
	return err
}

// mistaken returns the workspace as a plan of the mistake needs it. The mistakes about
// tokens need one without the simulator, which takes any token.
func (a attempt) mistaken(w workspace) workspace {
	switch a.setting {
	case wrongToken:
		w.zones = ""
		w.extra = []string{"VALUEDOMAIN_ENDPOINT=" + a.endpoint}
	case noToken:
		w.zones = ""
	case usual, applied, otherNameServers, lostState:
	}
	return w
}

// corrected returns the workspace as the correction needs it.
func (a attempt) corrected(w workspace) workspace {
	if a.setting == wrongToken {
		w = a.mistaken(w)
	}
	w.extra = append(w.extra, "TF_VAR_token="+serverToken)
	return w
}

// located matches the lines in which terraform names the resource, the file and the
// source line of a diagnostic.
var located = regexp.MustCompile(`(?m)^  (?:with|on) .*\n(?:  on .*\n)?(?:(?: +\d+:.*|  \(source code not available\))\n)*\n`)

// changing matches the number that the API gives each request.
var changing = regexp.MustCompile(` \(request [0-9a-f]+\)`)

// messageOf returns the only error in what terraform says, without its place.
func messageOf(output string) (string, error) {
	if n := strings.Count(output, "Error: "); n != 1 || strings.Contains(output, "Warning: ") {
		return "", fmt.Errorf("read the message: %d errors, want one and no warning:\n%s", n, output)
	}
	_, said, _ := strings.Cut(output, "Error: ")
	said = located.ReplaceAllString("Error: "+strings.TrimSpace(said)+"\n", "")
	return changing.ReplaceAllString(strings.TrimSpace(said), ""), nil
}
