package provider_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// move moves a raw record of a line to another type.
func (s *served) move(from, to, line string) *tfprotov6.MoveResourceStateResponse {
	s.t.Helper()
	state, err := json.Marshal(map[string]string{"domain": testDomain, "line": line})
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := s.MoveResourceState(s.t.Context(), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: "registry.terraform.io/terraform-valuedomain/valuedomain",
		SourceTypeName:        from, SourceState: &tfprotov6.RawState{JSON: state}, TargetTypeName: to,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return resp
}

func TestARawRecordMovesToTheResourceOfItsType(t *testing.T) {
	t.Parallel()
	s := serve(t, newWorld(t, webZone, simulator.Options{}))
	for _, tc := range everyType() {
		if tc.kind == "raw" {
			continue
		}
		to := "valuedomain_" + tc.kind + "_record"
		resp := s.move("valuedomain_raw_record", to, tc.firstLine)
		if len(resp.Diagnostics) > 0 {
			t.Errorf("%s: %+v", tc.firstLine, resp.Diagnostics[0])
			continue
		}
		if got := s.texts(s.schema.ResourceSchemas[to].ValueType(), resp.TargetState); got["line"] != tc.firstLine || got["domain"] != testDomain {
			t.Errorf("%s: moved to %v", tc.firstLine, got)
		}
		if name := s.value(s.names.IdentitySchemas[to].ValueType(), resp.TargetIdentity.IdentityData); name.IsNull() || !name.IsFullyKnown() {
			t.Errorf("%s: the identity is %s", tc.firstLine, name)
		}
	}
}

func TestARawRecordOfAnotherTypeDoesNotMove(t *testing.T) {
	t.Parallel()
	s := serve(t, newWorld(t, webZone, simulator.Options{}))
	for name, tc := range map[string]struct{ from, to, line, summary string }{
		"a line of another type":  {"valuedomain_raw_record", "valuedomain_a_record", "aaaa @ 2001:db8::1", "The line is not of this record type"},
		"a line of no known type": {"valuedomain_raw_record", "valuedomain_a_record", "url a https://x.example/", "The line is not of this record type"},
		"another resource":        {"valuedomain_aaaa_record", "valuedomain_a_record", "a @ 192.0.2.1", "Unable to Move Resource State"},
		"to a raw record":         {"valuedomain_a_record", "valuedomain_raw_record", "a @ 192.0.2.1", "Unable to Move Resource State"},
	} {
		if resp := s.move(tc.from, tc.to, tc.line); len(resp.Diagnostics) != 1 || resp.Diagnostics[0].Summary != tc.summary {
			t.Errorf("%s: %+v", name, resp.Diagnostics)
		}
	}
}

// A state of an older provider may hold a raw record of a type that has a resource
// of its own today.
func TestAMovedBlockMakesARawRecordATypedOne(t *testing.T) {
	t.Parallel()
	start := webZone + "\nmx   @ s1.xrea.com. 20"
	w := newWorld(t, start, simulator.Options{})
	c := newCLI(t, w)
	c.file("terraform.tfstate", fmt.Sprintf(`{
  "version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "0b8c7ac5-8f3e-4a1b-8f5e-000000000000", "outputs": {},
  "resources": [{
    "mode": "managed", "type": "valuedomain_raw_record", "name": "old",
    "provider": "provider[\"registry.terraform.io/terraform-valuedomain/valuedomain\"]",
    "instances": [{"schema_version": 0, "attributes": {"domain": %q, "line": "mx   @ s1.xrea.com. 20"}}]
  }]
}`, testDomain))
	c.write("", mx("m", "target = \"s1.xrea.com.\"\npriority = 20")+"moved {\n  from = valuedomain_raw_record.old\n  to = valuedomain_mx_record.m\n}\n")
	c.apply()
	w.expectNoWrite(t)
	c.mustBeClean()
	c.destroy()
	if w.text(t) != webZone {
		t.Errorf("zone:\n%s", w.text(t))
	}
}
