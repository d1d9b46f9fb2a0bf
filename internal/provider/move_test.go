package provider_test

import (
	"encoding/json"
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

// Notes of a write whose outcome the state does not know go by the revision.
func TestAMovedRecordKeepsItsRevision(t *testing.T) {
	t.Parallel()
	s := serve(t, newWorld(t, webZone, simulator.Options{}))
	resp, err := s.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: "registry.terraform.io/terraform-valuedomain/valuedomain",
		SourceTypeName:        "valuedomain_raw_record", TargetTypeName: "valuedomain_a_record",
		SourceState:   &tfprotov6.RawState{JSON: []byte(`{"domain":"hogehoge.com","line":"a www 203.0.113.10"}`)},
		SourcePrivate: []byte(`{"claim":"InRva2VuIg==","revision":"InJldmlzaW9uIg=="}`),
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, resp)
	}
	var private map[string][]byte
	if err := json.Unmarshal(resp.TargetPrivate, &private); err != nil || string(private["claim"]) != `"token"` || string(private["revision"]) != `"revision"` {
		t.Errorf("%v: moved with %s", err, resp.TargetPrivate)
	}
}
