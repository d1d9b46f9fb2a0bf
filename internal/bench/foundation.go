package main

import (
	"debug/buildinfo"
	"fmt"
	"runtime/debug"
)

// foundation is what both providers stand on. Where it differs, a ratio tells of
// that difference and not of the provider.
func foundation() []string {
	return []string{
		"github.com/hashicorp/terraform-plugin-framework",
		"github.com/hashicorp/terraform-plugin-go",
		"github.com/hashicorp/terraform-plugin-log",
		"github.com/hashicorp/go-plugin",
		"google.golang.org/grpc",
		"google.golang.org/protobuf",
	}
}

// sameFoundation refuses binaries that are built of different versions of it.
func sameFoundation(provider, noop string) error {
	ours, err := buildinfo.ReadFile(provider)
	if err != nil {
		return fmt.Errorf("look into the provider, which `make bench` builds: %w", err)
	}
	theirs, err := buildinfo.ReadFile(noop)
	if err != nil {
		return fmt.Errorf("look into the no-op provider, which `make bench` builds: %w", err)
	}
	if ours.GoVersion != theirs.GoVersion {
		return fmt.Errorf("the provider is built with %s, the no-op provider with %s", ours.GoVersion, theirs.GoVersion)
	}
	return sameVersions(ours.Deps, theirs.Deps)
}

func sameVersions(ours, theirs []*debug.Module) error {
	has, wants := versions(theirs), versions(ours)
	for _, path := range foundation() {
		if has[path] != wants[path] {
			return fmt.Errorf("the provider is built with %s %s, the no-op provider with %q: make them alike in go.mod and tools/go.mod", path, wants[path], has[path])
		}
	}
	return nil
}

func versions(modules []*debug.Module) map[string]string {
	all := map[string]string{}
	for _, m := range modules {
		all[m.Path] = m.Version
	}
	return all
}
