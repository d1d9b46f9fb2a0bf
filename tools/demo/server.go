package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// serverToken is the only token that the server takes.
const serverToken = "token-of-the-demo"

// server is a simulated API on a port of this machine, which looks at the token: the
// simulator in the provider takes any.
type server struct {
	endpoint string
	stop     func()
}

// serve starts the command vdsim with new zones, and waits until it listens.
func serve(ctx context.Context, binary string) (server, error) {
	directory, err := os.MkdirTemp("", "valuedomain-demo-")
	if err != nil {
		return server{}, fmt.Errorf("make a directory for the server: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	cmd := exec.CommandContext(ctx, binary, "-listen", "127.0.0.1:0", "-token", serverToken, "-state", filepath.Join(directory, "zones.json")) //nolint:gosec // The simulator that was built for this.
	stop := func() {
		cancel()
		_ = cmd.Wait()
		_ = os.RemoveAll(directory)
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		cancel()
		return server{}, fmt.Errorf("start the server: %w", err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if endpoint, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "endpoint "); ok {
			return server{endpoint: strings.TrimSpace(endpoint), stop: stop}, nil
		}
	}
	stop()
	return server{}, fmt.Errorf("start the server: it named no endpoint")
}
