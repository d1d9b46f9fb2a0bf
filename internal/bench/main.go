// Command bench compares the built provider with one that does nothing, in the
// real CLI. `make bench` builds what it needs. README.md says what is measured,
// and how to read it.
//
// Time never makes it fail. It fails if a command fails, or if a zone does not
// come out as configured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
)

// settings say what is measured, and with which binaries.
type settings struct {
	cli, provider, noop string // Paths.

	runs  int
	quick bool
}

func main() {
	if real := os.Getenv(envReal); real != "" {
		os.Exit(serveAs(real))
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
	var r results
	if err := r.compare(ctx, s, os.Stderr); err != nil {
		return err
	}
	if err := r.startUps(ctx, s); err != nil {
		return err
	}
	fmt.Printf("%s\n", r.table())
	for _, g := range goals() {
		if figure, ok := g.figure(&r); ok {
			fmt.Println(g.line(figure))
		}
	}
	return nil
}

func readSettings(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.cli, "cli", "terraform", "`path` of terraform or tofu")
	flags.StringVar(&s.provider, "provider", "bin/terraform-provider-valuedomain", "`path` of the built provider")
	flags.StringVar(&s.noop, "noop", "bin/noop/terraform-provider-valuedomain", "`path` of the built no-op provider")
	flags.IntVar(&s.runs, "runs", 5, "how often each comparison is run")
	flags.BoolVar(&s.quick, "quick", false, "the short form: one run, of up to 100 records")
	if err := flags.Parse(args); err != nil {
		return settings{}, err
	}
	if flags.NArg() > 0 || s.runs < 1 {
		return settings{}, fmt.Errorf("read the command line: -runs is %d and has to be at least 1, and %q are no flags", s.runs, flags.Args())
	}
	if s.quick {
		s.runs = 1
	}
	var errs [2]error
	s.provider, errs[0] = filepath.Abs(s.provider)
	s.noop, errs[1] = filepath.Abs(s.noop)
	return s, errors.Join(errs[:]...)
}
