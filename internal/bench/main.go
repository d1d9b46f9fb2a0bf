// Command bench measures what the provider costs beyond Terraform's own work,
// and sets each figure against its goal. `make bench` builds what it needs.
//
// The real CLI runs plan, apply and destroy on configurations of some size, with
// the provider and with tools/noopprovider, which only copies plan to state. The
// runs take turns, so that a slow minute of the machine meets all of them, and
// what counts is the median of the ratios within a run. The API is the simulator,
// served on loopback over HTTP, so that the provider's own client takes part.
//
// Time never makes it fail: a goal that is missed is printed as such. It fails
// where a command fails, where a zone does not come out as configured, or where
// the two providers are not built of the same framework.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	if real := os.Getenv(envReal); real != "" {
		os.Exit(stand(real))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:])
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	s, err := readSettings(args, os.Stderr)
	if err != nil {
		return err
	}
	b, err := newBench(s, os.Stderr)
	if err != nil {
		return err
	}
	defer b.close()
	for _, piece := range b.pieces() {
		if !s.only[piece.name] {
			continue
		}
		if err := piece.measure(ctx); err != nil {
			return fmt.Errorf("measure %s: %w", piece.name, err)
		}
	}
	return report(ctx, os.Stdout, b.results, s)
}
