// Command demo shows the provider at work on a zone that is nobody's: it applies
// an example with the real Terraform or OpenTofu on the simulated registrar,
// prints the plan, the zone's text before and after, and a second plan.
//
// It ends with an error on any deviation: a command that fails, a line of the
// first zone that is gone, a zone that did not change, a second plan that is not
// empty. It writes into one new temporary directory, which it names and keeps. It
// takes no token and no setting of Terraform's from the caller's environment, so
// it never reaches a real account.
//
// With -record it writes the recordings of README.md instead: what terraform says
// of a forgotten trailing dot, as an animated SVG in English and one in Japanese.
// With -mistakes it fills the messages into the guides to common mistakes.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "\ndemo:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cli := flags.String("cli", "", "`path` of terraform or tofu")
	provider := flags.String("provider", "", "`path` of the built provider")
	example := flags.String("example", "", "`directory` of the configuration to apply")
	recordings := flags.String("record", "", "`directory` for the recordings of a mistake, instead of the demo")
	mistakes := flags.String("mistakes", "", "`directory` of the guides to fill, instead of the demo")
	simulator := flags.String("simulator", "", "`path` of the built vdsim, for -mistakes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	modes := 0
	for _, mode := range []string{*example, *recordings, *mistakes} {
		if mode != "" {
			modes++
		}
	}
	if *cli == "" || *provider == "" || modes != 1 || (*mistakes == "") != (*simulator == "") {
		flags.Usage()
		return errors.New("read the command line: -cli, -provider and one of -example, -record and -mistakes with -simulator are needed")
	}
	switch {
	case *recordings != "":
		return record(ctx, *cli, *provider, *recordings)
	case *mistakes != "":
		return fillMistakes(ctx, *cli, *provider, *simulator, *mistakes)
	}

	w, err := newWorkspace(os.DirFS(*example), *provider)
	if err != nil {
		return err
	}
	w.language = languageOf(os.Getenv)
	d := demo{terraform: terraform{binary: *cli, workspace: w}, example: *example, out: stdout, words: wordsIn(w.language)}
	return d.run(ctx)
}

// languageOf returns the language that the environment asks for, as the provider reads
// it: by its own variable, else by the locale.
func languageOf(env func(string) string) string {
	if v := strings.ToLower(env("VALUEDOMAIN_LANGUAGE")); v == "en" || v == "ja" {
		return v
	}
	if locale := cmp.Or(env("LC_ALL"), env("LC_MESSAGES"), env("LANG")); strings.HasPrefix(strings.ToLower(locale), "ja") {
		return "ja"
	}
	return "en"
}
