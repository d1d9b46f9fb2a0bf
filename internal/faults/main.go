package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	lost, err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintf(os.Stderr, "faults: %v\n", err)
		os.Exit(2)
	case lost:
		os.Exit(1)
	}
}

type settings struct {
	seconds  int
	seed     uint64
	round    int
	part     string
	provider string
	cli      string
	trace    bool
	first    bool
	until    string
}

func parse(args []string) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("faults", flag.ContinueOnError)
	flags.IntVar(&s.seconds, "seconds", 120, "how long to go on; a round under way is finished")
	flags.Uint64Var(&s.seed, "seed", 0, "the seed of every choice; 0 takes one and prints it")
	flags.IntVar(&s.round, "round", 0, "run this round alone; 0 runs all")
	flags.StringVar(&s.part, "part", "", "engine for the first part alone, cli for the second; empty runs both, each for half of the time")
	flags.StringVar(&s.provider, "provider", "", "the built provider, for the second part")
	flags.StringVar(&s.cli, "cli", os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform or tofu, for the second part; else the first on PATH")
	flags.BoolVar(&s.first, "first", false, "end with the first round in which something was lost")
	flags.StringVar(&s.until, "until", "", "end with the first round in which a loss was told of in these words")
	flags.BoolVar(&s.trace, "trace", false, "print the history of a round in which something was lost")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	switch {
	case flags.NArg() > 0:
		return s, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case s.part != "" && s.part != partEngine && s.part != partCLI:
		return s, fmt.Errorf("-part %q: want engine or cli", s.part)
	case s.part != partEngine && s.provider == "":
		return s, errors.New("-provider is needed for the second part; -part engine runs the first alone")
	case s.seconds < 1:
		return s, fmt.Errorf("-seconds %d: want 1 or more", s.seconds)
	}
	for s.seed == 0 {
		s.seed = rand.Uint64N(1_000_000) //nolint:gosec // A seed to be typed again.
	}
	return s, nil
}

const (
	partEngine = "engine"
	partCLI    = "cli"
)

// run runs rounds until the time is up and tells whether anything was lost.
func run(ctx context.Context, args []string, out io.Writer) (lost bool, err error) {
	s, err := parse(args)
	if err != nil {
		return false, err
	}
	folder, err := os.MkdirTemp("", "valuedomain-faults")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(folder)
	fmt.Fprintf(out, "faults: -seed %d -seconds %d\n", s.seed, s.seconds)
	total := &figures{faults: map[string]int{}, out: out, trace: s.trace}
	parts := []string{partEngine, partCLI}
	if s.part != "" {
		parts = []string{s.part}
	}
	for _, part := range parts {
		round := engineRound
		if part == partCLI {
			if round, err = cliRounds(s, folder); err != nil {
				return false, err
			}
		}
		limit := time.Duration(s.seconds) * time.Second / time.Duration(len(parts))
		if err := s.rounds(ctx, part, limit, folder, round, total); err != nil {
			return false, err
		}
	}
	total.print()
	return len(total.lost) > 0, ctx.Err()
}

// rounds runs rounds of one part until the time is up, one at least.
func (s settings) rounds(ctx context.Context, part string, limit time.Duration, folder string,
	round func(context.Context, choices, string, *figures) error, total *figures,
) error {
	began := time.Now()
	for n := max(s.round, 1); ctx.Err() == nil; n++ {
		total.replay = fmt.Sprintf("-part %s -seed %d -round %d", part, s.seed, n)
		place := filepath.Join(folder, fmt.Sprintf("%s-%d", part, n))
		if err := round(ctx, newChoices(s.seed, n), place, total); err != nil {
			return fmt.Errorf("%s: %w", total.replay, err)
		}
		total.rounds++
		if s.round != 0 || s.first && len(total.lost) > 0 || total.said(s.until) || time.Since(began) >= limit {
			return nil
		}
	}
	return nil
}
