package provider_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// foreignLine is a line that another tool adds next to a managed zone.
const foreignLine = "txt _acme-challenge token"

// Terraform keeps nothing of what a provider that died had noted.
func TestALineThatCameBesideAManagedZoneOutlivesAProviderThatDied(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, ""))
	c.apply()
	c.forgetPrivate()
	w.edit(t, webZone, webZone+"\n"+foreignLine)
	c.write("", zoneConfig(webZone+"\na new 192.0.2.1", ""))
	o := c.tryApply()
	if o.code != 1 || o.summaries() != "error: Unmanaged lines would be deleted" || !strings.Contains(o.details(), foreignLine) {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	if want := webZone + "\n" + foreignLine; w.text(t) != want {
		t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), want)
	}
	c.destroy("-refresh=false")
	if w.text(t) != foreignLine {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

// forgetPrivate takes the private data of the resources out of the state.
func (c *cli) forgetPrivate() {
	c.t.Helper()
	path := c.dir + "/terraform.tfstate"
	state, err := os.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	without := regexp.MustCompile(`,\s*"private": "[^"]*"`).ReplaceAll(state, nil)
	if len(without) == len(state) {
		c.t.Fatalf("no private data in the state:\n%s", state)
	}
	if err := os.WriteFile(path, without, 0o600); err != nil {
		c.t.Fatal(err)
	}
}
