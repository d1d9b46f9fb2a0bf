package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The pieces of a full run; each can be done alone.
const (
	pieceSeries   = "series"
	pieceWide     = "wide"
	pieceDoubling = "doubling"
	pieceLimit    = "limit"
	pieceStart    = "start"
	pieceCode     = "code"
)

func pieceNames() []string {
	return []string{pieceSeries, pieceWide, pieceDoubling, pieceLimit, pieceStart, pieceCode}
}

// settings say what is measured.
type settings struct {
	cli, provider, noop string // Paths of the binaries.

	quick     bool
	sizes     []int
	runs      int
	latencies []time.Duration
	phases    []string
	only      map[string]bool
	markdown  bool
	budget    time.Duration // 0: none.
	results   string        // The file that collects results; empty: none.
}

// quickBudget leaves room for the report within the promised minute.
const quickBudget = 50 * time.Second

func readSettings(args []string, stderr io.Writer) (settings, error) {
	var s settings
	var sizes, latencies, phases, only string
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.cli, "cli", "terraform", "`path` of terraform or tofu")
	flags.StringVar(&s.provider, "provider", "bin/terraform-provider-valuedomain", "`path` of the built provider")
	flags.StringVar(&s.noop, "noop", "bin/noop/terraform-provider-valuedomain", "`path` of the built no-op provider")
	flags.BoolVar(&s.quick, "quick", false, "the short form: N = 10 and 100, three runs, within a minute")
	flags.StringVar(&sizes, "n", "10,100,1000", "`numbers` of records")
	flags.IntVar(&s.runs, "runs", 5, "how often each series is run")
	flags.StringVar(&latencies, "latency", "0,50ms", "`latencies` of the API")
	flags.StringVar(&phases, "phases", strings.Join(phaseNames(), ","), "`phases` to measure; the first apply is always run")
	flags.StringVar(&only, "only", strings.Join(pieceNames(), ","), "`pieces` to measure; an empty list reports what -results holds")
	flags.DurationVar(&s.budget, "budget", 0, "begin no further run after this time; 0 for no limit")
	flags.BoolVar(&s.markdown, "markdown", false, "print the tables alone, as the guide shows them")
	flags.StringVar(&s.results, "results", "", "`file` that collects results over several calls; the report is over all of them")
	if err := flags.Parse(args); err != nil {
		return settings{}, err
	}
	if flags.NArg() > 0 {
		return settings{}, fmt.Errorf("read the command line: %q is no flag", flags.Arg(0))
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if s.quick {
		s.shorten(given, &sizes, &only)
		if given["latency"] || given["phases"] {
			return settings{}, errors.New("read the command line: -quick has latencies and phases of its own; leave -latency and -phases out, or -quick")
		}
	}
	var errs [4]error
	s.sizes, errs[0] = numbers(sizes)
	s.latencies, errs[1] = durations(latencies)
	s.phases, errs[2] = words(phases, phaseNames())
	var pieces []string
	pieces, errs[3] = words(only, pieceNames())
	s.only = map[string]bool{}
	for _, p := range pieces {
		s.only[p] = true
	}
	if s.runs < 1 {
		errs[0] = errors.Join(errs[0], fmt.Errorf("-runs is %d, it has to be at least 1", s.runs))
	}
	if err := errors.Join(errs[:]...); err != nil {
		return settings{}, fmt.Errorf("read the command line: %w", err)
	}
	return s, nil
}

// shorten makes the short form, where nothing else was asked for.
func (s *settings) shorten(given map[string]bool, sizes, only *string) {
	if !given["n"] {
		*sizes = "10,100"
	}
	if !given["runs"] {
		s.runs = 3
	}
	if !given["budget"] {
		s.budget = quickBudget
	}
	if !given["only"] {
		*only = strings.Join([]string{pieceSeries, pieceWide, pieceStart, pieceCode}, ",")
	}
}

func numbers(list string) ([]int, error) {
	var all []int
	for word := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 || n > maxLines {
			return nil, fmt.Errorf("%q is no number of records from 1 to %d", word, maxLines)
		}
		all = append(all, n)
	}
	return all, nil
}

func durations(list string) ([]time.Duration, error) {
	var all []time.Duration
	for word := range strings.SplitSeq(list, ",") {
		d, err := time.ParseDuration(strings.TrimSpace(word))
		if err != nil || d < 0 {
			return nil, fmt.Errorf("%q is no latency such as 0 or 50ms", word)
		}
		all = append(all, d)
	}
	return all, nil
}

// words reads a list of known words; an empty list is one.
func words(list string, known []string) ([]string, error) {
	var all []string
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	for word := range strings.SplitSeq(list, ",") {
		word = strings.TrimSpace(word)
		if !slices.Contains(known, word) {
			return nil, fmt.Errorf("%q is none of %s", word, strings.Join(known, ", "))
		}
		all = append(all, word)
	}
	return all, nil
}
