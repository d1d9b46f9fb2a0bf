package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// engineRound is a round of the first part: processes of ours, each with a
// syncer of its own, on one or two machines.
func engineRound(ctx context.Context, c choices, folder string, total *figures) error {
	w, err := newWorld(c.startText())
	if err != nil {
		return err
	}
	defer w.end()
	r := &engine{choices: c, world: w, folder: folder, total: total}
	if err := r.populate(); err != nil {
		return err
	}
	time.Sleep(hasty(staleFor)) // The making of the zone must be no change that old reads are from before.
	stop := r.foreigners(ctx)
	late := r.inject(c.trouble(haste, len(r.foreign) == 0 && len(r.writers) == 1))
	for range 2 + c.IntN(5) {
		r.step(ctx)
		late()
	}
	return r.finish(ctx, stop)
}

type engine struct {
	choices
	*world

	folder  string
	total   *figures
	writers []*writer
	foreign []*foreigner
	calm    []func() // Take the faults away.
}

// inject brings the faults in, and returns what brings in those that only count
// once the zone is known: of the first read of all nobody can say whether half
// of the zone is missing.
func (r *engine) inject(all []simulator.Fault) (late func()) {
	var rest []simulator.Fault
	for _, f := range all {
		if f.AnswerDifferentText != "" {
			rest = append(rest, f)
			continue
		}
		r.calm = append(r.calm, r.server.Inject(f))
	}
	return func() {
		for _, f := range rest {
			r.calm = append(r.calm, r.server.Inject(f))
		}
		rest = nil
	}
}

// populate makes the parties.
func (r *engine) populate() error {
	machines := []string{"m1"}
	company := r.IntN(4) // None, another process on the same machine alone, or anybody.
	if company == 1 || company > 1 && r.often(3) {
		machines = append(machines, "m1")
	}
	if company > 1 && r.often(3) {
		machines = append(machines, "m2")
	}
	for i, m := range machines {
		w, err := newWriter(r.party(fmt.Sprintf("own%d", i+1), m), r.locks(m))
		if err != nil {
			return err
		}
		r.writers = append(r.writers, w)
	}
	for i, destroys := range []bool{false, true} {
		if company > 1 && r.often(2+i) {
			p := r.party(fmt.Sprintf("far%d", i+1), "")
			r.foreign = append(r.foreign, &foreigner{
				party: p, rng: newChoices(r.Uint64(), i).Rand, destroys: destroys, pause: hasty(time.Second), lag: hasty(staleFor),
			})
		}
	}
	return nil
}

func (r *engine) locks(machine string) string { return filepath.Join(r.folder, machine) }

// foreigners lets them loose.
func (r *engine) foreigners(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	for _, f := range r.foreign {
		group.Go(func() { f.run(ctx) })
	}
	return func() {
		cancel()
		group.Wait()
	}
}

// step is one wave of every writer at the same time.
func (r *engine) step(ctx context.Context) {
	var group sync.WaitGroup
	for _, w := range r.writers {
		tasks := w.tasks(r.choices, 1+r.IntN(30))
		group.Go(func() { w.wave(ctx, tasks) })
	}
	group.Wait()
	r.total.steps++
}

func (r *engine) claims() []claim {
	var all []claim
	for _, w := range r.writers {
		all = append(all, w.claims...)
	}
	slices.SortStableFunc(all, func(a, b claim) int { return a.began.Compare(b.began) })
	return all
}

// finish judges, and lets the next run bring about what is wanted, and the one
// after that take it away again.
func (r *engine) finish(ctx context.Context, stop func()) error {
	stop()
	for _, f := range r.calm {
		f()
	}
	claims, lost := r.claims(), len(r.total.lost)
	defer func() {
		if len(r.total.lost) > lost && r.total.trace {
			trace(r.total.out, r.parties, r.history())
		}
	}()
	first := newJudge(r.parties, claims)
	first.lag = hasty(staleFor)
	r.total.add(first.hear(r.history()), r.server.Journal())
	for _, c := range claims {
		if c.answer != done {
			r.total.refused++
		}
	}
	time.Sleep(hasty(2 * time.Second)) // Until the last old read is over.
	known := len(r.history())
	r.server.ResetJournal()
	for _, w := range r.writers {
		if err := r.next(ctx, w, w.wants); err != nil {
			return err
		}
	}
	for _, w := range r.writers {
		nothing := map[string]bool{}
		for line := range w.wants {
			nothing[line] = false
		}
		if err := r.next(ctx, w, nothing); err != nil {
			return err
		}
	}
	later := newJudge(r.parties, nil)
	r.total.add(later.hear(r.history()[known:]), nil)
	if len(r.foreign) == 0 && r.text() != r.start {
		r.total.lose("the last text is not the first one:\n%q\nfirst:\n%q", r.text(), r.start)
	}
	return os.RemoveAll(r.folder)
}

// next is the next run of a writer, in a new process.
func (r *engine) next(ctx context.Context, w *writer, wants map[string]bool) error {
	if err := w.restart(r.locks(w.party.machine), nil); err != nil {
		return err
	}
	err := w.bringAbout(ctx, wants)
	var guard *zonesync.GuardError
	if errors.As(err, &guard) && guard.Guard == zonesync.GuardShrunkZone && len(r.foreign)+len(r.writers) > 1 {
		// Others have taken most of the zone away since its machine saw it.
		if err := w.restart(r.locks(w.party.machine), map[zonesync.Guard]bool{guard.Guard: true}); err != nil {
			return err
		}
		err = w.bringAbout(ctx, wants)
	}
	if err != nil {
		r.total.lose("the next run of %s failed: %v", w.party.name, err)
	}
	for line, stands := range wants {
		if has(r.text(), line) != stands {
			r.total.lose("the next run of %s ended, and it is not so that %q %s", w.party.name, line, standing(stands))
		}
	}
	return nil
}
