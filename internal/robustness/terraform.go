package robustness

import (
	"cmp"
	"context"
	"hash/fnv"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// resource is one resource block, or instance of one.
type resource struct {
	kind  string            // Without the prefix "valuedomain_".
	attrs map[string]string // Numbers as digits; domain is added.
}

// configuration is the resources by address.
type configuration map[string]resource

// object is what the state has of a resource.
type object struct {
	kind    string
	value   tftypes.Value
	private []byte
	tainted bool
}

// workspace is a directory with a configuration and its state.
type workspace struct {
	name    string
	dir     string
	walks   int
	aliases int                 // How many provider blocks the configuration has; 0: one.
	machine coordination.Shared // What its machine shares.
	config  configuration
	state   map[string]object
	unknown map[string][]string // Of resources: the keys of the lines of which an error said that nobody knows.
	imports map[string]string
	saved   stateFile
}

// stateFile is what a run that dies leaves of state and unknown.
type stateFile struct {
	state   map[string]object
	unknown map[string][]string
}

// save writes the state file.
func (s *workspace) save() { s.saved = stateFile{maps.Clone(s.state), maps.Clone(s.unknown)} }

// load reads the state file.
func (s *workspace) load() {
	s.state, s.unknown = maps.Clone(s.saved.state), maps.Clone(s.saved.unknown)
}

// options are those of one command.
type options struct {
	parallelism int
	target      map[string]bool // Nil: everything.
	refresh     bool
	killAfter   time.Duration // 0: not killed.
	stopAfter   time.Duration // 0: not interrupted.
	dir         string        // Where the command runs; "": in the workspace's own directory.
}

// change is what a plan does to one resource.
type change struct {
	addr    string
	kind    string
	action  string // "create", "update", "delete", "replace", "" for none.
	prior   tftypes.Value
	planned tftypes.Value
	private []byte
}

// doubt notes that nobody knows whether the resource has the line of its block.
func (s *workspace) doubt(addr string) {
	s.unknown[addr] = append(s.unknown[addr], keys(line(s.config[addr]))...)
}

// alias is the number of the provider block that serves a resource.
func (s *workspace) alias(addr string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(addr))
	return int((h.Sum32() >> 16) % uint32(max(s.aliases, 1)))
}

// pause is the time that Terraform takes before a call.
func (p *process) pause(addr string) {
	time.Sleep(p.client.chance.upTo(200*time.Microsecond, p.client.next(addr)))
}

// each runs work for every address, in any order, some at once.
func (w *world) each(all walk, addrs []string, o options, work func(addr string)) {
	addrs = w.chance.order(addrs, all[0].client.name)
	places := make(chan struct{}, max(o.parallelism, 1))
	var group sync.WaitGroup
	for _, addr := range addrs {
		places <- struct{}{}
		group.Go(func() {
			defer func() { <-places }()
			time.Sleep(w.chance.upTo(3*time.Millisecond, all[0].client.name, "begins", addr))
			work(addr)
		})
	}
	group.Wait()
}

// plan is the plan walk: refresh, then a plan of each resource. What it has read is
// kept by an apply only.
func (w *world) plan(ctx context.Context, space *workspace, o options) (changes []change, diags []string) {
	all, err := w.start(ctx, space, "plan", o.dir)
	if err != nil {
		return nil, []string{err.Error()}
	}
	space.save()
	var mu sync.Mutex
	addrs := map[string]bool{}
	for addr := range space.config {
		addrs[addr] = o.target == nil || o.target[addr]
	}
	for addr := range space.state {
		addrs[addr] = o.target == nil || o.target[addr]
	}
	maps.DeleteFunc(addrs, func(_ string, wanted bool) bool { return !wanted })
	w.each(all, slices.Collect(maps.Keys(addrs)), o, func(addr string) {
		c, found := w.planOne(ctx, all[space.alias(addr)], space, addr, o, &mu)
		mu.Lock()
		defer mu.Unlock()
		diags = append(diags, found...)
		if c.action != "" {
			changes = append(changes, c)
		}
	})
	slices.Sort(diags)
	if len(diags) > 0 {
		space.load()
	}
	return changes, diags
}

// prior is what the state has of a resource, or an import, once it is refreshed.
func (w *world) prior(ctx context.Context, p *process, space *workspace, addr string, o options, mu *sync.Mutex) (old object, there bool, diags []string) {
	mu.Lock()
	old, there = space.state[addr]
	id, imported := space.imports[addr]
	kind := space.config[addr].kind
	mu.Unlock()
	if imported && !there {
		old, there = p.imported(ctx, kind, id)
	}
	if there && o.refresh {
		if old, diags = p.refreshed(ctx, addr, old); len(diags) > 0 {
			return old, there, diags
		}
		there = !old.value.IsNull()
		mu.Lock()
		space.refresh(addr, old)
		mu.Unlock()
	}
	return old, there, nil
}

// planOne is one node of Terraform's graph.
func (w *world) planOne(ctx context.Context, p *process, space *workspace, addr string, o options, mu *sync.Mutex) (c change, diags []string) {
	old, inState, diags := w.prior(ctx, p, space, addr, o, mu)
	if len(diags) > 0 {
		return c, diags
	}
	mu.Lock()
	block, wanted := space.config[addr]
	mu.Unlock()
	kind := cmp.Or(old.kind, block.kind)
	t := p.typeOf(kind)
	null := tftypes.NewValue(t, nil)
	c = change{addr: addr, kind: kind, prior: null}
	if inState {
		c.prior = old.value
	}
	call := func(prior, proposed, config tftypes.Value, private []byte) *tfprotov6.PlanResourceChangeResponse {
		p.pause(addr)
		resp, err := p.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
			TypeName: "valuedomain_" + kind, PriorState: dynamic(t, prior), ProposedNewState: dynamic(t, proposed), Config: dynamic(t, config), PriorPrivate: private,
		})
		if err != nil {
			diags = append(diags, err.Error())
			return nil
		}
		diags = append(diags, failed(addr, resp.Diagnostics)...)
		c.planned, _ = resp.PlannedState.Unmarshal(t)
		c.private = resp.PlannedPrivate
		return resp
	}
	switch {
	case !wanted && !inState:
	case !wanted:
		call(old.value, null, null, old.private)
		c.action = "delete"
	case inState && !old.tainted:
		resp := call(old.value, p.proposed(block, old.value), p.configured(block), old.private)
		switch {
		case resp != nil && len(resp.RequiresReplace) > 0:
			call(null, p.proposed(block, null), p.configured(block), resp.PlannedPrivate)
			c.action = "replace"
		case !c.planned.Equal(old.value):
			c.action = "update"
		}
	default:
		call(null, p.proposed(block, null), p.configured(block), nil)
		c.action = "create"
		if inState {
			c.action = "replace"
		}
	}
	return c, diags
}

// imported returns what an import block brings into the state.
func (p *process) imported(ctx context.Context, kind, id string) (object, bool) {
	resp, err := p.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: "valuedomain_" + kind, ID: id})
	if err != nil || len(resp.ImportedResources) != 1 {
		return object{}, false
	}
	v, _ := resp.ImportedResources[0].State.Unmarshal(p.typeOf(kind))
	return object{kind: kind, value: v, private: resp.ImportedResources[0].Private}, true
}

// refreshed returns the object as a read finds it; null if it is gone.
func (p *process) refreshed(ctx context.Context, addr string, old object) (object, []string) {
	t := p.typeOf(old.kind)
	p.pause(addr)
	resp, err := p.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "valuedomain_" + old.kind, CurrentState: dynamic(t, old.value), Private: old.private})
	if err != nil {
		return old, []string{err.Error()}
	}
	if diags := failed(addr, resp.Diagnostics); len(diags) > 0 {
		return old, diags
	}
	old.value, _ = resp.NewState.Unmarshal(t)
	old.private = resp.Private
	return old, nil
}

// refresh lets the state say what a read has found.
func (s *workspace) refresh(addr string, o object) {
	delete(s.unknown, addr)
	if o.value.IsNull() {
		delete(s.state, addr)
	} else {
		s.state[addr] = o
	}
}
