package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// cliConfig is the CLI's configuration in the working folder.
const cliConfig = "cli.tfrc"

// bench does the measuring.
type bench struct {
	settings settings
	results  *results
	progress io.Writer
	started  time.Time
	dir      string // All that is written lies here, and goes in the end.
}

// piece is a part of a full run.
type piece struct {
	name    string
	measure func(context.Context) error
}

func (b *bench) pieces() []piece {
	return []piece{
		{pieceStart, b.startUps},
		{pieceCode, b.code},
		{pieceSeries, b.series},
		{pieceWide, b.wide},
		{pieceDoubling, b.doubling},
		{pieceLimit, b.limit},
	}
}

func newBench(s settings, progress io.Writer) (*bench, error) {
	for _, path := range []*string{&s.provider, &s.noop} {
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return nil, err
		}
		*path = absolute
	}
	if err := sameFoundation(s.provider, s.noop); err != nil {
		return nil, err
	}
	r, err := openResults(s.results)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "valuedomain-bench-")
	if err != nil {
		return nil, err
	}
	b := &bench{settings: s, results: r, progress: progress, started: time.Now(), dir: dir}
	if err := b.prepare(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// prepare puts the shim where the CLI looks for the provider.
func (b *bench) prepare() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	shims := filepath.Join(b.dir, "shim")
	if err := os.Mkdir(shims, 0o700); err != nil {
		return err
	}
	if err := os.Symlink(self, filepath.Join(shims, filepath.Base(b.settings.provider))); err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString("provider_installation {\n  dev_overrides {\n")
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		fmt.Fprintf(&text, "    %q = %s\n", host+"/terraform-valuedomain/valuedomain", strconv.Quote(filepath.ToSlash(shims)))
	}
	text.WriteString("  }\n  direct {}\n}\n")
	return os.WriteFile(filepath.Join(b.dir, cliConfig), []byte(text.String()), 0o600)
}

func (b *bench) close() { _ = os.RemoveAll(b.dir) }

// say reports progress.
func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(b.progress, "%7.1fs  %s\n", time.Since(b.started).Seconds(), fmt.Sprintf(format, args...))
}

// spent reports whether the budget leaves no room for something that takes about
// so long.
func (b *bench) spent(next time.Duration) bool {
	return b.settings.budget > 0 && time.Since(b.started)+next > b.settings.budget
}
