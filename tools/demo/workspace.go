package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// providerAddress is the provider's address under either registry's host.
const providerAddress = "terraform-valuedomain/valuedomain"

// workspace is the directory that the demo works in and leaves behind.
type workspace struct {
	folder    string // A copy of the example; Terraform's working directory.
	cliConfig string // Points terraform and tofu at the built provider.
	zones     string // The simulator's state.
	cache     string // For the provider's lock files, which would otherwise be in the user's cache directory.
	language  string // Of the provider's messages; empty: by the locale.

	extra []string // Assignments that a command gets too.
}

// configure writes the configuration, instead of the one before.
func (w workspace) configure(text string) error {
	if err := os.WriteFile(filepath.Join(w.folder, "main.tf"), []byte(text), 0o600); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return nil
}

// simulate writes the simulator's state.
func (w workspace) simulate(state string) error {
	if err := os.WriteFile(w.zones, []byte(state), 0o600); err != nil {
		return fmt.Errorf("write the simulated zones: %w", err)
	}
	return nil
}

// newWorkspace makes the directory with a copy of the example's files and a CLI
// configuration that uses the built provider instead of the published one. With
// such an override terraform needs no init, thus no network.
func newWorkspace(example fs.FS, provider string) (workspace, error) {
	provider, err := filepath.Abs(provider)
	if err != nil {
		return workspace{}, fmt.Errorf("find the provider: %w", err)
	}
	if _, err := os.Stat(provider); err != nil {
		return workspace{}, fmt.Errorf("find the provider: %w", err)
	}
	top, err := os.MkdirTemp("", "valuedomain-demo-")
	if err != nil {
		return workspace{}, fmt.Errorf("make a directory for the demo: %w", err)
	}

	w := workspace{
		folder:    filepath.Join(top, "configuration"),
		cliConfig: filepath.Join(top, "cli.tfrc"),
		zones:     filepath.Join(top, "zones.json"),
		cache:     filepath.Join(top, "cache"),
	}
	if err := os.CopyFS(w.folder, example); err != nil {
		return workspace{}, fmt.Errorf("copy the example: %w", err)
	}
	if err := os.WriteFile(w.cliConfig, []byte(overrides(filepath.Dir(provider))), 0o600); err != nil {
		return workspace{}, fmt.Errorf("write the CLI configuration: %w", err)
	}
	return w, nil
}

// overrides names the provider's directory for both registries, since Terraform and
// OpenTofu complete a source without a host differently.
func overrides(folder string) string {
	var b strings.Builder
	b.WriteString("provider_installation {\n  dev_overrides {\n")
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		fmt.Fprintf(&b, "    %q = %s\n", host+"/"+providerAddress, strconv.Quote(filepath.ToSlash(folder)))
	}
	b.WriteString("  }\n  direct {}\n}\n")
	return b.String()
}

// environment is the caller's environment without anything that could lead a
// command elsewhere: the provider's own variables, a token above all, and
// Terraform's, but for its log settings.
func (w workspace) environment(caller []string) []string {
	var env []string
	for _, variable := range caller {
		switch {
		case strings.HasPrefix(variable, "VALUEDOMAIN_"):
		case strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "TF_LOG"):
		default:
			env = append(env, variable)
		}
	}
	return append(env, w.variables()...)
}

// variables are the assignments with which the directory can be used by hand.
func (w workspace) variables() []string {
	variables := []string{
		"TF_CLI_CONFIG_FILE=" + w.cliConfig,
		"XDG_CACHE_HOME=" + w.cache,
		"CHECKPOINT_DISABLE=1",
	}
	if w.zones != "" {
		variables = slices.Insert(variables, 1, "VALUEDOMAIN_SIMULATOR_FILE="+w.zones)
	}
	if w.language != "" {
		variables = append(variables, "VALUEDOMAIN_LANGUAGE="+w.language)
	}
	return append(variables, w.extra...)
}
