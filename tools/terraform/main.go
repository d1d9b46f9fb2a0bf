// Command terraform prints the path of a Terraform or OpenTofu binary that the
// provider's tests and the demo can drive, and sees to it that there is one.
//
// It looks in this order and takes the first that answers `version` and is new
// enough:
//
//  1. the path in TERRAFORM_CLI, which is taken or refused, never passed over;
//  2. terraform, then tofu, on PATH;
//  3. what an earlier run has fetched or built;
//  4. the pinned Terraform, fetched by hc-install, which checks the signature,
//     into the user's cache directory;
//  5. OpenTofu, built from the module in tools/opentofu into .tools/, for places
//     that reach a Go module proxy but not HashiCorp's release server.
//
// Standard output is only the path, or, with -env, the shell assignments
// that plugin-testing wants for that binary. All talk goes to standard error.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/hashicorp/hc-install/product"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "terraform:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("terraform", flag.ContinueOnError)
	flags.SetOutput(stderr)
	env := flags.Bool("env", false, "print shell assignments for plugin-testing instead of the path")
	project := flags.String("project", ".", "the provider's project `directory`, which has tools/opentofu")
	if err := flags.Parse(args); err != nil {
		return err
	}

	folder, err := fetchedFolder()
	if err != nil {
		return err
	}
	s := search{
		override: os.Getenv("TERRAFORM_CLI"),
		probe:    probe,
		notes:    stderr,
		sources: []source{
			onPath("terraform"),
			onPath("tofu"),
			stored(filepath.Join(folder, product.Terraform.BinaryName())),
			stored(builtBinary(*project)),
			fetched(folder, stderr),
			built(*project, stderr),
		},
	}
	found, err := s.find(ctx)
	if err != nil {
		return err
	}
	if *env {
		_, err = io.WriteString(stdout, found.testEnvironment())
		return err
	}
	_, err = fmt.Fprintln(stdout, found.path)
	return err
}
