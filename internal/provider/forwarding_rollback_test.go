package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// afterForwards runs what follows each write of the forwards.
func (w *world) afterForwards(run func()) {
	w.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", After: run})
}

// What can't be verified is removed again, or said to be there still.
func TestAForwardingWhoseZoneCannotBeReadLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	blind := simulator.Fault{Method: http.MethodGet, Path: "/dns", Status: 403}
	t.Run("it is removed again", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		c.write(general, forward("info", "me@example.net", ""))
		w.afterForwards(func() { w.Inject(blind) })
		o := c.tryApply()
		if o.code != 1 || o.summaries() != "error: Access denied by the API (403)" {
			t.Errorf("%s", o.out)
		}
		w.expectForwards(t)
		if w.text(t) != webZone {
			t.Errorf("zone:\n%s", w.text(t))
		}
	})
	t.Run("it can't be removed again", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		body := forward("info", "me@example.net", "")
		c.write(general, body)
		var remove []func()
		w.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", Times: 1, After: func() {
			remove = append(remove, w.Inject(blind), w.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", Status: 403}))
		}})
		o := c.tryApply()
		if o.code != 1 || o.summaries() != "error: Access denied by the API (403)\nerror: The forwarding may still be set" {
			t.Errorf("%s\n%s", o.summaries(), o.out)
		}
		w.expectForwards(t, "info>me@example.net")
		for _, again := range remove {
			again()
		}
		_, detail, _ := strings.Cut(o.details(), "Look at the mail forwarding in the control panel")
		c.write(general, body+pastedImport(t, detail, "info"))
		c.apply()
		c.mustBeClean()
	})
}

// forwardWrites counts the writes of the forwards.
func (w *world) forwardWrites() (n int) {
	for _, e := range w.Journal() {
		if e.Method == http.MethodPut && strings.HasSuffix(e.Path, "/mailforward") {
			n++
		}
	}
	return n
}

// FAQ Q7: where the record does not appear the forwarding is done again, once.
func TestAForwardingWhoseRecordDoesNotComeIsDoneAgainOnce(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		lost, writes, code int
	}{
		"it comes the second time": {lost: 1, writes: 3},          // Set, removed, set.
		"it never comes":           {lost: 9, writes: 4, code: 1}, // And removed again.
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, forward("info", "me@example.net", ""))
			w.Inject(simulator.Fault{Method: http.MethodPut, Path: "mailforward", Times: tc.lost, After: func() {
				_, _ = w.Edit(testDomain, func(string) string { return webZone })
			}})
			if o := c.tryApply(); o.code != tc.code {
				t.Errorf("%s", o.out)
			}
			if n := w.forwardWrites(); n != tc.writes {
				t.Errorf("%d writes, want %d", n, tc.writes)
			}
			if tc.code == 0 {
				w.expectForwards(t, "info>me@example.net")
				w.expectLines(t, webZone, forwardLine)
				c.mustBeClean()
				return
			}
			w.expectForwards(t)
			w.expectLines(t, webZone)
		})
	}
}
