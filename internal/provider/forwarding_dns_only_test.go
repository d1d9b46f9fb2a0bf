package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const dnsOnly = `manage = "dns_only"`

// withDNSOnly has the record under Terraform, and a forward of info that was
// set in the control panel.
func withDNSOnly(t *testing.T, panel string) (*world, *cli) {
	t.Helper()
	w := newWorld(t, webZone, simulator.Options{})
	if err := w.SetZone(testDomain, simulator.Zone{Records: webZone + "\n" + forwardLine, Forwards: []simulator.Forward{{User: "info", ForwardTo: panel}}}); err != nil {
		t.Fatal(err)
	}
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", dnsOnly))
	c.apply()
	c.mustBeClean()
	return w, c
}

// With dns_only nobody has looked at the destination, so the forward is the
// user's own until he says otherwise.
func TestAForwardOfTheControlPanelIsNotOverwrittenWhereDNSOnlyEnds(t *testing.T) {
	t.Parallel()
	for name, then := range map[string]string{
		"the same resource":     forward("info", "me@example.net", ""),
		"another resource":      strings.Replace(forward("info", "me@example.net", ""), `"info" {`, `"other" {`, 1),
		"a resource next to it": forward("info", "me@example.net", dnsOnly) + strings.Replace(forward("info", "me@example.net", ""), `"info" {`, `"other" {`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c := withDNSOnly(t, "boss@example.net")
			c.write(general, then)
			o := c.plan()
			if o.code != 1 || o.summaries() != "error: Forwarding already exists for this address" || !strings.Contains(o.details(), "boss@example.net") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			c.tryApply()
			w.expectForwards(t, "info>boss@example.net")
		})
	}
}

func TestAForwardThatIsSetWhileDNSOnlyEndsIsNotOverwritten(t *testing.T) {
	t.Parallel()
	w, c := withDNSOnly(t, "boss@example.net")
	z, _ := w.Zone(testDomain)
	panel := z.Forwards
	z.Forwards = nil
	if err := w.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	c.write(general, forward("info", "me@example.net", ""))
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	z.Forwards = panel
	if err := w.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	if o := c.run("apply", "-json", "-input=false", "p"); o.code != 1 || o.summaries() != "error: Forwarding already exists for this address" || !strings.Contains(o.details(), "boss@example.net") {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	w.expectForwards(t, "info>boss@example.net")
}

// What the message says leads on.
func TestAForwardOfTheControlPanelIsImportedWhereDNSOnlyEnds(t *testing.T) {
	t.Parallel()
	w, c := withDNSOnly(t, "boss@example.net")
	body := forward("info", "me@example.net", "")
	c.write(general, body)
	o := c.plan()
	if o.code != 1 || !strings.Contains(o.details(), "terraform state rm") {
		t.Fatalf("code %d:\n%s", o.code, o.out)
	}
	if o := c.run("state", "rm", "valuedomain_mail_forwarding.info"); o.code != 0 {
		t.Fatal(o.out)
	}
	c.write(general, body+pastedImport(t, o.details(), "info"))
	if o := c.plan(); o.code != 2 || !strings.Contains(o.out, "1 to import, 0 to add, 1 to change, 0 to destroy") {
		t.Errorf("the change of the destination is not shown (code %d):\n%s", o.code, o.out)
	}
	c.apply()
	c.mustBeClean()
	w.expectForwards(t, "info>me@example.net")
}

// The record was written here, so the registrar does not take it away.
func TestAForwardIsSetWhereDNSOnlyEndsAndAllGoesWithIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", dnsOnly))
	c.apply()
	w.expectForwards(t)
	c.write(general, forward("info", "me@example.net", ""))
	c.apply()
	c.mustBeClean()
	w.expectForwards(t, "info>me@example.net")
	w.expectLines(t, webZone, forwardLine)
	c.destroy()
	w.expectForwards(t)
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

// Another resource may have the record alone.
func TestTheRecordStaysForADNSOnlyResourceWhereTheLastForwardGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	other := forward("sales", "you@example.net", dnsOnly)
	c.write(general, other+forward("info", "me@example.net", dnsOnly))
	c.apply()
	c.write(general, other+forward("info", "me@example.net", ""))
	c.apply()
	c.write(general, other)
	c.apply()
	w.expectForwards(t)
	w.expectLines(t, webZone, forwardLine)
	c.mustBeClean()
}
