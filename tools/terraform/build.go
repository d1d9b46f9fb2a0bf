package main

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
)

// builtBinary is where `make tofu` puts OpenTofu.
func builtBinary(project string) string {
	name := "tofu"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(project, ".tools", name)
}

// built gives OpenTofu as `make tofu` builds it from the project's pinned
// module, which takes some minutes the first time.
func built(project string, notes io.Writer) source {
	return func(ctx context.Context) (string, error) {
		fmt.Fprintln(notes, "terraform: building OpenTofu from tools/opentofu, which takes some minutes")
		cmd := exec.CommandContext(ctx, "make", "--no-print-directory", "-C", project, "tofu") //nolint:gosec // The project is this one.
		cmd.Stdout, cmd.Stderr = notes, notes
		if err := cmd.Run(); err != nil {
			return "", fmt.Errorf("build OpenTofu: %w", err)
		}
		return builtBinary(project), nil
	}
}
