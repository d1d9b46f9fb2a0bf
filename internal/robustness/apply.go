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
	done := make(chan struct{})
	var mu sync.Mutex
	killed := false
	var diags []string
	byAddr := map[string]change{}
	for _, c := range changes {
		byAddr[c.addr] = c
	}
	go func() {
		defer close(done)
		w.each(all, slices.Collect(maps.Keys(byAddr)), o, func(addr string) {
			mu.Lock()
			stopped := ctx.Err() != nil || killed
			mu.Unlock()
			if stopped {
				return
			}
			found := w.applyOne(ctx, all[space.alias(addr)], space, byAddr[addr], &mu, &killed)
			mu.Lock()
			defer mu.Unlock()
			diags = append(diags, found...)
		})
	}()
	if o.killAfter == 0 {
		<-done
		if o.stopAfter == 0 {
			w.frugal(all)
		}
		slices.Sort(diags)
		return diags
	}
	select {
	case <-done:
		slices.Sort(diags)
		return diags
	case <-time.After(o.killAfter):
		w.log("%s is killed", space.name)
		mu.Lock()
		defer mu.Unlock()
		killed = true
		all.kill()
		for addr := range byAddr {
			w.abandon(space, addr)
		}
		return append(slices.Clone(diags), "killed")
	}
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

func (w *world) applyOne(ctx context.Context, p *process, space *workspace, c change, mu *sync.Mutex, killed *bool) (diags []string) {
	t := p.typeOf(c.kind)
	null := tftypes.NewValue(t, nil)
	mu.Lock()
	block := space.config[c.addr]
	mu.Unlock()
	run := func(prior, planned, config tftypes.Value, private []byte) bool {
		p.pause(c.addr)
		resp, err := p.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "valuedomain_" + c.kind, PriorState: dynamic(t, prior), PlannedState: dynamic(t, planned), Config: dynamic(t, config), PlannedPrivate: private,
		})
		mu.Lock()
		defer mu.Unlock()
		if *killed {
			return false
		}
		if err != nil {
			diags = append(diags, err.Error())
			return false
		}
		found := space.keep(c, resp, t, prior.IsNull())
		diags = append(diags, found...)
		return len(found) == 0
	}
	if c.action == "delete" || c.action == "replace" {
		if !run(c.prior, null, null, c.private) || c.action == "delete" {
			return diags
		}
		c.prior = null
	}
	config := p.configured(block)
	prior := c.prior
	var private []byte
	if !prior.IsNull() {
		mu.Lock()
		private = space.state[c.addr].private
		mu.Unlock()
	}
	p.pause(c.addr)
	again, err := p.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: "valuedomain_" + c.kind, PriorState: dynamic(t, prior), ProposedNewState: dynamic(t, p.proposed(block, prior)), Config: dynamic(t, config), PriorPrivate: private,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: w.hints},
	})
	if err != nil {
		return append(diags, err.Error())
	}
	if found := failed(c.addr, again.Diagnostics); len(found) > 0 {
		return append(diags, found...)
	}
	planned, _ := again.PlannedState.Unmarshal(t)
	for name, v := range attributes(c.planned) {
		if v.IsKnown() && !v.Equal(attributes(planned)[name]) {
			w.broken("the apply plans another %s for %s: %s, then %s", name, c.addr, v, attributes(planned)[name])
		}
	}
	run(prior, planned, config, again.PlannedPrivate)
	return diags
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
