package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const maintenance = "<html><head><title>Maintenance</title></head><body>back soon</body></html>"

// Each fault is there when a saved plan is applied and stays; nothing may be
// written, or what was written must be whole.
func TestTroubleInTheApplyThatStaysIsAClearError(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		fault   simulator.Fault
		summary string
		parts   []string
	}{
		"the token is made again":          {simulator.Fault{Status: 401}, "Invalid API token (401)", []string{"401", "VALUEDOMAIN_API_TOKEN"}},
		"the address is no longer allowed": {simulator.Fault{Method: http.MethodPut, Status: 403}, "Access denied by the API (403)", []string{"403"}},
		"the write is refused":             {simulator.Fault{Method: http.MethodPut, Status: 400}, "The zone could not be read or written", []string{"400"}},
		"an HTML 503 for every read":       {simulator.Fault{Method: http.MethodGet, Status: 503, Body: maintenance}, "The zone could not be read or written", []string{"503", "Maintenance", "tried 5 times"}},
		"another domain answers":           {simulator.Fault{Method: http.MethodGet, Wrong: simulator.Wrong{Domain: "example.org"}}, "The zone looks damaged, so nothing was written", []string{`"example.org"`, "wrong-domain"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write("", oneRecord)
			if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
				t.Fatal(o.out)
			}
			remove := w.Inject(tc.fault)
			o := c.run("apply", "-json", "-input=false", "p")
			remove()
			w.expectRefusal(t, o, tc.summary, tc.parts...)
			c.apply() // Nothing of it stays.
			if want := webZone + "\n" + oneLine; w.text(t) != want {
				t.Errorf("zone:\n%s", w.text(t))
			}
		})
	}
}

func TestAWriteThatCannotBeVerifiedIsAClearErrorAndNothingIsDoneTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", oneRecord)
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	w.ResetJournal()
	blind := false
	remove := w.Inject(simulator.Fault{Method: http.MethodPut, After: func() {
		if !blind {
			blind = true
			// A refusal is not tried again, unlike a fault.
			w.Inject(simulator.Fault{Name: "blind", Method: http.MethodGet, Status: 403, Body: maintenance, Times: 1})
		}
	}})
	o := c.run("apply", "-json", "-input=false", "p")
	remove()
	if o.code != 1 || o.summaries() != "error: The write could not be verified" || !strings.Contains(o.details(), "Maintenance") {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	if want := webZone + "\n" + oneLine; w.text(t) != want {
		t.Errorf("zone:\n%s", w.text(t))
	}
	writes := 0
	for _, e := range w.Journal() {
		if e.Method == http.MethodPut {
			writes++
		}
	}
	if writes != 1 {
		t.Errorf("%d writes", writes)
	}
	// What to do is what the message says.
	c.write("", "import {\n  to = valuedomain_a_record.mail\n  id = \"hogehoge.com/mail/219.163.200.70\"\n}\n"+oneRecord)
	c.apply()
	c.mustBeClean()
}

func TestForwardsOutliveTroubleOfTheirEndpoint(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]simulator.Fault{
		"an HTML 503 for the write":         {Path: "mailforward", Method: http.MethodPut, Status: 503, Body: maintenance, Times: 1},
		"a connection cut after the write":  {Path: "mailforward", Method: http.MethodPut, Cut: simulator.CutAfter, Times: 1},
		"a connection cut before the write": {Path: "mailforward", Method: http.MethodPut, Cut: simulator.CutBefore, Times: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, forward("info", "me@example.net", ""))
			w.Inject(fault)
			c.apply()
			w.expectForwards(t, "info>me@example.net")
			if w.text(t) != webZone+"\n"+forwardLine {
				t.Errorf("zone:\n%s", w.text(t))
			}
			c.mustBeClean()
			c.destroy()
			if w.text(t) != webZone {
				t.Errorf("zone after destroy:\n%s", w.text(t))
			}
		})
	}
}
