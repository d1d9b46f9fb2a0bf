package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// startRuns is how often each provider is started: a start takes a fraction of
// a second and differs much from one to the next.
const (
	startRuns      = 15
	startRunsQuick = 5
)

// startUps measures how long a provider takes from the start of its process to
// its first answer. The first call is the CLI's own, for the schema.
func (b *bench) startUps(ctx context.Context) error {
	first := 1
	for _, s := range b.results.starts {
		first = max(first, s.Run+1)
	}
	runs := startRuns
	if b.settings.quick {
		runs = startRunsQuick
	}
	for turn := range runs {
		pair := []startUp{{By: byNoop}, {By: byRecords}}
		if turn%2 == 1 {
			pair[0], pair[1] = pair[1], pair[0]
		}
		for _, s := range pair {
			path := b.settings.provider
			if s.By == byNoop {
				path = b.settings.noop
			}
			took, err := startOnce(ctx, path)
			if err != nil {
				return fmt.Errorf("start %s: %w", path, err)
			}
			s.Run, s.Took = first+turn, took
			if err := b.results.add(result{Start: &s}); err != nil {
				return err
			}
		}
	}
	b.say("%d starts of each provider", runs)
	return nil
}

// startOnce starts a provider as a CLI does, and asks it for its schema. The
// CLI asks for TLS on top, which costs any provider the same.
func startOnce(ctx context.Context, path string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path)
	// The handshake of terraform-plugin-go's servers, which is public.
	cmd.Env = append(os.Environ(),
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		"PLUGIN_PROTOCOL_VERSIONS=6")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() { _ = cmd.Wait() }()
	defer func() { _ = cmd.Process.Kill() }()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return 0, fmt.Errorf("read its handshake: %w", err)
	}
	target, err := dialTarget(line)
	if err != nil {
		return 0, err
	}
	if err := askForSchema(ctx, target); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}

// dialTarget reads a handshake, such as "1|6|unix|/tmp/plugin1|grpc|".
func dialTarget(line string) (string, error) {
	parts := strings.Split(strings.TrimSpace(line), "|")
	if len(parts) < 5 || parts[1] != "6" || parts[4] != "grpc" {
		return "", fmt.Errorf("its handshake %q is not that of protocol 6 over gRPC", line)
	}
	switch parts[2] {
	case "unix":
		return "unix:" + parts[3], nil
	case "tcp":
		return "passthrough:///" + parts[3], nil
	default:
		return "", fmt.Errorf("its handshake %q names the network %q", line, parts[2])
	}
}

func askForSchema(ctx context.Context, target string) error {
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	const enough = 64 << 20
	var answer []byte
	err = conn.Invoke(ctx, "/tfplugin6.Provider/GetProviderSchema", []byte{}, &answer,
		grpc.ForceCodec(verbatim{}), grpc.MaxCallRecvMsgSize(enough), grpc.WaitForReady(true))
	if err != nil {
		return fmt.Errorf("ask for its schema: %w", err)
	}
	if len(answer) == 0 {
		return fmt.Errorf("ask for its schema: the answer is empty")
	}
	return nil
}

// verbatim passes messages on as they are: an empty one is a request for all,
// and the answer need not be understood.
type verbatim struct{}

// Marshal returns the bytes.
func (verbatim) Marshal(v any) ([]byte, error) {
	b, ok := v.([]byte)
	if !ok {
		return nil, fmt.Errorf("send a %T: only bytes are sent", v)
	}
	return b, nil
}

// Unmarshal keeps a copy of the bytes.
func (verbatim) Unmarshal(data []byte, v any) error {
	to, ok := v.(*[]byte)
	if !ok {
		return fmt.Errorf("receive a %T: only bytes are received", v)
	}
	*to = append([]byte(nil), data...)
	return nil
}

// Name is that of the encoding on the wire.
func (verbatim) Name() string { return "proto" }
