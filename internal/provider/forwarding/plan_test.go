package forwarding

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestALateVerdictSaysThatAResourceOfTheStateHasToLeaveItBeforeAnImport(t *testing.T) {
	t.Parallel()
	address := zone.Entry{Key: "info@example.com", Line: "me@example.net"}
	for name, tc := range map[string]struct {
		claim  planledger.Claim
		leaves bool
	}{
		"a new resource":                      {planledger.Claim{Adds: address, New: true}, false},
		"a resource of the state":             {planledger.Claim{Adds: address, Removes: zone.Entry{Key: "sales@example.com"}}, false},
		"a resource that was dns_only so far": {planledger.Claim{Adds: address}, true},
	} {
		r := &forwardingResource{session: session.New(session.Static{}, false)}
		exists := planledger.Finding{Kind: planledger.Exists, Finding: rules.Finding{Line: "boss@example.net"}}
		var diags diag.Diagnostics
		r.ReportDeferred(&diags, []planledger.Deferred{{Verdict: planledger.Verdict{Findings: []planledger.Finding{exists}}, Claim: tc.claim}})
		if got := strings.Contains(diags[0].Detail(), "terraform state rm"); got != tc.leaves {
			t.Errorf("%s: %s", name, diags[0].Detail())
		}
	}
}
