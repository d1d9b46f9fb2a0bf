package robustness

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// Result is what came of one seed.
type Result struct {
	Walks, Steps, Requests int
	Broken                 []string
	Parts                  []string // What can be omitted of the run.
	Trace                  string
}

// lost counts the broken laws that are about lines which are gone.
func (r Result) lost() int {
	n := 0
	for _, text := range r.Broken {
		if strings.Contains(text, "removed a line") || strings.Contains(text, "by -") || strings.Contains(text, ": -") {
			n++
		}
	}
	return n
}

// Run plays one seed, without the parts that are named. It has to be called in a
// bubble of testing/synctest; dir is an empty directory.
func Run(ctx context.Context, seed uint64, without []string, dir string) (Result, error) {
	chance := newChance(seed, without)
	r := chance.of("run")
	text := startZone
	if r.IntN(3) == 0 {
		text = mailZone
	}
	w, err := newWorld(chance, text)
	if err != nil {
		return Result{}, err
	}
	defer close(w.api.end)
	w.hints = r.IntN(3) > 0
	w.detects = w.chance.of("DNS service").IntN(2) == 0 && w.chance.has("no dns_service")
	spaces := 1 + r.IntN(3)/2
	if m := w.chance.of("machines"); m.IntN(3) == 0 {
		spaces = 2 + m.IntN(2)
		if w.chance.has("a service") {
			w.service = newService(w)
		}
	}
	for i := range spaces {
		s := w.space(fmt.Sprintf("s%d", i), dir)
		if r.IntN(4) == 0 && w.chance.has("two provider blocks of %s", s.name) {
			s.aliases = 2
		}
		if i == 1 && r.IntN(2) == 0 && w.service == nil && w.chance.has("two machines") {
			s.machine, w.machines = coordination.NewMemory(), true
		}
		w.begin(s)
	}
	for step := range 1 + r.IntN(4) {
		w.steps++
		w.calm = step == 0
		if w.chance.has("step %d", w.steps) {
			w.setTrouble(step)
			w.step(ctx)
		}
	}
	w.recover(ctx)
	w.reached("after the recovery")
	w.ttl()
	w.budget()
	requests, _ := w.api.counts()
	w.mu.Lock()
	defer w.mu.Unlock()
	return Result{w.walks, w.steps, requests, w.laws, w.chance.used(), w.trace.String()}, nil
}

// setTrouble chooses what goes wrong from now on. The first step is quiet.
func (w *world) setTrouble(step int) {
	t, r := trouble{}, w.chance.of("trouble", step)
	rare := func() int { return r.IntN(2) * r.IntN(150) }
	if step > 0 {
		t = trouble{cutBefore: rare(), cutAfter: rare(), late: rare(), refused: rare(), tooMany: rare(), serverError: rare(), oldRead: 2 * rare()}
	}
	if step > 0 && r.IntN(4) == 0 && w.chance.has("outage in step %d", w.steps) {
		t.outage = outage{
			from:   time.Now().Add(w.chance.upTo(5*time.Second, "outage", step)),
			status: []int{0, http.StatusBadRequest, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable}[r.IntN(5)],
			reads:  r.IntN(3) == 0,
		}
		t.outage.until = t.outage.from.Add(w.chance.upTo(100*time.Second, "outage ends", step))
	}
	w.api.mu.Lock()
	w.api.trouble = t
	w.api.mu.Unlock()
	w.log("trouble: %v", t)
	if w.service != nil && step > 0 {
		w.service.choose(step, w.spaces)
	}
}

// command is one plan and what is done with it.
type command struct {
	space   *workspace
	plan    options
	apply   options
	pause   time.Duration
	later   time.Duration // Between plan and apply.
	discard bool
}

// choose chooses a command.
func (w *world) choose(s *workspace) command {
	r := w.chance.of("command", w.steps, s.name)
	o := options{parallelism: []int{1, 2, 5, 10, 10, 10, 100}[r.IntN(7)], refresh: true}
	if r.IntN(8) == 0 && w.chance.has("no refresh in step %d of %s", w.steps, s.name) {
		o.refresh = false
	}
	if r.IntN(8) == 0 && len(s.config) > 0 && w.chance.has("targets in step %d of %s", w.steps, s.name) {
		o.target = map[string]bool{}
		for addr := range s.config {
			o.target[addr] = w.chance.of("target", w.steps, s.name, addr).IntN(3) > 0
		}
	}
	c := command{space: s, plan: o, apply: o, pause: w.chance.upTo(4*time.Second, "pause", w.steps, s.name)}
	if r.IntN(8) == 0 && w.chance.has("another directory in step %d of %s", w.steps, s.name) {
		c.apply.dir = s.dir + "-elsewhere"
	}
	c.discard = r.IntN(10) == 0 && w.chance.has("unused plan in step %d of %s", w.steps, s.name)
	if r.IntN(8) == 0 && w.chance.has("saved plan in step %d of %s", w.steps, s.name) {
		c.later = w.chance.upTo(time.Minute, "later", w.steps, s.name)
	}
	switch r.IntN(8) {
	case 0:
		if w.chance.has("kill in step %d of %s", w.steps, s.name) {
			c.apply.killAfter = w.chance.upTo(4*time.Second, "kill", w.steps, s.name)
		}
	case 1:
		if w.chance.has("interrupt in step %d of %s", w.steps, s.name) {
			c.apply.stopAfter = w.chance.upTo(3*time.Second, "stop", w.steps, s.name)
		}
	}
	return c
}

// step lets every workspace run one command at the same time.
func (w *world) step(ctx context.Context) {
	var group sync.WaitGroup
	var commands []command
	for _, s := range w.spaces {
		if w.steps > 1 {
			w.mutate(s)
		}
		commands = append(commands, w.choose(s))
	}
	if w.chance.of("stranger", w.steps).IntN(5) == 0 && w.chance.has("stranger in step %d", w.steps) {
		group.Go(w.stranger)
	}
	for _, c := range commands {
		if w.machines { // They know nothing of each other.
			w.run(ctx, c)
			w.settle()
			continue
		}
		group.Go(func() { w.run(ctx, c) })
	}
	group.Wait()
	w.calm = false
	w.truthful(fmt.Sprintf("after step %d", w.steps))
}

// run carries a command out.
func (w *world) run(ctx context.Context, c command) {
	time.Sleep(c.pause)
	changes, diags := w.plan(ctx, c.space, c.plan)
	w.log("%s plans %v, errors: %q", c.space.name, actions(changes), diags)
	if c.discard {
		c.space.load()
	}
	if len(diags) > 0 || c.discard {
		return
	}
	if c.later > 0 { // A saved plan.
		time.Sleep(c.later)
	}
	diags = w.apply(ctx, c.space, changes, c.apply)
	w.log("%s applied, errors: %q", c.space.name, diags)
}

// stranger is another tool, which adds a line of its own.
func (w *world) stranger() {
	time.Sleep(w.chance.upTo(6*time.Second, "stranger writes", w.steps))
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	w.mu.Lock()
	w.calm = false
	text := fmt.Sprintf("txt stranger n%d", len(w.strangers)+w.steps*100)
	w.strangers[origin.LineKey(text)] = time.Now()
	w.mu.Unlock()
	_, _ = w.api.server.Edit(domain, func(records string) string { return records + "\n" + text })
	w.api.note()
	w.log("a stranger wrote:\n%s", w.api.text())
}
