package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
)

// planHasChanges is the exit code of `plan -detailed-exitcode` for a plan that
// worked and is not empty.
const planHasChanges = 2

// terraform runs the binary's commands in the workspace.
type terraform struct {
	binary    string
	workspace workspace
}

// command runs one subcommand and returns what it said, and its exit code where
// it ran. A command that could not be run is the error; an exit code is none.
func (t terraform) command(ctx context.Context, subcommand string, args ...string) (output string, exitCode int, err error) {
	args = append([]string{"-chdir=" + t.workspace.folder, subcommand, "-no-color", "-input=false"}, args...)
	cmd := exec.CommandContext(ctx, t.binary, args...) //nolint:gosec // The CLI that the developer has named.
	cmd.Env = t.workspace.environment(os.Environ())
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said

	err = cmd.Run()
	output = withoutOverrideWarning(said.String())
	var exit *exec.ExitError
	switch {
	case err == nil:
		return output, 0, nil
	case errors.As(err, &exit) && exit.Exited():
		return output, exit.ExitCode(), nil
	default:
		return output, -1, fmt.Errorf("run %s: %w", subcommand, err)
	}
}

// withoutOverrideWarning removes the paragraphs in which each command says
// that a development override is in force: here it always is, and they hide the
// plan. Every other warning stays, and so do these where a version words them
// otherwise.
func withoutOverrideWarning(output string) string {
	warning := regexp.MustCompile(`(?s)\n?Warning: Provider development overrides are in effect\n.*?published\s+releases\.\n`)
	return warning.ReplaceAllString(output, "")
}
