package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing/fstest"
)

// mistakesPage is the guide whose messages are filled in; the Japanese one ends in -ja.md.
const mistakesPage = "common-mistakes"

// screenLines is the most that a section may have from its heading to the end of the
// correction, so that both are seen without scrolling.
const screenLines = 40

// slot is the line of a section where the message belongs.
const slot = "<!-- message -->"

// lesson is a section of the guide.
type lesson struct {
	heading string
	setting setting
	wrong   string // The configuration with the mistake.
	right   string // The corrected one.
}

// setting is what a mistake needs besides its configuration; empty is a new file of the
// simulator.
type setting string

const (
	usual            setting = ""
	noToken          setting = "no-token"           // No simulator and no token.
	wrongToken       setting = "wrong-token"        // A server that takes another token.
	otherNameServers setting = "other-name-servers" // A zone whose name servers do not show its DNS service.
)

// otherZones are the zones of the guides' domains on name servers that are not
// Value-Domain's usual ones.
const otherZones = `{"version": 1, "domains": [
  {"domainname": "example.com", "domainid": 1, "ns_type": "other", "ttl": 3600, "records": "a www 203.0.113.10", "forwards": []},
  {"domainname": "hogehoge.com", "domainid": 2, "ns_type": "other", "ttl": 3600, "records": "a www 203.0.113.10", "forwards": []}
]}`

// marked matches the comment in front of a configuration with a mistake.
var marked = regexp.MustCompile(`(?m)^<!-- mistake(?:: ([a-z-]+))? -->\n`)

// block matches a configuration.
var block = regexp.MustCompile("(?ms)^```terraform\n(.*?)^```\n")

// sections cuts a page in front of each heading of the second level.
func sections(page string) []string {
	parts := strings.Split(page, "\n## ")
	for i := range parts[1:] {
		parts[i+1] = "\n## " + parts[i+1]
	}
	return parts
}

// lessonOf reads a section, and returns false for one without a mistake.
func lessonOf(section string) (lesson, bool, error) {
	heading, _, _ := strings.Cut(strings.TrimPrefix(section, "\n## "), "\n")
	mark := marked.FindStringSubmatch(section)
	if mark == nil {
		return lesson{}, false, nil
	}
	blocks := block.FindAllStringSubmatch(section, -1)
	if len(blocks) != 2 || strings.Count(section, slot) != 1 {
		return lesson{}, false, fmt.Errorf("read %q: it has %d configurations, want two, and then %q", heading, len(blocks), slot)
	}
	switch s := setting(mark[1]); s {
	case usual, noToken, wrongToken, otherNameServers:
		return lesson{heading: heading, setting: s, wrong: blocks[0][1], right: blocks[1][1]}, true, nil
	default:
		return lesson{}, false, fmt.Errorf("read %q: %q is no setting of a mistake", heading, s)
	}
}

// fillMistakes writes into both guides of the directory what terraform says of each
// mistake. Each correction is applied; one that terraform says more of than that it
// works is an error.
func fillMistakes(ctx context.Context, cli, provider, simulator, directory string) error {
	server, err := serve(ctx, simulator)
	if err != nil {
		return err
	}
	defer server.stop()
	for _, language := range []string{"en", "ja"} {
		name := filepath.Join(directory, mistakesPage+strings.TrimSuffix("-"+language, "-en")+".md")
		page, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read the guide: %w", err)
		}
		text, err := filled(string(page), func(m lesson) (string, error) {
			return tryOut(ctx, attempt{m, language, cli, provider, server.endpoint})
		})
		if err != nil {
			return fmt.Errorf("fill %s: %w", name, err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil { //nolint:gosec // A page of the documentation.
			return fmt.Errorf("write the guide: %w", err)
		}
	}
	return nil
}

// filled returns a page with the message of each mistake, without the comments that
// say what is to be run.
func filled(page string, message func(lesson) (string, error)) (string, error) {
	var b strings.Builder
	for _, section := range sections(page) {
		m, ok, err := lessonOf(section)
		if err != nil {
			return "", err
		}
		if before, _, _ := strings.Cut(section, slot); ok && strings.Count(before, "\n") > screenLines {
			return "", fmt.Errorf("%s: the correction ends more than %d lines below the heading, out of sight", m.heading, screenLines)
		}
		if ok {
			said, err := message(m)
			if err != nil {
				return "", fmt.Errorf("%s: %w", m.heading, err)
			}
			section = strings.Replace(section, slot, "```text\n"+said+"\n```", 1)
			section = marked.ReplaceAllString(section, "")
			section = strings.ReplaceAll(section, "\n\n\n", "\n\n")
		}
		b.WriteString(section)
	}
	return b.String(), nil
}

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
	t := terraform{binary: a.cli, workspace: a.with(w, a.wrong)}
	if err := t.workspace.configure(a.wrong); err != nil {
		return "", err
	}
	failed, err := planned(ctx, t, 1)
	if err != nil {
		return "", err
	}
	said, err := messageOf(failed)
	if err != nil {
		return "", err
	}
	t.workspace = a.with(w, a.right)
	if err := t.workspace.configure(a.right); err != nil {
		return "", err
	}
	output, exitCode, err := t.command(ctx, "apply", "-auto-approve")
	if err != nil || exitCode != 0 || strings.Contains(output, "Warning:") {
		return "", errors.Join(err, fmt.Errorf("apply the correction: exit code %d:\n%s", exitCode, output))
	}
	return said, nil
}

// with returns the workspace as the configuration needs it: the mistakes about tokens
// need one without the simulator.
func (a attempt) with(w workspace, configuration string) workspace {
	corrected := configuration == a.right
	if a.setting == wrongToken {
		w.zones = ""
		w.extra = append(w.extra, "VALUEDOMAIN_ENDPOINT="+a.endpoint)
	}
	if a.setting == noToken && !corrected {
		w.zones = ""
	}
	if corrected {
		w.extra = append(w.extra, "TF_VAR_token="+serverToken)
	}
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
