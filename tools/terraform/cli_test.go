package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
)

func TestParseVersion(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		output   string
		version  string
		openTofu bool
		err      string
	}{
		"Terraform with its platform":   {output: "Terraform v1.11.4\non linux_amd64\n", version: "1.11.4"},
		"OpenTofu":                      {output: "OpenTofu v1.12.6\non linux_amd64\n", version: "1.12.6", openTofu: true},
		"a development build":           {output: "Terraform v1.16.0-dev\n", version: "1.16.0-dev"},
		"a line with a carriage return": {output: "Terraform v1.15.9\r\non windows_amd64\r\n", version: "1.15.9"},
		"another program":               {output: "terragrunt version 0.99\n", err: "neither Terraform nor OpenTofu"},
		"a version that is no version":  {output: "Terraform vnext\n", err: `read version "next"`},
		"silence":                       {output: "", err: "neither Terraform nor OpenTofu"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parseVersion(test.output)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("error %v, want %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got.openTofu != test.openTofu || !got.version.Equal(version.Must(version.NewVersion(test.version))) {
				t.Errorf("got %s, OpenTofu %t", got.version, got.openTofu)
			}
		})
	}
}

func TestProbe(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("a shell script stands in for the binary")
	}
	tests := map[string]struct{ script, err string }{
		"one that is new enough is taken":                           {script: "echo Terraform v1.11.0"},
		"one that is too old is refused":                            {script: "echo Terraform v1.5.7", err: "is version 1.5.7, the oldest usable is 1.11.0"},
		"one that fails is refused":                                 {script: "exit 3", err: "exit status 3"},
		"a missing configuration file of the caller's does no harm": {script: `test "$TF_CLI_CONFIG_FILE" = /dev/null && echo OpenTofu v1.12.6`},
	}
	// One after the other: a script that is being written when another test forks cannot be run.
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "cli")
			if err := os.WriteFile(path, []byte("#!/bin/sh\n"+test.script+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			found, err := probe(t.Context(), path)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("error %v, want %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if found.path != path {
				t.Errorf("path %q, want %q", found.path, path)
			}
		})
	}
}

func TestTestEnvironment(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cli  cli
		want string
	}{
		"Terraform needs its path alone":              {cli{path: "/bin/terraform"}, "export TF_ACC_TERRAFORM_PATH='/bin/terraform'\n"},
		"OpenTofu needs its registry's host":          {cli{path: "/bin/tofu", openTofu: true}, "export TF_ACC_TERRAFORM_PATH='/bin/tofu'\nexport TF_ACC_PROVIDER_HOST=registry.opentofu.org\n"},
		"a path with a blank and a quote is one word": {cli{path: "/o' k/terraform"}, `export TF_ACC_TERRAFORM_PATH='/o'\'' k/terraform'` + "\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.cli.testEnvironment(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
