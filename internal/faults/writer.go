package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// haste shortens every wait of the first part, so that more fits into its time.
const haste = 0.1

func hasty(d time.Duration) time.Duration { return time.Duration(float64(d) * haste) }

// writer is one process of ours: a client and a syncer of its own.
type writer struct {
	party *party
	zone  *zonesync.Coordinator
	n     int // Counts the lines it has made.

	mu     sync.Mutex
	wants  map[string]bool // Its lines, and whether each is to stand.
	unsure map[string]bool // Those of which nobody knows whether they stand.
	claims []claim
}

// newWriter starts a process. A second one of the same party takes over what
// the first one wanted.
func newWriter(p *party, locks string) (*writer, error) {
	w := &writer{party: p, wants: map[string]bool{}, unsure: map[string]bool{}}
	return w, w.restart(locks, nil)
}

// restart makes it a new process, with some guards overridden.
func (w *writer) restart(locks string, allow map[zonesync.Guard]bool) error {
	slow := func(ctx context.Context, d time.Duration) error {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(hasty(d)):
			return nil
		}
	}
	api, err := valuedomain.New(valuedomain.Config{Token: "our-token", Endpoint: w.party.url, RequestsPerMinute: 1000, Sleep: slow})
	if err != nil {
		return err
	}
	timing := zonesync.DefaultTiming()
	for _, d := range []*time.Duration{&timing.Quiet, &timing.Hope, &timing.Gather, &timing.Fresh, &timing.Settle, &timing.Linger, &timing.Failure} {
		*d = hasty(*d)
	}
	timing.Stale = slices.Clone(timing.Stale)
	for i := range timing.Stale {
		timing.Stale[i] = hasty(timing.Stale[i])
	}
	w.zone = zonesync.New(api, zonesync.Options{
		Logger: slog.New(slog.DiscardHandler), Ready: api.Ready, LockDir: locks, Account: "account", Timing: timing, Allow: allow,
	}).Zone(domain)
	return nil
}

// task is one operation: lines that go and lines that come.
type task struct{ gone, come string }

// tasks chooses n operations on different lines.
func (w *writer) tasks(c choices, n int) []task {
	var free []string
	for _, line := range slices.Sorted(maps.Keys(w.wants)) {
		if w.wants[line] && !w.unsure[line] {
			free = append(free, line)
		}
	}
	c.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	var all []task
	for range n {
		t := task{}
		if len(free) > 0 && c.often(2) {
			t.gone, free = free[0], free[1:]
		}
		if t.gone == "" || c.often(2) {
			t.come = w.line(c)
		}
		all = append(all, t)
	}
	return all
}

// line makes a new line; half of them have more than three fields, which the
// destroying kind of writer drops.
func (w *writer) line(c choices) string {
	w.n++
	host := fmt.Sprintf("%s-%d", w.party.name, w.n)
	switch c.IntN(4) {
	case 0:
		return "mx " + host + " s3.example.net. 10"
	case 1:
		return "txt " + host + " v=spf1 include:example.net ~all"
	default:
		return "a " + host + " 192.0.2.9"
	}
}

// wave does the tasks as Terraform would: ten at a time.
func (w *writer) wave(ctx context.Context, tasks []task) {
	slots := make(chan struct{}, 10)
	var group sync.WaitGroup
	for _, t := range tasks {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			w.do(ctx, t)
		})
	}
	group.Wait()
}

func (w *writer) do(ctx context.Context, t task) {
	began := time.Now()
	_, err := w.zone.Apply(ctx, t.edit)
	end := time.Now()
	how := answerOf(err)
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, part := range []struct {
		line   string
		stands bool
	}{{t.gone, false}, {t.come, true}} {
		if part.line == "" {
			continue
		}
		w.claims = append(w.claims, claim{party: w.party, line: part.line, stands: part.stands, began: began, end: end, answer: how})
		w.unsure[part.line] = how == unclear
		switch {
		case how != refused:
			w.wants[part.line] = part.stands
		case part.stands:
			w.wants[part.line] = false
		}
	}
}

func answerOf(err error) answer {
	switch {
	case err == nil:
		return done
	case zonesync.MayBeWritten(err):
		return unclear
	}
	return refused
}

var errExists = errors.New("the line exists")

// edit is a zonesync.Edit.
func (t task) edit(d *zonesync.Document) error {
	gone, come := d.Origin.LineKey(t.gone), d.Origin.LineKey(t.come)
	_, there := d.Find(gone)
	_, exists := d.Find(come)
	if t.come != "" && exists && !d.Again {
		return errExists
	}
	d.Change(func(z *zone.Zone) {
		switch {
		case t.come != "" && !exists && t.gone != "" && there:
			z.Replace(z.Find(d.Origin, gone), t.come)
			return
		case t.come != "" && !exists:
			z.Add(d.Origin, t.come)
		}
		if t.gone != "" && there {
			z.Remove(z.Find(d.Origin, gone))
		}
	})
	return nil
}

// bringAbout is what the next run does: all that is wanted, whatever is there.
func (w *writer) bringAbout(ctx context.Context, wants map[string]bool) error {
	_, err := w.zone.Apply(ctx, func(d *zonesync.Document) error {
		d.Change(func(z *zone.Zone) {
			for _, line := range slices.Sorted(maps.Keys(wants)) {
				switch at := z.Find(d.Origin, d.Origin.LineKey(line)); {
				case wants[line] && at < 0:
					z.Add(d.Origin, line)
				case !wants[line] && at >= 0:
					z.Remove(at)
				}
			}
		})
		return nil
	})
	return err
}
