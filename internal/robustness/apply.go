package robustness

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// saving is how long the CLI takes at most from an answer to the state file.
const saving = 300 * time.Millisecond

// applyWalk is one apply of a plan.
type applyWalk struct {
	*world

	space   *workspace
	options options
	all     walk

	mu     sync.Mutex
	killed bool
	diags  []string
}

// apply is the apply walk of a plan.
func (w *world) apply(ctx context.Context, space *workspace, changes []change, o options) []string {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	all, err := w.start(ctx, space, "apply", o.dir)
	if err != nil {
		return []string{err.Error()}
	}
	if o.stopAfter > 0 {
		defer time.AfterFunc(o.stopAfter, cancel).Stop()
	}
	a := &applyWalk{world: w, space: space, options: o, all: all}
	byAddr := map[string]change{}
	for _, c := range changes {
		byAddr[c.addr] = c
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.each(all, slices.Collect(maps.Keys(byAddr)), o, func(addr string) { a.node(ctx, byAddr[addr]) })
	}()
	var kill <-chan time.Time // Nil: never.
	if o.killAfter > 0 {
		kill = time.After(o.killAfter)
	}
	select {
	case <-done:
		if o.stopAfter == 0 && o.killAfter == 0 {
			w.frugal(all)
		}
		slices.Sort(a.diags)
		return a.diags
	case <-kill:
		return a.kill(byAddr)
	}
}

// kill ends the walk. What its calls answer from now on nobody hears.
func (a *applyWalk) kill(changes map[string]change) []string {
	a.log("%s is killed", a.space.name)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.killed = true
	a.all.kill()
	a.space.load()
	for addr := range changes {
		a.abandon(a.space, addr)
	}
	return append(slices.Clone(a.diags), "killed")
}

// report adds errors, and reports whether there are any.
func (a *applyWalk) report(errs ...string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.diags = append(a.diags, errs...)
	return len(errs) > 0
}

// node is one node of Terraform's graph: a removal as it was planned, then a create or
// an update that is planned again.
func (a *applyWalk) node(ctx context.Context, c change) {
	p := a.all[a.space.alias(c.addr)]
	t := p.typeOf(c.kind)
	null := tftypes.NewValue(t, nil)
	a.mu.Lock()
	stopped := ctx.Err() != nil || a.killed
	var block resource
	var private []byte
	if !stopped { // The state of a run that was killed is that of the next one.
		block, private = a.space.config[c.addr], a.space.state[c.addr].private
	}
	a.mu.Unlock()
	if stopped {
		return
	}
	if c.action == "delete" || c.action == "replace" {
		if !a.call(ctx, p, c, null, null, c.private) || c.action == "delete" {
			return
		}
		c.prior = null
	}
	if c.prior.IsNull() {
		private = nil
	}
	config := p.configured(block)
	p.pause(c.addr)
	again, err := p.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: "valuedomain_" + c.kind, PriorState: dynamic(t, c.prior), ProposedNewState: dynamic(t, p.proposed(block, c.prior)), Config: dynamic(t, config), PriorPrivate: private,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: a.hints},
	})
	if err != nil {
		a.report(err.Error())
		return
	}
	if a.report(failed(c.addr, again.Diagnostics)...) {
		return
	}
	planned, _ := again.PlannedState.Unmarshal(t)
	for name, v := range attributes(c.planned) {
		if v.IsKnown() && !v.Equal(attributes(planned)[name]) {
			a.broken("the apply plans another %s for %s: %s, then %s", name, c.addr, v, attributes(planned)[name])
		}
	}
	a.call(ctx, p, c, planned, config, again.PlannedPrivate)
}

// call applies a change, keeps the answer, and reports whether there were no errors.
// The state file has it a moment later.
func (a *applyWalk) call(ctx context.Context, p *process, c change, planned, config tftypes.Value, private []byte) (done bool) {
	t := p.typeOf(c.kind)
	p.pause(c.addr)
	resp, err := p.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "valuedomain_" + c.kind, PriorState: dynamic(t, c.prior), PlannedState: dynamic(t, planned), Config: dynamic(t, config), PlannedPrivate: private,
	})
	a.mu.Lock()
	if err == nil && a.warned != nil {
		for _, d := range resp.Diagnostics {
			if d.Severity == tfprotov6.DiagnosticSeverityWarning {
				a.warned(d)
			}
		}
	}
	switch {
	case a.killed:
	case err != nil:
		a.diags = append(a.diags, err.Error())
	default:
		found := a.space.keep(c, resp, t, c.prior.IsNull())
		a.diags, done = append(a.diags, found...), len(found) == 0
	}
	a.mu.Unlock()
	if a.options.killAfter > 0 {
		time.Sleep(a.chance.upTo(saving, p.client.next("save "+c.addr)))
		a.mu.Lock()
		defer a.mu.Unlock()
		if !a.killed {
			a.space.save()
		}
	}
	return done
}

// abandon notes that a run was killed that may have written the resource.
func (w *world) abandon(space *workspace, addr string) {
	space.doubt(addr)
	if r, ok := space.config[addr]; ok {
		for _, key := range keys(line(r)) {
			w.orphans[key] = true
		}
	}
	if o, ok := space.state[addr]; ok {
		for _, key := range keys(lineOf(o)) {
			w.left[key] = true
		}
	}
}

// keep lets the state say what an apply has answered, and returns its errors.
func (s *workspace) keep(c change, resp *tfprotov6.ApplyResourceChangeResponse, t tftypes.Type, created bool) []string {
	found := failed(c.addr, resp.Diagnostics)
	if slices.ContainsFunc(found, saysUnknown) {
		s.doubt(c.addr)
	}
	if v, _ := resp.NewState.Unmarshal(t); v.IsNull() {
		delete(s.state, c.addr)
	} else {
		s.state[c.addr] = object{kind: c.kind, value: v, private: resp.Private, tainted: len(found) > 0 && created}
	}
	return found
}

func failed(addr string, all []*tfprotov6.Diagnostic) (errs []string) {
	for _, d := range all {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, addr+": "+d.Summary+": "+d.Detail)
		}
	}
	return errs
}

// saysUnknown reports whether an error says that nobody knows what was written.
func saysUnknown(text string) bool {
	for _, words := range []string{"could not be verified", "keeps overwriting the zone", "does not have the change", "after a write", "something other than what was sent", "may still be set"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
