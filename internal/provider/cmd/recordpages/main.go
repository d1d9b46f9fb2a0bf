// Command recordpages writes what follows from the table of record kinds.
//
//	recordpages examples   writes the examples of the record resources
//	recordpages guides     fills the tables in the guides of docs
//
// It runs in the project's directory.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/records"
)

func main() {
	err := fmt.Errorf("usage: recordpages examples|guides")
	if len(os.Args) == 2 {
		switch os.Args[1] {
		case "examples":
			err = examples()
		case "guides":
			err = guides()
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "recordpages:", err)
		os.Exit(1)
	}
}

func examples() error {
	for name, text := range records.ExampleFiles() {
		path := filepath.Join("examples", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			return fmt.Errorf("write the examples: %w", err)
		}
		if err := write(path, text); err != nil {
			return err
		}
	}
	return nil
}

func guides() error {
	pages, err := filepath.Glob("docs/guides/*.md")
	if err != nil {
		return fmt.Errorf("list the guides: %w", err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			return fmt.Errorf("fill a guide: %w", err)
		}
		if err := write(page, records.Filled(string(text))); err != nil {
			return err
		}
	}
	return nil
}

func write(path, text string) error {
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil { //nolint:gosec // Files of the repository.
		return fmt.Errorf("write a page: %w", err)
	}
	return nil
}
