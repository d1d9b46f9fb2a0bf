package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// grace is how long requests under way may take after a signal.
const grace = 5 * time.Second

// run serves until ctx ends.
func run(ctx context.Context, args []string, getenv func(string) string, out, messages io.Writer) error {
	s, err := parse(args, getenv, messages)
	if err != nil {
		return err
	}
	server, err := simulator.New(s.options)
	if err != nil {
		return err
	}
	listener, err := s.open(func(address string) (net.Listener, error) {
		return (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	})
	if err != nil {
		return err
	}
	if err := s.describe(out, listener.Addr().String(), server.Domains()); err != nil {
		return errors.Join(err, listener.Close())
	}
	return serve(ctx, listener, server)
}

func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	// The context that ended cannot bound the shutdown.
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return fmt.Errorf("stop: %w", errors.Join(err, server.Close()))
	}
	return nil
}
