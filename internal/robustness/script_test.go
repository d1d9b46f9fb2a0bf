package robustness

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// script is a world in which a test says what happens.
type script struct {
	*world

	t   *testing.T
	dir string
	ctx context.Context //nolint:containedctx // That of the test.
}

// play runs a script on a zone, in a bubble.
func playScript(t *testing.T, text string, do func(s *script)) {
	t.Helper()
	dir, err := os.MkdirTemp(memory(), "robustness") //nolint:usetesting // Files in memory are faster.
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Hour) // Until what was begun has ended.
		w, err := newWorld(newChance(1, nil), text)
		if err != nil {
			t.Fatal(err)
		}
		defer close(w.api.end)
		w.hints = true
		s := &script{w, t, dir, t.Context()}
		do(s)
		for _, law := range w.laws {
			t.Errorf("%s: %s", t.Name(), law)
		}
		if *trace || t.Failed() {
			t.Log(w.trace.String())
		}
	})
}

// txt, a and so on are resource blocks.
func txt(host, value string) resource {
	return resource{"txt_record", map[string]string{"host": host, "value": value}}
}

func address(host, v string) resource {
	return resource{"a_record", map[string]string{"host": host, "address": v}}
}

// list is a resource with count.
func list(blocks ...resource) configuration {
	c := configuration{}
	for i, b := range blocks {
		c[fmt.Sprintf("x[%02d]", i)] = b
	}
	return c
}

//nolint:gochecknoglobals // A constant.
var ordinary = options{parallelism: 10, refresh: true}

// up plans and applies, and returns the errors.
func (s *script) up(space *workspace, o options) (diags []string) {
	s.t.Helper()
	changes, diags := s.plan(s.ctx, space, o)
	s.log("%s plans %v, errors: %q", space.name, actions(changes), diags)
	if len(diags) == 0 {
		diags = s.apply(s.ctx, space, changes, o)
		s.log("%s applied, errors: %q", space.name, diags)
	}
	return diags
}

// must is up without errors.
func (s *script) must(space *workspace, o options) {
	s.t.Helper()
	if diags := s.up(space, o); len(diags) > 0 {
		s.t.Errorf("errors: %q", diags)
	}
}

// unverified applies with a write that nobody can verify.
func (s *script) unverified(space *workspace, stored bool) {
	s.t.Helper()
	written := false
	s.api.force = func(method, _ string, l *luck) {
		l.cutBefore = method == http.MethodPut && !stored
		if written = written || method == http.MethodPut; method == http.MethodGet && written {
			l.status = http.StatusInternalServerError
		}
	}
	if diags := s.up(space, ordinary); !slices.ContainsFunc(diags, saysUnknown) {
		s.t.Errorf("errors: %q", diags)
	}
	s.api.force = nil
}

// settled expects that the next plan is empty.
func (s *script) settled(space *workspace) {
	s.t.Helper()
	s.settle()
	if changes, diags := s.plan(s.ctx, space, ordinary); len(changes)+len(diags) > 0 {
		s.t.Errorf("the next plan: %v %q", actions(changes), diags)
	}
}

// holds expects the lines of the zone, in any order.
func (s *script) holds(lines ...string) {
	s.t.Helper()
	s.settle()
	want := zone.Parse(strings.Join(lines, "\n")).Bag(origin)
	for key, n := range zone.Parse(s.api.text()).Bag(origin).Difference(want) {
		s.t.Errorf("the zone holds %d of %q too many", n, key)
	}
}

// byHand changes the text as somebody in the control panel.
func (s *script) byHand(edit func(text string) string) {
	s.t.Helper()
	s.settle()
	if _, err := s.api.server.Edit(domain, edit); err != nil {
		s.t.Fatal(err)
	}
	s.api.mu.Lock()
	s.api.note()
	s.api.mu.Unlock()
	s.foreign = zone.Parse(s.api.text()).Bag(origin).Difference(s.owned())
	s.settle()
}

// owned are the lines of all states.
func (s *script) owned() zone.Bag {
	owned, _ := s.states()
	return owned
}

// lines are the lines of blocks.
func lines(blocks ...resource) (all []string) {
	for _, b := range blocks {
		all = append(all, line(b))
	}
	return all
}

// says reports whether one of the errors holds the words.
func says(diags []string, words string) bool {
	return slices.ContainsFunc(diags, func(d string) bool { return strings.Contains(d, words) })
}
