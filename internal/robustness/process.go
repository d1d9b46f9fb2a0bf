package robustness

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
)

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

// kill ends the processes: they do nothing any more.
func (all walk) kill() {
	for _, p := range all {
		p.client.mu.Lock()
		locks := slices.Clone(p.client.locks)
		p.client.mu.Unlock()
		p.client.dead.Store(true)
		if p.client.service != nil {
			p.client.service.forget(p.client)
		}
		for _, l := range locks {
			_ = l.Unlock(context.Background())
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
	c := &client{api: w.api, machine: space.machine, service: w.service, name: fmt.Sprintf("%s.%s%d", space.name, walk, space.walks)}
	w.mu.Unlock()
	machine := space.machine
	if w.service != nil {
		machine = connection{w.service, c, space.name, map[string]int{}}
	}
	environment := map[string]string{"VALUEDOMAIN_API_TOKEN": "token", "VALUEDOMAIN_LANGUAGE": "en"}
	p := provider.New("test", func(name string) string { return environment[name] }, provider.WithTransport(c), provider.WithWorkDir(cmp.Or(dir, space.dir)), provider.WithJitter(c.number),
		provider.WithShared(func(string) coordination.Shared { return shared{machine, c} }))
	process := &process{ProviderServer: providerserver.NewProtocol6(p)(), client: c, schema: schema}
	service := "general"
	if w.detects {
		service = "auto"
	}
	settings := map[string]tftypes.Value{
		"dns_service":         tftypes.NewValue(tftypes.String, service),
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

// shared is what a process shares. Its locks go with it when it is killed.
type shared struct {
	coordination.Shared

	client *client
}

// held is a lock of a process.
type held struct {
	coordination.Held

	client *client
	ended  atomic.Bool
}

// Lock waits for a lock.
func (s shared) Lock(ctx context.Context, domain string) (coordination.Held, error) {
	return s.held(s.Shared.Lock(ctx, domain))
}

// TryLock takes a lock if it is free.
func (s shared) TryLock(ctx context.Context, domain string) (coordination.Held, error) {
	return s.held(s.Shared.TryLock(ctx, domain))
}

func (s shared) held(lock coordination.Held, err error) (coordination.Held, error) {
	if err != nil || lock == nil {
		return nil, err
	}
	h := &held{Held: lock, client: s.client}
	s.client.mu.Lock()
	s.client.locks = append(s.client.locks, h)
	s.client.mu.Unlock()
	if s.client.dead.Load() {
		_ = h.Unlock(context.Background())
		s.client.stop()
	}
	return h, nil
}

// Save replaces the record.
func (h *held) Save(ctx context.Context, r coordination.Record) error {
	h.client.stop()
	return h.Held.Save(ctx, r)
}

// Unlock ends the lock, of a process that is killed meanwhile too.
func (h *held) Unlock(ctx context.Context) error {
	if h.ended.Swap(true) {
		return nil
	}
	return h.Held.Unlock(ctx)
}

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
