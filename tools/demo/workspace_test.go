package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestEnvironmentLeadsToNoRealAccount(t *testing.T) {
	t.Parallel()
	w := workspace{cliConfig: "/demo/cli.tfrc", zones: "/demo/zones.json", cache: "/demo/cache"}
	got := w.environment([]string{
		"HOME=/home/u", "VALUEDOMAIN_API_TOKEN=secret", "VALUEDOMAIN_ENDPOINT=https://api.example",
		"TF_CLI_ARGS=-lock=false", "TF_REATTACH_PROVIDERS={}", "TF_WORKSPACE=prod", "TF_LOG=DEBUG",
	})
	want := []string{
		"HOME=/home/u", "TF_LOG=DEBUG",
		"TF_CLI_CONFIG_FILE=/demo/cli.tfrc", "VALUEDOMAIN_SIMULATOR_FILE=/demo/zones.json", "XDG_CACHE_HOME=/demo/cache", "CHECKPOINT_DISABLE=1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNewWorkspaceCopiesTheExampleAndNamesTheProvider(t *testing.T) {
	t.Parallel()
	example, binaries := t.TempDir(), t.TempDir()
	provider := filepath.Join(binaries, "terraform-provider-valuedomain")
	for path, text := range map[string]string{filepath.Join(example, "main.tf"): "# quickstart\n", provider: ""} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	w, err := newWorkspace(os.DirFS(example), provider)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(w.folder)) })

	copied, err := os.ReadFile(filepath.Join(w.folder, "main.tf"))
	if err != nil || string(copied) != "# quickstart\n" {
		t.Errorf("main.tf is %q, error %v", copied, err)
	}
	config, err := os.ReadFile(w.cliConfig)
	want := "provider_installation {\n  dev_overrides {\n" +
		"    \"registry.terraform.io/terraform-valuedomain/valuedomain\" = \"" + filepath.ToSlash(binaries) + "\"\n" +
		"    \"registry.opentofu.org/terraform-valuedomain/valuedomain\" = \"" + filepath.ToSlash(binaries) + "\"\n" +
		"  }\n  direct {}\n}\n"
	if err != nil || string(config) != want {
		t.Errorf("the CLI configuration is\n%s\nwant\n%s\nerror %v", config, want, err)
	}
}

func TestNewWorkspaceWantsTheProvider(t *testing.T) {
	t.Parallel()
	if _, err := newWorkspace(os.DirFS(t.TempDir()), filepath.Join(t.TempDir(), "absent")); err == nil {
		t.Error("a provider that is not built was taken")
	}
}
