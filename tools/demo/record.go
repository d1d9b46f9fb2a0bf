package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"
)

// recording is a mistake that terraform reports, and its correction.
type recording struct {
	language string
	title    string
	wrong    string // The resource with the mistake.
	mistake  string // The line of it that is wrong.
	fixed    string // What that line has to be.
}

// recordings returns one recording for each language, with the names that its
// documentation uses.
func recordings() []recording {
	return []recording{
		newRecording("en", "terraform plan reports a missing trailing dot", "example.com", "mx1.example.net"),
		newRecording("ja", "末尾のピリオドの付け忘れを terraform plan が見つける様子", "hogehoge.com", "s1.xrea.com"),
	}
}

func newRecording(language, title, domain, server string) recording {
	line := func(target string) string { return fmt.Sprintf("  target = %q", target) }
	return recording{
		language: language, title: title,
		wrong:   fmt.Sprintf("resource \"valuedomain_mx_record\" \"mail\" {\n  domain = %q\n%s\n}", domain, line(server)),
		mistake: line(server),
		fixed:   line(server + "."),
	}
}

// requirement names the provider, which the recording does not show.
const requirement = "terraform {\n  required_providers {\n    valuedomain = { source = \"" + providerAddress + "\" }\n  }\n}\n"

// record runs terraform for each recording and writes what it shows into
// directory, as missing-dot.svg and missing-dot-ja.svg. Only words that are the same in
// every supported version of terraform and tofu are shown, so that the files
// change with the provider only.
func record(ctx context.Context, cli, provider, directory string) error {
	for _, r := range recordings() {
		lines, err := r.run(ctx, cli, provider)
		if err != nil {
			return fmt.Errorf("record in %s: %w", r.language, err)
		}
		name := "missing-dot.svg"
		if r.language != "en" {
			name = "missing-dot-" + r.language + ".svg"
		}
		if err := os.WriteFile(filepath.Join(directory, name), []byte(drawing(r.title, lines)), 0o644); err != nil { //nolint:gosec // A picture of the documentation.
			return fmt.Errorf("write the recording: %w", err)
		}
	}
	return nil
}

// run plans with the mistake and with the correction and returns what a
// terminal shows of both.
func (r recording) run(ctx context.Context, cli, provider string) ([]shown, error) {
	files := fstest.MapFS{"terraform.tf": {Data: []byte(requirement)}, "mail.tf": {Data: []byte(r.wrong + "\n"), Mode: 0o600}}
	w, err := newWorkspace(files, provider)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(filepath.Dir(w.folder)) }()
	w.language = r.language
	t := terraform{binary: cli, workspace: w}

	failed, err := planned(ctx, t, 1)
	if err != nil {
		return nil, err
	}
	fixed := strings.Replace(r.wrong, r.mistake, r.fixed, 1)
	if err := os.WriteFile(filepath.Join(w.folder, "mail.tf"), []byte(fixed+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("correct the mistake: %w", err)
	}
	plan, err := planned(ctx, t, 0)
	if err != nil {
		return nil, err
	}
	_, report, _ := strings.Cut(failed, "Error: ")
	return r.terminal(report, plan), nil
}

// planned returns what a plan says, and an error if it ends otherwise than with
// the exit code.
func planned(ctx context.Context, t terraform, want int) (string, error) {
	output, exitCode, err := t.command(ctx, "plan")
	if err == nil && exitCode != want {
		err = fmt.Errorf("run plan: exit code %d, want %d:\n%s", exitCode, want, output)
	}
	return output, err
}

// terminal returns the lines of the recording, in their order.
func (r recording) terminal(report, plan string) []shown {
	lines := []shown{{prompt, "cat mail.tf"}}
	for line := range strings.SplitSeq(r.wrong, "\n") {
		lines = append(lines, shown{plain, line})
	}
	lines = append(lines, shown{}, shown{prompt, "terraform plan"})
	for i, line := range strings.Split(strings.TrimSpace("Error: "+report), "\n") {
		color := plain
		if i == 0 {
			color = wrong
		}
		lines = append(lines, shown{color, line})
	}
	lines = append(lines, shown{}, shown{wrong, "-" + r.mistake}, shown{right, "+" + r.fixed}, shown{}, shown{prompt, "terraform plan"})
	for line := range strings.SplitSeq(plan, "\n") {
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "+ target"):
			lines = append(lines, shown{right, line})
		case strings.HasPrefix(line, "Plan:"):
			lines = append(lines, shown{plain, line})
		}
	}
	return lines
}
