package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// source gives the path of a binary that may be usable, or an error that says
// why it has none. errNone says so without a word to the user.
type source func(ctx context.Context) (string, error)

// errNone is the answer of a source that has nothing, in the ordinary course.
var errNone = errors.New("none there")

// search is the order of the places in which a binary is looked for.
type search struct {
	override string // The user's own choice; empty where there is none.
	probe    func(ctx context.Context, path string) (cli, error)
	sources  []source
	notes    io.Writer // Takes a line for each source that was passed over.
}

// find returns the first usable binary. A bad override is an error: somebody who
// names a binary wants that one, not a silent substitute.
func (s search) find(ctx context.Context) (cli, error) {
	if s.override != "" {
		path, err := exec.LookPath(s.override)
		if err != nil {
			return cli{}, fmt.Errorf("find TERRAFORM_CLI: %w", err)
		}
		return s.try(ctx, path)
	}
	for _, from := range s.sources {
		path, err := from(ctx)
		if err == nil {
			var found cli
			if found, err = s.try(ctx, path); err == nil {
				return found, nil
			}
		}
		if ctx.Err() != nil {
			return cli{}, fmt.Errorf("find terraform or tofu: %w", ctx.Err())
		}
		if !errors.Is(err, errNone) {
			fmt.Fprintf(s.notes, "terraform: passed over: %v\n", err)
		}
	}
	return cli{}, errors.New("find terraform or tofu: no usable binary on PATH, and none could be fetched or built; " +
		"install one of version " + oldestUsable + " or later, or name it in TERRAFORM_CLI")
}

func (s search) try(ctx context.Context, path string) (cli, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return cli{}, fmt.Errorf("find the place of %s: %w", path, err)
	}
	return s.probe(ctx, absolute)
}

// onPath looks for a program of the given name on PATH.
func onPath(name string) source {
	return func(context.Context) (string, error) {
		path, err := exec.LookPath(name)
		if err != nil {
			return "", errNone
		}
		return path, nil
	}
}

// stored gives the file of the given path where there is one.
func stored(path string) source {
	return func(context.Context) (string, error) {
		if _, err := os.Stat(path); err != nil {
			return "", errNone
		}
		return path, nil
	}
}
