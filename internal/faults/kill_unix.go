//go:build unix

package main

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// killChildren kills the processes that a process has started: for a CLI these
// are its providers. It returns how many.
func killChildren(ctx context.Context, parent int) (n int) {
	out, err := exec.CommandContext(ctx, "pgrep", "-P", strconv.Itoa(parent)).Output()
	if err != nil {
		return 0 // It has none now.
	}
	for field := range strings.FieldsSeq(string(out)) {
		if pid, err := strconv.Atoi(field); err == nil && syscall.Kill(pid, syscall.SIGKILL) == nil {
			n++
		}
	}
	return n
}
