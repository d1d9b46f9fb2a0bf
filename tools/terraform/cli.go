package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"github.com/hashicorp/go-version"
)

// oldestUsable is the first version of both products that knows everything the
// provider's tests use: functions, ephemeral values and write-only arguments.
const oldestUsable = "1.11.0"

// cli is a binary that has answered `version`.
type cli struct {
	path     string // Absolute.
	openTofu bool
	version  *version.Version
}

// probe asks the binary at path who it is. A file that does not run, is another
// program, or is older than oldestUsable is an error.
func probe(ctx context.Context, path string) (cli, error) {
	cmd := exec.CommandContext(ctx, path, "version")
	// A configuration file of the caller's that is missing or odd breaks OpenTofu's answer.
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+os.DevNull, "CHECKPOINT_DISABLE=1", "TF_CLI_ARGS=", "TF_CLI_ARGS_version=")
	out, err := cmd.Output()
	if err != nil {
		return cli{}, fmt.Errorf("ask %s for its version: %w", path, err)
	}
	found, err := parseVersion(string(out))
	if err != nil {
		return cli{}, fmt.Errorf("ask %s for its version: %w", path, err)
	}
	if found.version.LessThan(version.Must(version.NewVersion(oldestUsable))) {
		return cli{}, fmt.Errorf("%s is version %s, the oldest usable is %s", path, found.version, oldestUsable)
	}
	found.path = path
	return found, nil
}

// parseVersion reads the first line of `terraform version` or `tofu version`,
// which is a product name, a blank and v with the version.
func parseVersion(output string) (cli, error) {
	first, _, _ := strings.Cut(output, "\n")
	match := regexp.MustCompile(`^(Terraform|OpenTofu) v(\S+)\s*$`).FindStringSubmatch(first)
	if match == nil {
		return cli{}, fmt.Errorf("neither Terraform nor OpenTofu says %q", first)
	}
	v, err := version.NewVersion(match[2])
	if err != nil {
		return cli{}, fmt.Errorf("read version %q: %w", match[2], err)
	}
	return cli{openTofu: match[1] == "OpenTofu", version: v}, nil
}

// testEnvironment gives the assignments that point plugin-testing at the binary,
// one a line, quoted for a POSIX shell's eval. OpenTofu looks for providers
// under its own registry's host.
func (c cli) testEnvironment() string {
	lines := "export TF_ACC_TERRAFORM_PATH=" + shellQuote(c.path) + "\n"
	if c.openTofu {
		lines += "export TF_ACC_PROVIDER_HOST=registry.opentofu.org\n"
	}
	return lines
}

// shellQuote makes s one word of a POSIX shell, whatever it contains.
func shellQuote(s string) string {
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
