package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
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
	var handler http.Handler = server
	if !s.allowRemote {
		handler = local(server)
	}
	return serve(ctx, listener, handler)
}

// local refuses requests that name another host. A page in this machine's
// browser could have its own name lead here, and read the journal that way,
// which asks for no token.
func local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = strings.Trim(r.Host, "[]") // Without a port.
		}
		if ip := net.ParseIP(host); !strings.EqualFold(host, "localhost") && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this simulator answers to localhost and loopback addresses only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
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
