package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// general is the service of every test here.
const general = `dns_service = "general"`

func TestAForwardingThatIsThereIsImportedAsTheErrorSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	if err := w.SetZone(testDomain, simulator.Zone{Records: webZone + "\n" + forwardLine, Forwards: []simulator.Forward{{User: "info", ForwardTo: "me@example.net"}}}); err != nil {
		t.Fatal(err)
	}
	c := newCLI(t, w)
	body := forward("info", "me@example.net", "")
	c.write(general, body)
	o := c.plan()
	if o.code != 1 || o.summaries() != "error: Forwarding already exists for this address" {
		t.Fatal(o.out)
	}
	pasted := body + pastedImport(t, o.details(), "info")
	c.write(general, pasted)
	if o := c.apply(); !strings.Contains(o.out, "1 imported, 0 added, 0 changed, 0 destroyed") {
		t.Errorf("%s", o.out)
	}
	c.mustBeClean()
	w.expectNoWrite(t)
}

func TestARenamedForwardingSurvives(t *testing.T) {
	t.Parallel()
	for range runsOf(3, 20) {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		c.write(general, forward("info", "me@example.net", "")+forward("sales", "you@example.net", ""))
		c.apply()
		c.write(general, strings.Replace(forward("info", "me@example.net", ""), `"info" {`, `"renamed" {`, 1)+forward("sales", "you@example.net", ""))
		c.apply()
		if z, _ := w.Zone(testDomain); len(z.Forwards) != 2 || z.Records != webZone+"\n"+forwardLine {
			t.Fatalf("%+v", z)
		}
		c.mustBeClean()
	}
}

func TestOneAddressForwardedTwiceIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", "")+strings.Replace(forward("info", "you@example.net", ""), `"info" {`, `"again" {`, 1))
	w.expectRefusal(t, c.plan(), "Two resources forward the same address", "info@hogehoge.com")
}

func TestForwardsStayInTheStateWhereTheAPIStopsOfferingThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", ""))
	c.apply()
	remove := w.Inject(simulator.Fault{Path: "mailforward", Status: 404})
	if o := c.plan(); o.code != 1 || o.summaries() != "error: The API offers no mail forwarding" {
		t.Errorf("%s", o.out)
	}
	if o := c.run("destroy", "-json", "-input=false", "-auto-approve", "-refresh=false"); o.code != 1 || o.summaries() != "error: The API offers no mail forwarding" {
		t.Errorf("%s", o.out)
	}
	remove()
	c.mustBeClean()
}

func TestWithoutAnEndpointAForwardingIsImportedAsItsRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nMXE Mail 209.19.56.20  10", simulator.Options{NoMailForwarding: true})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", `manage = "dns_only"`))
	if o := c.run("import", "-input=false", "valuedomain_mail_forwarding.info", "info@hogehoge.com"); o.code != 0 {
		t.Fatal(o.out)
	}
	c.apply() // The destination is known to nobody but the configuration.
	c.mustBeClean()
	w.expectNoWrite(t)
}

func TestAForwardingChangesItsLocalPartInPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", "")+forward("sales", "you@example.net", ""))
	c.apply()
	c.write(general, strings.Replace(forward("info", "me@example.net", ""), `local_part = "info"`, `local_part = "post"`, 1)+forward("sales", "you@example.net", ""))
	if o := c.apply(); !strings.Contains(o.out, "0 added, 1 changed, 0 destroyed") {
		t.Errorf("%s", o.out)
	}
	z, _ := w.Zone(testDomain)
	for _, f := range z.Forwards {
		if f.User == "info" || len(z.Forwards) != 2 || z.Records != webZone+"\n"+forwardLine {
			t.Errorf("%+v", z)
		}
	}
	c.mustBeClean()
}

func TestTwoForwardsExchangeTheirAddressesInPlace(t *testing.T) {
	t.Parallel()
	for range runsOf(2, 20) {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		pair := func(first, second string) string {
			return block("mail_forwarding", "one", "local_part = \""+first+"\"\ndestination = \"me@example.net\"") +
				block("mail_forwarding", "two", "local_part = \""+second+"\"\ndestination = \"you@example.net\"")
		}
		c.write(general, pair("info", "sales"))
		c.apply()
		c.write(general, pair("sales", "info"))
		if o := c.apply(); !strings.Contains(o.out, "0 added, 2 changed, 0 destroyed") {
			t.Errorf("%s", o.out)
		}
		z, _ := w.Zone(testDomain)
		got := map[string]string{}
		for _, f := range z.Forwards {
			got[f.User] = f.ForwardTo
		}
		if len(z.Forwards) != 2 || got["sales"] != "me@example.net" || got["info"] != "you@example.net" || z.Records != webZone+"\n"+forwardLine {
			t.Fatalf("%+v", z)
		}
		c.mustBeClean()
	}
}

func TestAForwardingDoesNotTakeTheAddressOfAnotherOneAtPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, forward("info", "me@example.net", ""))
	c.apply()
	z, _ := w.Zone(testDomain)
	z.Forwards = append(z.Forwards, simulator.Forward{User: "sales", ForwardTo: "foreign@example.net"})
	if err := w.SetZone(testDomain, z); err != nil {
		t.Fatal(err)
	}
	c.write(general, strings.Replace(forward("info", "me@example.net", ""), `local_part = "info"`, `local_part = "sales"`, 1))
	if o := c.plan(); o.code != 1 || o.summaries() != "error: Forwarding already exists for this address" || !strings.Contains(o.details(), "foreign@example.net") {
		t.Errorf("%s", o.out)
	}
}
