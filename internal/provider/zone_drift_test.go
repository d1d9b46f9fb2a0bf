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

func TestALineThatCameBesideAManagedZoneOutlivesApplyAndDestroy(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, ""))
	c.apply()
	w.edit(t, "a @ ", foreignLine+"\na @ ")
	o := c.plan()
	if o.code != 1 || o.summaries() != "error: Unmanaged lines would be deleted" || !strings.Contains(o.details(), foreignLine) {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	// A refresh that is kept makes the line no more managed than before.
	if o := c.run("apply", "-refresh-only", "-auto-approve", "-input=false"); o.code != 0 {
		t.Fatal(o.out)
	}
	if o := c.plan(); o.code != 1 {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	// A destroy plans the text first, and says how to do without that.
	if o := c.run("destroy", "-json", "-auto-approve", "-input=false"); o.code != 1 || !strings.Contains(o.details(), "destroy -refresh=false") {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	c.destroy("-refresh=false")
	if w.text(t) != foreignLine {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestALineThatCameBesideAManagedZoneGoesWithLeave(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, "allow_delete_unmanaged = true"))
	c.apply()
	w.edit(t, "a @ ", foreignLine+"\na @ ")
	if o := c.plan(); o.code != 2 || o.summaries() != "warning: Lines of the zone are deleted" {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	c.apply()
	if w.text(t) != webZone {
		t.Errorf("zone:\n%s", w.text(t))
	}
	c.mustBeClean()
	w.edit(t, "a @ ", foreignLine+"\na @ ")
	c.destroy()
	if w.text(t) != foreignLine {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestAManagedLineThatWasChangedIsChangedBackWithoutLeave(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, ""))
	c.apply()
	w.edit(t, "a www 203.0.113.10", "a www 203.0.113.99")
	if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	c.apply()
	if w.text(t) != webZone {
		t.Errorf("zone:\n%s", w.text(t))
	}
	c.mustBeClean()
}

// A line that the user takes into the text, as the error asks for, is managed
// from then on, though there is nothing to write.
func TestALineThatCameBesideAManagedZoneIsTakenIntoItsText(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, ""))
	c.apply()
	both := webZone + "\n" + foreignLine
	w.edit(t, webZone, both)
	c.write("", zoneConfig(both, ""))
	if o := c.plan(); o.code != 2 || len(o.diagnostics) > 0 {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	c.apply()
	c.mustBeClean()
	c.destroy()
	if text := strings.TrimSpace(w.text(t)); text != "" {
		t.Errorf("zone after destroy:\n%s", text)
	}
}

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

// The web server's new address stands in most lines of a small zone.
func TestLinesThatChangeAreNotCountedAsDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, ""))
	c.apply()
	moved := strings.ReplaceAll(webZone, "203.0.113.10", "203.0.113.20")
	c.write("", zoneConfig(moved, ""))
	o := c.run("plan", "-no-color", "-input=false")
	if o.code != 0 {
		t.Fatal(o.out)
	}
	// The plan shows the text line by line.
	for _, line := range []string{"- a www 203.0.113.10", "+ a www 203.0.113.20", "  txt @ google-site-verification=example"} {
		if !strings.Contains(o.out, "  "+line+"\n") {
			t.Errorf("the plan does not show %q:\n%s", line, o.out)
		}
	}
	c.apply()
	if w.text(t) != moved {
		t.Errorf("zone:\n%s", w.text(t))
	}
	c.mustBeClean()
}

// What a run has written without being able to verify it is managed too, though
// the next plan finds nothing to do.
func TestLinesOfAWriteThatWasNotVerifiedAreManaged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", zoneConfig(webZone, ""))
	c.apply()
	c.write("", zoneConfig(webZone+"\na new 192.0.2.1", ""))
	// The plan and the apply have read.
	recovered := w.Inject(simulator.Fault{Method: "GET", Status: 503, Skip: 2})
	if o := c.tryApply(); o.code != 1 || o.summaries() != "error: The write could not be verified" {
		t.Fatalf("%s", o.out)
	}
	recovered()
	c.mustBeClean()
	c.apply()
	c.write("", "")
	c.apply()
	if strings.TrimSpace(w.text(t)) != "" {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}
