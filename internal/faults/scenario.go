package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// cliRounds returns what runs a round of the second part: the built provider in
// the real CLI.
func cliRounds(s settings, folder string) (func(context.Context, choices, string, *figures) error, error) {
	c, err := newCLI(s, folder)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, chosen choices, place string, total *figures) error {
		w, err := newWorld(chosen.startText())
		if err != nil {
			return err
		}
		defer w.end()
		r := &scenario{engine: engine{choices: chosen, world: w, folder: place, total: total}, cli: c, stuck: map[string]bool{}}
		return r.play(ctx)
	}, nil
}

// scenario is a round in which Terraform runs.
type scenario struct {
	engine

	cli    *cli
	spaces []*workspace
	kills  bool
	stuck  map[string]bool // Lines that are nobody's any more: see broughtBack.
}

// play runs one of the ways in which applies meet trouble.
func (r *scenario) play(ctx context.Context) error {
	kind := r.IntN(5)
	if err := r.prepare(kind); err != nil {
		return err
	}
	time.Sleep(staleFor) // The making of the zone must be no change that old reads are from before.
	stop := r.foreigners(ctx)
	late := r.inject(r.trouble(1, len(r.foreign) == 0 && len(r.ours()) == 1))
	for range 2 {
		if err := r.applyAll(ctx); err != nil {
			return err
		}
		late()
	}
	stop()
	for _, f := range r.calm {
		f()
	}
	r.judge(r.history(), true)
	time.Sleep(2 * staleFor)
	return r.recover(ctx)
}

// prepare makes the workspaces: one, one that is killed, two on one machine,
// one with two aliases, or two on two machines.
func (r *scenario) prepare(kind int) error {
	r.kills = kind == 1
	add := func(machine string, parties ...string) error {
		w := &workspace{cli: r.cli, dir: filepath.Join(r.folder, fmt.Sprintf("w%d", len(r.spaces))), home: r.locks(machine), wants: map[string]bool{}, adopt: r.often(2)}
		for _, name := range parties {
			w.parties = append(w.parties, r.party(name, machine))
		}
		r.spaces = append(r.spaces, w)
		return errors.Join(os.MkdirAll(w.dir, 0o700), os.MkdirAll(w.home, 0o700))
	}
	first := []string{"own1"}
	if kind == 3 {
		first = append(first, "own2")
	}
	if err := add("m1", first...); err != nil {
		return err
	}
	switch kind {
	case 2:
		if err := add("m1", "own3"); err != nil {
			return err
		}
	case 4:
		if err := add("m2", "own3"); err != nil {
			return err
		}
	}
	for i, destroys := range []bool{false, true} {
		if r.often(3 + i) {
			r.foreign = append(r.foreign, &foreigner{
				party: r.party(fmt.Sprintf("far%d", i+1), ""), rng: newChoices(r.Uint64(), i).Rand, destroys: destroys, pause: 2 * time.Second,
			})
		}
	}
	return nil
}

// applyAll changes and applies every workspace at the same time.
func (r *scenario) applyAll(ctx context.Context) error {
	var group sync.WaitGroup
	errs := make([]error, len(r.spaces))
	for i, w := range r.spaces {
		w.change(r.choices)
		kill := time.Duration(0)
		if r.kills {
			kill = 300*time.Millisecond + r.upTo(3*time.Second)
		}
		group.Go(func() {
			o, err := w.apply(ctx, kill)
			errs[i] = err
			if o.code != 0 {
				r.total.refuse()
			}
		})
	}
	group.Wait()
	r.total.steps += len(r.spaces)
	if r.kills {
		r.total.killed++
	}
	return errors.Join(errs...)
}

// judge holds a part of the history against what the states say.
func (r *scenario) judge(history []simulator.Exchange, count bool) {
	var claims []claim
	for _, w := range r.spaces {
		claims = append(claims, w.claims...)
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return a.began.Compare(b.began) })
	j := newJudge(r.parties, claims)
	j.forgetful, j.lag = true, staleFor
	v := j.hear(history)
	if !count {
		v = verdict{lost: v.lost}
	}
	lost := len(r.total.lost)
	r.total.add(v, r.server.Journal())
	r.server.ResetJournal()
	if len(r.total.lost) > lost && r.total.trace {
		trace(r.total.out, r.parties, history)
	}
}

// recover lets the next runs, without trouble, bring about what is wanted, and
// take it away again.
func (r *scenario) recover(ctx context.Context) error {
	for _, w := range r.spaces {
		if err := r.again(ctx, w); err != nil {
			return err
		}
	}
	for _, w := range r.spaces {
		if err := r.ended(ctx, w, "the next apply", w.wants, "plan", "-json", "-input=false", "-detailed-exitcode"); err != nil {
			return err
		}
	}
	r.judge(r.history(), false)
	for _, w := range r.spaces {
		if err := r.ended(ctx, w, "destroy", nil, "destroy", "-json", "-input=false", "-auto-approve"); err != nil {
			return err
		}
	}
	r.total.stuck += len(r.stuck)
	if len(r.foreign)+len(r.stuck) == 0 && r.text() != r.start {
		r.total.lose("the last text is not the first one:\n%q\nfirst:\n%q", r.text(), r.start)
	}
	return os.RemoveAll(r.folder)
}

// again is the next apply. Where records are refused because they stand already
// it takes the import blocks that the errors hold. Where the destroying writer
// has left less than half of the zone, it does as the guard says.
func (r *scenario) again(ctx context.Context, w *workspace) error {
	for range 4 {
		o, err := w.apply(ctx, 0)
		if err != nil || o.code == 0 {
			return err
		}
		if r.shrunk(w, o) {
			continue
		}
		if w.adopt || !w.paste(o) {
			r.total.lose("the next apply failed (adopt_existing = %t):\n%s", w.adopt, o.out)
			return nil
		}
	}
	r.total.lose("the import blocks of the errors do not help")
	return nil
}

// shrunk tells whether a command was refused because others have taken most of
// the zone away, and overrides that guard from then on, once.
func (r *scenario) shrunk(w *workspace, o outcome) bool {
	if o.code == 0 || w.override || len(r.foreign)+len(r.spaces) < 2 || !strings.Contains(o.out, "shrunk-zone") {
		return false
	}
	w.override = true
	return true
}

// ended runs a last command of something, which must find nothing to complain
// of, and looks whether the zone holds what is wanted and no more.
func (r *scenario) ended(ctx context.Context, w *workspace, what string, wants map[string]bool, args ...string) error {
	o, err := w.run(ctx, args...)
	if err == nil && r.shrunk(w, o) {
		if err = w.write(); err == nil {
			o, err = w.run(ctx, args...)
		}
	}
	if err != nil {
		return err
	}
	if o.code != 0 {
		r.total.lose("%s did not end well, says terraform %s:\n%s", what, args[0], o.out)
	}
	found := map[string]bool{}
	for _, p := range w.parties {
		for _, line := range p.own(r.text()) {
			found[line] = true
			switch {
			case wants[line]:
			case broughtBack(r.parties, r.history(), p, line):
				r.stuck[line] = true
			default:
				r.total.lose("%s has ended, and %q is in the zone and not wanted", what, line)
			}
		}
	}
	for line := range wants {
		if !found[line] {
			r.total.lose("%s has ended, and %q is not in the zone", what, line)
		}
	}
	return nil
}
