package robustness

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Result is what came of one seed.
type Result struct {
	Walks, Steps, Requests int
	Broken                 []string
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

// Run plays one seed. It has to be called in a bubble of testing/synctest; dir
// is an empty directory.
func Run(ctx context.Context, seed uint64, dir string) (Result, error) {
	w, err := newWorld(seed, dir)
	if err != nil {
		return Result{}, err
	}
	w.hints = w.chance.IntN(3) > 0
	for i := range 1 + w.chance.IntN(3)/2 {
		w.vary(w.space(fmt.Sprintf("s%d", i), dir), 5+w.chance.IntN(11))
	}
	for step := range 1 + w.chance.IntN(4) {
		w.steps++
		w.setTrouble(step)
		w.step(ctx)
	}
	w.recover(ctx)
	w.reached("after the recovery")
	w.budget()
	requests, _ := w.api.counts()
	w.mu.Lock()
	defer w.mu.Unlock()
	return Result{w.walks, w.steps, requests, w.laws, w.trace.String()}, nil
}

// setTrouble chooses what goes wrong from now on. The first step is quiet.
func (w *world) setTrouble(step int) {
	t := trouble{}
	rare := func() int { return w.chance.IntN(2) * w.chance.IntN(150) }
	if step > 0 {
		t = trouble{rare(), rare(), rare(), rare(), rare(), rare(), 2 * rare()}
	}
	w.api.mu.Lock()
	w.api.trouble = t
	w.api.mu.Unlock()
	w.log("trouble: %+v", t)
}

// step lets every workspace run one command at the same time.
func (w *world) step(ctx context.Context) {
	var group sync.WaitGroup
	type command struct {
		space   *workspace
		plan    options
		apply   options
		pause   time.Duration
		discard bool
	}
	var commands []command
	for _, s := range w.spaces {
		if w.steps > 1 {
			w.vary(s, len(s.config))
		}
		o := options{parallelism: []int{1, 2, 5, 10, 10, 10, 100}[w.chance.IntN(7)], refresh: w.chance.IntN(8) > 0}
		if w.chance.IntN(8) == 0 && len(s.config) > 0 {
			o.target = map[string]bool{}
			for _, addr := range slices.Sorted(maps.Keys(s.config)) {
				o.target[addr] = w.chance.IntN(3) > 0
			}
		}
		c := command{space: s, plan: o, apply: o, discard: w.chance.IntN(10) == 0, pause: jitter(w.chance, 4*time.Second)}
		switch w.chance.IntN(8) {
		case 0:
			c.apply.killAfter = jitter(w.chance, 4*time.Second)
		case 1:
			c.apply.stopAfter = jitter(w.chance, 3*time.Second)
		}
		commands = append(commands, c)
	}
	if w.chance.IntN(5) == 0 {
		after := jitter(w.chance, 6*time.Second)
		group.Go(func() { w.stranger(after) })
	}
	for _, c := range commands {
		group.Go(func() {
			time.Sleep(c.pause)
			changes, diags := w.plan(ctx, c.space, c.plan)
			w.log("%s plans %v, errors: %q", c.space.name, actions(changes), diags)
			if len(diags) > 0 || c.discard {
				return
			}
			diags = w.apply(ctx, c.space, changes, c.apply)
			w.log("%s applied, errors: %q", c.space.name, diags)
		})
	}
	group.Wait()
	w.truthful(fmt.Sprintf("after step %d", w.steps))
}

// stranger is another tool, which adds a line of its own.
func (w *world) stranger(after time.Duration) {
	time.Sleep(after)
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	w.mu.Lock()
	text := fmt.Sprintf("txt stranger n%d", len(w.strangers)+w.steps*100)
	w.strangers[origin.LineKey(text)] = time.Now()
	w.mu.Unlock()
	_, _ = w.api.server.Edit(domain, func(records string) string { return records + "\n" + text })
	w.api.note()
	w.log("a stranger wrote:\n%s", w.api.text())
}

// vary gives a workspace another configuration of about n resources.
func (w *world) vary(s *workspace, n int) {
	switch {
	case len(s.config) == 0:
		for i := range n {
			s.config[fmt.Sprintf("r%02d", i)] = w.block(s, i)
		}
	default:
		w.mutate(s)
	}
	lines := []string{}
	for _, addr := range slices.Sorted(maps.Keys(s.config)) {
		lines = append(lines, addr+": "+line(s.config[addr]))
	}
	w.log("%s wants:\n%s", s.name, strings.Join(lines, "\n"))
}

// block makes a new resource block, whose line no other resource wants.
func (w *world) block(s *workspace, i int) resource {
	for {
		host := fmt.Sprintf("%sh%d", s.name, w.chance.IntN(8))
		n := w.chance.IntN(200)
		var r resource
		switch w.chance.IntN(6) {
		case 0:
			r = resource{"aaaa_record", map[string]string{"host": host, "address": fmt.Sprintf("2001:db8::%x", n+1)}}
		case 1, 2:
			r = resource{"txt_record", map[string]string{"host": host, "value": fmt.Sprintf("text %d", n)}}
		case 3:
			r = resource{"cname_record", map[string]string{"host": fmt.Sprintf("%sc%d", s.name, i), "target": fmt.Sprintf("t%d.example.net.", n)}}
		default:
			r = resource{"a_record", map[string]string{"host": host, "address": fmt.Sprintf("192.0.2.%d", n+10)}}
		}
		if w.wanted()[origin.LineKey(line(r))] == 0 && w.free(r) {
			return r
		}
	}
}

// free reports whether the block meets no CNAME.
func (w *world) free(r resource) bool {
	for _, s := range w.spaces {
		for _, other := range s.config {
			if other.attrs["host"] == r.attrs["host"] && (other.kind == "cname_record" || r.kind == "cname_record") {
				return false
			}
		}
	}
	return true
}

// mutate changes a configuration as people do.
func (w *world) mutate(s *workspace) {
	for range 1 + w.chance.IntN(3) {
		addrs := slices.Sorted(maps.Keys(s.config))
		if len(addrs) == 0 {
			break
		}
		pick := func() string { return addrs[w.chance.IntN(len(addrs))] }
		switch w.chance.IntN(8) {
		case 0: // Swaps two of one kind.
			a, b := pick(), pick()
			if s.config[a].kind == s.config[b].kind {
				s.config[a], s.config[b] = s.config[b], s.config[a]
			}
		case 1: // The first of a list goes, and the others move up.
			w.shift(s, addrs)
		case 2: // A resource goes.
			delete(s.config, pick())
		case 3: // A new name without a moved block.
			a := pick()
			s.config[fmt.Sprintf("%sx%d", a, w.steps)] = s.config[a]
			delete(s.config, a)
		case 4: // One more.
			s.config[fmt.Sprintf("n%d%d", w.steps, len(addrs))] = w.block(s, 100+w.steps*10+len(addrs))
		default: // Another value.
			a := pick()
			for {
				if r := w.block(s, 50+w.chance.IntN(20)); r.kind == s.config[a].kind {
					s.config[a] = r
					break
				}
			}
		}
	}
}

// shift moves the blocks of one kind up by one, so that the last address goes.
func (w *world) shift(s *workspace, addrs []string) {
	var list []string
	for _, addr := range addrs {
		if s.config[addr].kind == "txt_record" {
			list = append(list, addr)
		}
	}
	for i := range len(list) - 1 {
		s.config[list[i]] = s.config[list[i+1]]
	}
	if len(list) > 1 {
		delete(s.config, list[len(list)-1])
	}
}
