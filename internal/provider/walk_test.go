package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// process is a provider process as a CLI drives it, with a simulator in it, so that
// it runs in virtual time.
type process struct {
	*served
	// deferral is what Terraform says in an apply.
	deferral bool
}

// simulated returns the file of a simulator with a zone.
func simulated(t *testing.T, z simulator.Zone) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "zones.json")
	s, err := simulator.New(simulator.Options{StateFile: file})
	if err != nil {
		t.Fatal(err)
	}
	z.DomainID, z.NSType, z.TTL = 1, "valuedomain1", 3600
	if err := s.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	return file
}

// newProcess starts a process on the zones in a file. Most CLIs validate the
// provider block first.
func newProcess(t *testing.T, file string, validates bool) *process {
	t.Helper()
	s := &served{t: t, ProviderServer: providerserver.NewProtocol6(provider.New("test", os.Getenv))()}
	var err error
	if s.schema, err = s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	config := s.object(s.schema.Provider.ValueType(), values(map[string]string{"simulator_file": file, "dns_service": "general"}))
	if validates {
		if _, err := s.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: config}); err != nil {
			t.Fatal(err)
		}
	}
	resp, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.14.0"})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, resp)
	}
	return &process{served: s}
}

func values(texts map[string]string) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	for name, text := range texts {
		all[name] = tftypes.NewValue(tftypes.String, text)
	}
	return all
}

// instance is a resource as a state and a plan have it.
type instance struct {
	kind    string
	config  map[string]tftypes.Value
	state   *tfprotov6.DynamicValue // Nil for none.
	private []byte
	planned *tfprotov6.PlanResourceChangeResponse
}

func recordInstance(kind string, texts map[string]string) *instance {
	i := &instance{kind: "valuedomain_" + kind, config: values(texts)}
	i.config["domain"] = tftypes.NewValue(tftypes.String, testDomain)
	return i
}

func addressOf(host, address string) *instance {
	return recordInstance("a_record", map[string]string{"host": host, "address": address})
}

func (p *process) typeOf(i *instance) tftypes.Type {
	return p.schema.ResourceSchemas[i.kind].ValueType()
}

func (p *process) orNull(i *instance, v *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	if v != nil {
		return v
	}
	null, err := tfprotov6.NewDynamicValue(p.typeOf(i), tftypes.NewValue(p.typeOf(i), nil))
	if err != nil {
		p.t.Fatal(err)
	}
	return &null
}

// plan validates and plans, as every walk does; destroys plans the removal.
func (p *process) plan(i *instance, destroys bool) []string {
	p.t.Helper()
	config := p.object(p.typeOf(i), i.config)
	proposed := config
	if destroys {
		config, proposed = p.orNull(i, nil), p.orNull(i, nil)
	} else if resp, err := p.ValidateResourceConfig(p.t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: i.kind, Config: config}); err != nil || len(resp.Diagnostics) > 0 {
		p.t.Fatal(err, resp)
	}
	var err error
	i.planned, err = p.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.kind, PriorState: p.orNull(i, i.state), ProposedNewState: proposed, Config: config, PriorPrivate: i.private,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: p.deferral},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return spoken(i.planned.Diagnostics)
}

// apply applies what was planned.
func (p *process) apply(i *instance, destroys bool) []string {
	p.t.Helper()
	config := p.object(p.typeOf(i), i.config)
	if destroys {
		config = p.orNull(i, nil)
	}
	resp, err := p.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.kind, PriorState: p.orNull(i, i.state), PlannedState: i.planned.PlannedState, Config: config, PlannedPrivate: i.planned.PlannedPrivate,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if said := spoken(resp.Diagnostics); len(said) > 0 {
		return said
	}
	i.state, i.private = resp.NewState, resp.Private
	if destroys {
		i.state, i.private = nil, nil
	}
	return nil
}

// create plans and applies a new resource in a process of its own.
func create(t *testing.T, file string, all ...*instance) {
	t.Helper()
	p := newProcess(t, file, true)
	for _, i := range all {
		if said := append(p.plan(i, false), p.apply(i, false)...); len(said) > 0 {
			t.Fatal(said)
		}
	}
}

// read reads a resource of the state.
func (p *process) read(i *instance) []string {
	p.t.Helper()
	resp, err := p.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: i.kind, CurrentState: i.state, Private: i.private})
	if err != nil {
		p.t.Fatal(err)
	}
	i.state, i.private = resp.NewState, resp.Private
	if p.value(p.typeOf(i), i.state).IsNull() {
		i.state, i.private = nil, nil
	}
	return spoken(resp.Diagnostics)
}

// is returns an attribute of the state, "" where there is none.
func (p *process) is(i *instance, name string) string {
	if i.state == nil {
		return ""
	}
	return p.texts(p.typeOf(i), i.state)[name]
}

// spoken lists diagnostics as "severity: summary".
func spoken(all []*tfprotov6.Diagnostic) []string {
	var said []string
	for _, d := range all {
		said = append(said, strings.ToLower(d.Severity.String())+": "+d.Summary)
	}
	slices.Sort(said)
	return said
}

// zoneText returns the zone's text.
func zoneText(t *testing.T, file string) simulator.Zone {
	t.Helper()
	s, err := simulator.New(simulator.Options{StateFile: file})
	if err != nil {
		t.Fatal(err)
	}
	z, _ := s.Zone(testDomain)
	return z
}

// editZone writes the zone's text as the control panel does.
func editZone(t *testing.T, file, text string) {
	t.Helper()
	s, err := simulator.New(simulator.Options{StateFile: file})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edit(testDomain, func(string) string { return text }); err != nil {
		t.Fatal(err)
	}
}

// inVirtualTime runs a test in a bubble, and lets its background work end.
func inVirtualTime(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		test(t)
		time.Sleep(time.Minute)
	})
}

func wants(t *testing.T, step string, got []string, want ...string) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: said %q, want %q", step, got, want)
	}
}
