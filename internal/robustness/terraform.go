package robustness

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
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
	aliases int    // How many provider blocks the configuration has; 0: one.
	cache   string // The cache directory of its machine.
	config  configuration
	state   map[string]object
	unknown map[string][]string // Of resources: the keys of the lines of which an error said that nobody knows.
	imports map[string]string
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

// process is one walk of the provider.
type process struct {
	tfprotov6.ProviderServer
	client *client
	schema *tfprotov6.GetProviderSchemaResponse
}

// schemaOnce is the schema, which is the same for all walks.
//
//nolint:gochecknoglobals // It never changes.
var schemaOnce = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	server := providerserver.NewProtocol6(provider.New("test", func(string) string { return "" }))()
	return server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

// walk is one walk of a graph: each provider block has a process of its own.
type walk []*process

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

// kill ends the processes: they do nothing any more.
func (all walk) kill() {
	for _, p := range all {
		p.client.mu.Lock()
		locks := slices.Clone(p.client.locks)
		p.client.mu.Unlock()
		p.client.dead.Store(true)
		for _, l := range locks {
			l.Unlock()
		}
	}
}

// start begins a walk.
func (w *world) start(ctx context.Context, space *workspace, what, dir string) (all walk, err error) {
	for i := range max(space.aliases, 1) {
		p, err := w.process(ctx, space, fmt.Sprint(what, strings.Repeat("'", i)), dir)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// process starts and configures a provider.
func (w *world) process(ctx context.Context, space *workspace, walk, dir string) (*process, error) {
	schema, err := schemaOnce()
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.walks++
	space.walks++
	c := &client{api: w.api, machine: space.cache, name: fmt.Sprintf("%s.%s%d", space.name, walk, space.walks)}
	w.mu.Unlock()
	environment := map[string]string{"VALUEDOMAIN_CACHE_DIR": space.cache, "VALUEDOMAIN_API_TOKEN": "token", "VALUEDOMAIN_LANGUAGE": "en"}
	p := provider.New("test", func(name string) string { return environment[name] }, provider.WithTransport(c), provider.WithWorkDir(cmp.Or(dir, space.dir)), provider.WithJitter(c.number),
		provider.WithRecords(func(r zonesync.Records) zonesync.Records { return records{r, c} }))
	process := &process{ProviderServer: providerserver.NewProtocol6(p)(), client: c, schema: schema}
	settings := map[string]tftypes.Value{
		"dns_service":         tftypes.NewValue(tftypes.String, "general"),
		"requests_per_minute": tftypes.NewValue(tftypes.Number, w.limit),
		"rule_severity":       tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, w.rules()),
	}
	config := dynamic(schema.Provider.ValueType(), fill(schema.Provider.ValueType(), settings))
	if _, err = process.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: config}); err != nil {
		return nil, err
	}
	resp, err := process.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.11.4"})
	if err == nil && len(resp.Diagnostics) > 0 {
		err = fmt.Errorf("configure: %s", resp.Diagnostics[0].Detail)
	}
	return process, err
}

// records are those of a process. Its locks go with it when it is killed.
type records struct {
	zonesync.Records

	client *client
}

// held is a lock of a process.
type held struct {
	zonesync.Held

	client *client
	once   sync.Once
}

// Lock waits for a lock.
func (r records) Lock(ctx context.Context, domain string) (zonesync.Held, error) {
	return r.held(r.Records.Lock(ctx, domain))
}

// TryLock takes a lock if it is free.
func (r records) TryLock(ctx context.Context, domain string) (zonesync.Held, error) {
	return r.held(r.Records.TryLock(ctx, domain))
}

func (r records) held(lock zonesync.Held, err error) (zonesync.Held, error) {
	if err != nil || lock == nil {
		return nil, err
	}
	h := &held{Held: lock, client: r.client}
	r.client.mu.Lock()
	r.client.locks = append(r.client.locks, h)
	r.client.mu.Unlock()
	if r.client.dead.Load() {
		h.Unlock()
		r.client.stop()
	}
	return h, nil
}

// Save replaces the record.
func (h *held) Save(r zonesync.Record) error {
	h.client.stop()
	return h.Held.Save(r)
}

// Unlock lets the lock go.
func (h *held) Unlock() { h.once.Do(h.Held.Unlock) }

// rules turns off the rules that the run does not want.
func (w *world) rules() map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	for _, id := range w.off {
		all[id] = tftypes.NewValue(tftypes.String, "off")
	}
	return all
}

func (p *process) typeOf(kind string) tftypes.Object {
	t, _ := p.schema.ResourceSchemas["valuedomain_"+kind].ValueType().(tftypes.Object)
	return t
}

// fill returns an object with nulls for all that is not given.
func fill(t tftypes.Type, given map[string]tftypes.Value) tftypes.Value {
	all := map[string]tftypes.Value{}
	for name, of := range t.(tftypes.Object).AttributeTypes { //nolint:forcetypeassert // A schema is an object.
		all[name] = tftypes.NewValue(of, nil)
		if v, ok := given[name]; ok {
			all[name] = v
		}
	}
	return tftypes.NewValue(t, all)
}

func dynamic(t tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	d, err := tfprotov6.NewDynamicValue(t, v)
	if err != nil {
		panic(err) // The model's own mistake.
	}
	return &d
}

func attributes(v tftypes.Value) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	if !v.IsNull() {
		_ = v.As(&all)
	}
	return all
}

// configured returns the resource block as a value.
func (p *process) configured(r resource) tftypes.Value {
	t := p.typeOf(r.kind)
	given := map[string]tftypes.Value{"domain": tftypes.NewValue(tftypes.String, domain)}
	if r.kind == "records" {
		given["records"] = elements(r)
		return fill(t, given)
	}
	for name, text := range r.attrs { // The domain too, if it is another one.
		if t.AttributeTypes[name].Is(tftypes.Number) {
			var n int64
			_, _ = fmt.Sscan(text, &n)
			given[name] = tftypes.NewValue(tftypes.Number, n)
		} else {
			given[name] = tftypes.NewValue(tftypes.String, text)
		}
	}
	return fill(t, given)
}

// elements are the records of a set, each as its line.
func elements(r resource) tftypes.Value {
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"line": tftypes.String}}
	var values []tftypes.Value
	var types []tftypes.Type
	for text := range strings.SplitSeq(line(r), "\n") {
		values = append(values, tftypes.NewValue(object, map[string]tftypes.Value{"line": tftypes.NewValue(tftypes.String, text)}))
		types = append(types, object)
	}
	return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values)
}

// proposed merges the configuration with the state, as Terraform does.
func (p *process) proposed(r resource, prior tftypes.Value) tftypes.Value {
	all, before := attributes(p.configured(r)), attributes(prior)
	for _, a := range p.schema.ResourceSchemas["valuedomain_"+r.kind].Block.Attributes {
		if !a.Computed || !all[a.Name].IsNull() {
			continue
		}
		if prior.IsNull() {
			all[a.Name] = tftypes.NewValue(a.Type, tftypes.UnknownValue)
		} else {
			all[a.Name] = before[a.Name]
		}
	}
	return tftypes.NewValue(p.typeOf(r.kind), all)
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

// plan is the plan walk: refresh, then a plan of each resource.
func (w *world) plan(ctx context.Context, space *workspace, o options) (changes []change, diags []string) {
	all, err := w.start(ctx, space, "plan", o.dir)
	if err != nil {
		return nil, []string{err.Error()}
	}
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
	return changes, diags
}

//nolint:gocognit,funlen // One node of Terraform's graph, step by step.
func (w *world) planOne(ctx context.Context, p *process, space *workspace, addr string, o options, mu *sync.Mutex) (c change, diags []string) {
	mu.Lock()
	old, inState := space.state[addr]
	block, wanted := space.config[addr]
	id, imported := space.imports[addr]
	mu.Unlock()
	kind := block.kind
	if inState {
		kind = old.kind
	}
	t := p.typeOf(kind)
	if imported && !inState {
		resp, err := p.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: "valuedomain_" + kind, ID: id})
		if err == nil && len(resp.ImportedResources) == 1 {
			v, _ := resp.ImportedResources[0].State.Unmarshal(t)
			old, inState = object{kind: kind, value: v, private: resp.ImportedResources[0].Private}, true
		}
	}
	if inState && o.refresh {
		p.pause(addr)
		resp, err := p.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "valuedomain_" + kind, CurrentState: dynamic(t, old.value), Private: old.private})
		if err != nil {
			return c, []string{err.Error()}
		}
		if diags = append(diags, failed(addr, resp.Diagnostics)...); len(diags) > 0 {
			return c, diags
		}
		v, _ := resp.NewState.Unmarshal(t)
		old.value, old.private = v, resp.Private
		mu.Lock()
		delete(space.unknown, addr) // The state says what is so again.
		if v.IsNull() {
			delete(space.state, addr)
			inState = false
		} else {
			space.state[addr] = old
		}
		mu.Unlock()
	}
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

//nolint:gocognit,funlen // One node of Terraform's graph, step by step.
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
		found := failed(c.addr, resp.Diagnostics)
		diags = append(diags, found...)
		if slices.ContainsFunc(found, saysUnknown) {
			space.doubt(c.addr)
		}
		v, _ := resp.NewState.Unmarshal(t)
		if v.IsNull() {
			delete(space.state, c.addr)
		} else {
			space.state[c.addr] = object{kind: c.kind, value: v, private: resp.Private, tainted: len(found) > 0 && prior.IsNull()}
		}
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
	for _, words := range []string{"could not be verified", "does not keep what is written", "after a write", "something else than was sent", "may still be set"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
