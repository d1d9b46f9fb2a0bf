package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// kind is what the records are resources of.
type kind string

const (
	byNoop    kind = "no-op"    // One resource a record, which only copies.
	byRecords kind = "a_record" // One valuedomain_a_record a record.
	bySet     kind = "records"  // One valuedomain_records with all records.
	byZone    kind = "zone"     // One valuedomain_zone with all records.
)

// subject is what a series of commands is run on.
type subject struct {
	by          kind
	lines       int
	latency     time.Duration // Of the API.
	parallelism int           // 0: the CLI's default, 10.
}

const usualLatency = 50 * time.Millisecond

// floor is what a subject is compared to: as many records with the no-op provider.
func (s subject) floor() subject { return subject{by: byNoop, lines: s.lines} }

func (s subject) String() string {
	text := fmt.Sprintf("%d %s", s.lines, s.by)
	if s.latency > 0 {
		text += ", " + s.latency.String()
	}
	if s.parallelism > 0 {
		text += fmt.Sprintf(", -parallelism=%d", s.parallelism)
	}
	return text
}

// sample is one command of one run.
type sample struct {
	subject
	usage // Of the provider's processes.

	phase      phase
	wall       time.Duration
	gets, puts int
	roundTrip  time.Duration // Of one request, as world.roundTrip measures it.
}

// startUp is how long both providers took to their first answer, one after the other.
type startUp struct{ ours, noop time.Duration }

// results is all that was measured.
type results struct {
	samples []sample
	starts  []startUp
}

// groups are the subjects that are compared with each other.
func groups(quick bool) [][]subject {
	sizes := []int{10, 100, 1000}
	if quick {
		sizes = sizes[:2]
	}
	var all [][]subject
	for _, n := range sizes {
		group := []subject{{by: byNoop, lines: n}, {by: byRecords, lines: n}, {by: bySet, lines: n}, {by: byZone, lines: n}}
		if n == 100 {
			slow := subject{by: byRecords, lines: n, latency: usualLatency}
			wide := slow
			wide.parallelism = 100
			group = append(group, slow, wide)
		}
		all = append(all, group)
	}
	return all
}

// compare runs each group of subjects by turns, one phase of all after the other and
// each turn in another order, so that a slow minute of the machine meets all of them.
func (r *results) compare(ctx context.Context, s settings, progress io.Writer) error {
	dir, err := os.MkdirTemp("", "valuedomain-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := install(dir, filepath.Base(s.provider)); err != nil {
		return err
	}
	for _, group := range groups(s.quick) {
		for turn := range s.runs {
			if err := r.turn(ctx, s, dir, group, turn); err != nil {
				return err
			}
			fmt.Fprintf(progress, "run %d of %d: %d records\n", turn+1, s.runs, group[0].lines)
		}
	}
	return nil
}

// turn runs all phases on each subject of a group, which has a directory and a world of
// its own.
func (r *results) turn(ctx context.Context, s settings, dir string, group []subject, turn int) error {
	var all []directory
	for i := range group {
		d, err := s.directory(dir, group[(turn+i)%len(group)])
		if err != nil {
			return err
		}
		defer d.world.close()
		all = append(all, d)
	}
	for _, p := range phases() {
		for _, d := range all {
			one, err := d.run(ctx, p)
			if err != nil {
				return fmt.Errorf("%s: %w", d.subject, err)
			}
			r.samples = append(r.samples, one)
		}
	}
	return nil
}

// directory makes a directory for a subject.
func (s settings) directory(parent string, of subject) (d directory, err error) {
	d = directory{cli: s.cli, real: s.provider, subject: of}
	if of.by == byNoop {
		d.real = s.noop
	}
	if d.dir, err = os.MkdirTemp(parent, "run-"); err != nil {
		return d, err
	}
	d.world, err = newWorld(of.latency)
	return d, err
}

// cliConfig names the directory in which the CLI finds this program as the provider.
const cliConfig = `provider_installation {
  dev_overrides {
    "registry.terraform.io/terraform-valuedomain/valuedomain" = %[1]q
    "registry.opentofu.org/terraform-valuedomain/valuedomain" = %[1]q
  }
  direct {}
}
`

func install(dir, name string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	config := fmt.Sprintf(cliConfig, filepath.ToSlash(dir))
	return errors.Join(os.Symlink(self, filepath.Join(dir, name)), os.WriteFile(filepath.Join(dir, "cli.tfrc"), []byte(config), 0o600))
}
