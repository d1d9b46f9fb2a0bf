package provider_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// inProcess serves the provider to the CLI from this process.
func inProcess() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"valuedomain": providerserver.NewProtocol6WithError(provider.New("test", os.Getenv)),
	}
}

func (w *world) config(body string) string {
	return fmt.Sprintf("provider \"valuedomain\" {\n  endpoint = %q\n  api_token = %q\n  dns_service = \"general\"\n}\n%s", w.url, w.token, body)
}

func TestLifeOfAnMXRecord(t *testing.T) {
	t.Parallel()
	cliPath(t)
	w := newWorld(t, webZone, simulator.Options{})
	const name = "valuedomain_mx_record.m"
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: inProcess(),
		Steps: []resource.TestStep{
			{
				Config: w.config(mx("m", `target = "s1.xrea.com."`)),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(name, tfjsonpath.New("line"), knownvalue.StringExact("mx @ s1.xrea.com. 10")),
					statecheck.ExpectKnownValue(name, tfjsonpath.New("priority"), knownvalue.Int64Exact(10)),
				},
				ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
			{
				Config: w.config(mx("m", "target = \"s2.xrea.com.\"\npriority = 20\nhost = \"web\"")),
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(name, plancheck.ResourceActionUpdate)},
				},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(name, tfjsonpath.New("line"), knownvalue.StringExact("mx web s2.xrea.com. 20")),
				},
			},
			{
				ResourceName: name, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "line",
				ImportStateId: "hogehoge.com/web/s2.xrea.com.",
			},
		},
	})
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestIdentityOfARecordInTheState(t *testing.T) {
	t.Parallel()
	cliPath(t)
	w := newWorld(t, webZone, simulator.Options{})
	const name = "valuedomain_mx_record.m"
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: inProcess(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config: w.config(mx("m", `target = "s1.xrea.com."`)),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentityValue(name, tfjsonpath.New("target"), knownvalue.StringExact("s1.xrea.com.")),
				},
			},
			{ResourceName: name, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
	})
}
