package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// everyKind is a resource of each kind that claims something else.
func everyKind() map[string]func() *instance {
	return map[string]func() *instance{
		"a record": func() *instance { return addressOf("shop", "192.0.2.1") },
		"a forwarding": func() *instance {
			return recordInstance("mail_forwarding", map[string]string{"local_part": "info", "destination": "me@example.net"})
		},
		"a zone": func() *instance {
			i := recordInstance("zone", map[string]string{"content": "a @ 192.0.2.1\na www 192.0.2.1"})
			i.config["allow_delete_unmanaged"] = tftypes.NewValue(tftypes.Bool, true)
			i.config["allow_large_delete"] = tftypes.NewValue(tftypes.Bool, true)
			return i
		},
		"settings": func() *instance {
			i := recordInstance("zone_settings", nil)
			i.config["ttl"] = tftypes.NewValue(tftypes.Number, 600)
			return i
		},
	}
}

// `terraform test` from 1.13 on configures one process and uses it for all walks of
// all runs.
func TestOneProcessServesAllWalksOfARun(t *testing.T) {
	t.Parallel()
	for name, kind := range everyKind() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inVirtualTime(t, func(t *testing.T) {
				p := newProcess(t, simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"}), false)
				wants(t, "a run that plans only", p.plan(kind(), false))
				i := kind()
				wants(t, "the plan", p.plan(i, false))
				wants(t, "the apply's plan", p.plan(i, false))
				wants(t, "the apply", p.apply(i, false))
				wants(t, "the next run's read", p.read(i))
				wants(t, "the next run's plan", p.plan(i, false))
				wants(t, "the plan of the removal", p.plan(i, true))
				wants(t, "the removal", p.apply(i, true))
				wants(t, "the plan after it", p.plan(i, false))
				wants(t, "its apply's plan", p.plan(i, false))
				wants(t, "its apply", p.apply(i, false))
			})
		})
	}
}

func TestARunIsNotHeldAgainstWhatAnotherOneHasPlannedOnly(t *testing.T) {
	t.Parallel()
	inVirtualTime(t, func(t *testing.T) {
		p := newProcess(t, simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"}), false)
		for _, i := range []*instance{
			addressOf("shop", "192.0.2.1"),
			recordInstance("cname_record", map[string]string{"host": "shop", "target": "shops.example.net."}),
			everyKind()["a zone"](), everyKind()["settings"](),
			addressOf("shop", "192.0.2.2"),
		} {
			wants(t, i.kind, p.plan(i, false))
		}
	})
}

func TestTwoResourcesOfOneLineAreRefusedInOneProcessToo(t *testing.T) {
	t.Parallel()
	for _, plansFirst := range []bool{false, true} {
		inVirtualTime(t, func(t *testing.T) {
			file := simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"})
			p := newProcess(t, file, false)
			one, two := addressOf("shop", "192.0.2.1"), addressOf("shop", "192.0.2.1")
			p.plan(one, false)
			p.plan(two, false)
			p.plan(one, false)
			if plansFirst {
				p.plan(two, false)
			}
			wants(t, "the first", p.apply(one, false))
			if !plansFirst {
				wants(t, "the plan of the second", p.plan(two, false), "error: Record already exists in the zone")
				return
			}
			wants(t, "the second", p.apply(two, false), "error: Duplicate record")
			if text := zoneText(t, file).Records; text != "a @ 192.0.2.1\na shop 192.0.2.1" {
				t.Errorf("zone:\n%s", text)
			}
		})
	}
}

func TestTwoResourcesOfOneLineAreRefusedInThePlanOfAProcessOfItsOwn(t *testing.T) {
	t.Parallel()
	inVirtualTime(t, func(t *testing.T) {
		p := newProcess(t, simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"}), true)
		wants(t, "the first", p.plan(addressOf("shop", "192.0.2.1"), false))
		wants(t, "the second", p.plan(addressOf("shop", "192.0.2.1"), false), "error: Record is declared twice")
	})
}
