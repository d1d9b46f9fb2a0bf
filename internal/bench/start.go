package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
)

// startUps measures how long both providers take from the start of the process
// to the first answer, by turns. The first call is the CLI's own, for the schema.
// One start takes 10 ms, and what else the machine does as much: many are needed.
func (r *results) startUps(ctx context.Context, of settings) error {
	for turn := range 50 * of.runs {
		var took [2]time.Duration
		paths := [2]string{of.provider, of.noop}
		for i := range paths {
			which := (turn + i) % len(paths)
			var err error
			if took[which], err = startOnce(ctx, paths[which]); err != nil {
				return fmt.Errorf("start %s: %w", paths[which], err)
			}
		}
		r.starts = append(r.starts, startUp{ours: took[0], noop: took[1]})
	}
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
	network, address, err := serverOf(line)
	if err != nil {
		return 0, err
	}
	if err := askForSchema(ctx, network, address); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}

// serverOf reads a handshake, such as "1|6|unix|/tmp/plugin1|grpc|".
func serverOf(line string) (network, address string, err error) {
	parts := strings.Split(strings.TrimSpace(line), "|")
	if len(parts) < 5 || parts[1] != "6" || parts[4] != "grpc" {
		return "", "", fmt.Errorf("its handshake %q is not that of protocol 6 over gRPC", line)
	}
	return parts[2], parts[3], nil
}

// askForSchema takes the answer as an empty message with unknown fields, for
// nobody here needs to understand it.
func askForSchema(ctx context.Context, network, address string) error {
	dial := func(ctx context.Context, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	conn, err := grpc.NewClient("passthrough:///provider", grpc.WithContextDialer(dial), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	const enough = 64 << 20
	var answer emptypb.Empty
	err = conn.Invoke(ctx, "/tfplugin6.Provider/GetProviderSchema", &emptypb.Empty{}, &answer, grpc.MaxCallRecvMsgSize(enough), grpc.WaitForReady(true))
	if err == nil && proto.Size(&answer) == 0 {
		err = errors.New("the answer is empty")
	}
	if err != nil {
		return fmt.Errorf("ask for its schema: %w", err)
	}
	return nil
}
