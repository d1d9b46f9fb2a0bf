package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
)

// fetchedVersion is the Terraform that is fetched where none is installed:
// pinned, so that two machines without one test against the same.
const fetchedVersion = "1.15.9"

// fetchTimeout bounds the download of about 30 MB, and the wait on a machine
// from which the release server cannot be reached.
const fetchTimeout = 3 * time.Minute

// fetchedFolder is where the pinned Terraform is kept: in the user's cache
// directory, so that all clones share it.
func fetchedFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the cache directory for terraform: %w", err)
	}
	return filepath.Join(cache, "terraform-provider-valuedomain-tools", "terraform-"+fetchedVersion), nil
}

// fetched downloads the pinned Terraform into its directory.
func fetched(folder string, notes io.Writer) source {
	return func(ctx context.Context) (string, error) { return fetch(ctx, folder, notes) }
}

// fetch downloads into a directory of its own and then renames that, so that two
// runs at once or a run cut short never leave half a binary to be found.
func fetch(ctx context.Context, final string, notes io.Writer) (string, error) {
	cache := filepath.Dir(final)
	binary := filepath.Join(final, product.Terraform.BinaryName())
	if err := os.MkdirAll(cache, 0o750); err != nil {
		return "", fmt.Errorf("make the cache directory for terraform: %w", err)
	}
	fresh, err := os.MkdirTemp(cache, "fetch-*")
	if err != nil {
		return "", fmt.Errorf("make a directory for terraform: %w", err)
	}
	defer os.RemoveAll(fresh)

	fmt.Fprintf(notes, "terraform: fetching Terraform %s into %s\n", fetchedVersion, final)
	download := releases.ExactVersion{
		Product:    product.Terraform,
		Version:    version.Must(version.NewVersion(fetchedVersion)),
		InstallDir: fresh,
		Timeout:    fetchTimeout,
	}
	if _, err := download.Install(ctx); err != nil {
		return "", fmt.Errorf("fetch Terraform %s: %w", fetchedVersion, err)
	}
	if err := os.Rename(fresh, final); err != nil {
		// Another run was quicker; its binary is the same.
		if _, missing := os.Stat(binary); missing != nil {
			return "", fmt.Errorf("store Terraform %s: %w", fetchedVersion, err)
		}
	}
	return binary, nil
}
