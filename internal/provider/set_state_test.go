package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A set is read with values that no configuration may have.
func TestALineOfASetThatNoConfigurationMayHaveIsChangedBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, set("s", mxOld, spfOld))
	c.apply()
	w.edit(t, "mx s1.xrea.com. 10", "mx s1-.xrea.com. 10")
	c.apply()
	w.expectLines(t, webZone, "mx s1.xrea.com. 10", "txt @ v=spf1 a:s1.xrea.com ~all")
	c.mustBeClean()
}

// What a removal that failed was to spare is no property of the resource.
func TestALineThatAFailedRemovalSparedGoesOnceNoOtherResourceHasIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\na x 192.0.2.1\na y 192.0.2.1", simulator.Options{})
	p := &process{served: serve(t, w)}
	imported := func(kind, id string) *instance {
		resp, err := p.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: kind, ID: id})
		if err != nil || len(resp.ImportedResources) != 1 {
			t.Fatal(err, resp)
		}
		return &instance{kind: kind, config: map[string]tftypes.Value{}, state: resp.ImportedResources[0].State, private: resp.ImportedResources[0].Private}
	}
	s, one := imported("valuedomain_records", testDomain+"|a/x|a/y"), imported("valuedomain_a_record", testDomain+"/x/192.0.2.1")
	p.read(s)
	p.read(one)
	wants(t, "the plan of the removal", p.plan(s, true))
	remove := w.Inject(simulator.Fault{Method: "PUT", Status: 400})
	resp, err := p.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: s.kind, PriorState: s.state, PlannedState: s.planned.PlannedState, Config: p.orNull(s, nil), PlannedPrivate: s.planned.PlannedPrivate,
	})
	if err != nil || len(resp.Diagnostics) == 0 {
		t.Fatal(err, resp)
	}
	s.state, s.private = resp.NewState, resp.Private
	remove()
	p = &process{served: serve(t, w)} // The other resource is forgotten.
	p.read(s)
	wants(t, "the plan of the removal again", p.plan(s, true))
	wants(t, "the removal", p.apply(s, true))
	w.expectLines(t, webZone)
}
