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
