package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// machine describes where the figures come from.
func machine(ctx context.Context, cli string) string {
	name := "unknown processor"
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		name = processor(string(info), name)
	}
	version := "unknown CLI"
	cmd := exec.CommandContext(ctx, cli, "version")
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+os.DevNull, "CHECKPOINT_DISABLE=1")
	if out, err := cmd.Output(); err == nil {
		version, _, _ = strings.Cut(string(out), "\n")
	}
	return fmt.Sprintf("%s, %d cores, %s/%s, %s, %s", name, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), version)
}

// processor reads the model from /proc/cpuinfo.
func processor(info, otherwise string) string {
	for line := range strings.Lines(info) {
		key, value, ok := strings.Cut(line, ":")
		if ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return otherwise
}
