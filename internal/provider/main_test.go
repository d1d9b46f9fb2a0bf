package provider_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMain gives the tests a home of their own and builds the provider once,
// for the tests that run it in the real CLI.
func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if slices.ContainsFunc(os.Args, func(a string) bool { return strings.HasPrefix(a, "-test.fuzzworker") }) {
		return m.Run() // Of a fuzzing process that has prepared all this.
	}
	dir, err := os.MkdirTemp("", "valuedomain-test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if err := prepare(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// The places that prepare makes, by the environment, so that helpers find them.
const (
	envBinary = "VALUEDOMAIN_TEST_BINARY"
	envRC     = "TF_CLI_CONFIG_FILE"
)

func prepare(dir string) error {
	binary := filepath.Join(dir, "bin", "terraform-provider-valuedomain")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", binary, "../..")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build the provider: %w\n%s", err, out)
	}
	rc := filepath.Join(dir, "terraformrc")
	text := fmt.Sprintf(`provider_installation {
  dev_overrides {
    "registry.terraform.io/terraform-valuedomain/valuedomain" = %[1]q
    "registry.opentofu.org/terraform-valuedomain/valuedomain" = %[1]q
  }
  direct {}
}
disable_checkpoint = true
`, filepath.Dir(binary))
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		return err
	}
	for name, value := range map[string]string{
		envBinary: binary, envRC: rc,
		"XDG_CACHE_HOME": filepath.Join(dir, "cache"),
		// What the developer has set for real use must reach no test.
		"VALUEDOMAIN_API_TOKEN": "", "VALUEDOMAIN_ENDPOINT": "", "VALUEDOMAIN_SIMULATOR_FILE": "", "VALUEDOMAIN_COORDINATION": "",
		"VALUEDOMAIN_LANGUAGE": "en", "TF_LOG": "", "TF_CLI_ARGS": "",
		"GOGC": "400", // The CLI is a thousand short processes: a sixth of their time was garbage collection.
	} {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}
