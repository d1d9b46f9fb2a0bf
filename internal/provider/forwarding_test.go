package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const forwardLine = "mxe mail 209.19.56.20 10"

func forward(name, destination, more string) string {
	return fmt.Sprintf("resource \"valuedomain_mail_forwarding\" %q {\n domain = \"hogehoge.com\"\n local_part = %q\n destination = %q\n%s\n}\n",
		name, name, destination, more)
}

func (w *world) expectForwards(t *testing.T, want ...string) {
	t.Helper()
	z, _ := w.Zone(testDomain)
	var got []string
	for _, f := range z.Forwards {
		got = append(got, f.User+">"+f.ForwardTo)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("forwards %v, want %v", got, want)
	}
}

func TestForwardsShareTheirRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, forward("info", "me@example.net", "")+forward("sales", "you@example.net", ""))
	c.apply()
	z, _ := w.Zone(testDomain)
	if len(z.Forwards) != 2 || z.Records != webZone+"\n"+forwardLine {
		t.Errorf("%+v", z)
	}
	c.mustBeClean()
	c.write(`dns_service = "general"`, forward("info", "other@example.net", ""))
	c.apply()
	w.expectForwards(t, "info>other@example.net")
	c.mustBeClean()
	if o := c.run("state", "rm", "valuedomain_mail_forwarding.info"); o.code != 0 {
		t.Fatal(o.out)
	}
	if o := c.plan(); o.code != 1 || o.summaries() != "error: Forwarding already exists for this address" || !strings.Contains(o.details(), `id = "info@hogehoge.com"`) {
		t.Errorf("%s", o.out)
	}
	if o := c.run("import", "-input=false", "valuedomain_mail_forwarding.info", "info@hogehoge.com"); o.code != 0 {
		t.Fatal(o.out)
	}
	c.mustBeClean()
	c.destroy()
	w.expectForwards(t)
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestForwardingBesideAMailServerIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ s1.xrea.com. 10", simulator.Options{})
	c := newCLI(t, w)
	c.write("", forward("info", "me@example.net", ""))
	o := c.plan()
	if o.code != 1 || !strings.Contains(o.details(), "forwarding-with-mail-server") || !strings.Contains(o.details(), "mx @ s1.xrea.com. 10") {
		t.Errorf("%s", o.out)
	}
	w.expectForwards(t)
}

func TestForwardingOnSimpleDNSIsRefused(t *testing.T) {
	t.Parallel()
	c := newCLI(t, nil)
	c.write(`dns_service = "simple"`, forward("info", "me@example.net", ""))
	if o := c.run("validate", "-json"); o.code == 0 || !strings.Contains(o.out, "simple-dns-forwarding") {
		t.Errorf("%s", o.out)
	}
}

func TestForwardingThatTheAPIDoesNotOfferFallsBackToTheRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{NoMailForwarding: true})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, forward("info", "me@example.net", ""))
	o := c.plan()
	if o.code != 1 || o.summaries() != "error: The API offers no mail forwarding" || !strings.Contains(o.details(), `manage = "dns_only"`) {
		t.Fatalf("%s", o.out)
	}
	only := `manage = "dns_only"`
	c.write(`dns_service = "general"`, forward("info", "me@example.net", only)+forward("sales", "me@example.net", only))
	c.apply()
	if w.text(t) != webZone+"\n"+forwardLine {
		t.Errorf("zone:\n%s", w.text(t))
	}
	c.mustBeClean()
	c.write(`dns_service = "general"`, forward("info", "me@example.net", only))
	c.apply()
	if w.text(t) != webZone+"\n"+forwardLine {
		t.Errorf("one forward went and the record of the other with it:\n%s", w.text(t))
	}
	c.mustBeClean()
	c.destroy()
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestForwardingWhoseRecordDoesNotComeLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, forward("info", "me@example.net", ""))
	// Something takes the record away whenever the forwarding sets it.
	w.Inject(simulator.Fault{Method: http.MethodGet, Path: "/domains/hogehoge.com/dns", Before: func() {
		if z, _ := w.Zone(testDomain); strings.Contains(z.Records, forwardLine) {
			_, _ = w.Edit(testDomain, func(string) string { return webZone })
		}
	}})
	o := c.tryApply()
	if o.code != 1 || o.summaries() != "error: Value-Domain did not create the MXE record for mail forwarding" || !strings.Contains(o.details(), "FAQ Q6, Q7") {
		t.Errorf("%s", o.out)
	}
	w.expectForwards(t)
	if w.text(t) != webZone {
		t.Errorf("zone:\n%s", w.text(t))
	}
}
