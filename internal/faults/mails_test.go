package main

import (
	"io"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestTheForwardsAreHeldAgainstTheState(t *testing.T) {
	t.Parallel()
	staff := simulator.Forward{User: "staff0", ForwardTo: "box0@example.com"}
	own := simulator.Forward{User: "own1-1", ForwardTo: "box1@example.net"}
	held := stateLines{mailLine(own.User, own.ForwardTo): "x"}
	for name, tc := range map[string]struct {
		list          []simulator.Forward
		code          int
		before, after stateLines
		lost          string
	}{
		"all is well":                       {list: []simulator.Forward{staff, own}, after: held},
		"that of nobody has gone":           {list: []simulator.Forward{own}, after: held, lost: "stands 0 times"},
		"that of nobody stands twice":       {list: []simulator.Forward{staff, staff, own}, after: held, lost: "stands 2 times"},
		"its own is missing":                {list: []simulator.Forward{staff}, after: held, lost: "the state holds"},
		"its own is left":                   {list: []simulator.Forward{staff, own}, lost: "not in the state"},
		"a failed apply may have left one":  {list: []simulator.Forward{staff, own}, code: 1},
		"a failed apply may have taken one": {list: []simulator.Forward{staff}, code: 1, before: held, after: held},
		"a failed apply has made one":       {list: []simulator.Forward{staff}, code: 1, after: held, lost: "the state holds"},
	} {
		w, err := newWorld("a @ 192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.server.SetZone(domain, simulator.Zone{Forwards: tc.list}); err != nil {
			t.Fatal(err)
		}
		r := &scenario{engine: engine{world: w, total: &figures{out: io.Discard}}, others: []simulator.Forward{staff}}
		r.forwards(&workspace{wishes: newWishes(kindMail)}, applied{outcome{tc.code, ""}, tc.before, tc.after})
		if text := strings.Join(r.total.lost, "\n"); (text == "") != (tc.lost == "") || !strings.Contains(text, tc.lost) {
			t.Errorf("%s: %q, want %q", name, text, tc.lost)
		}
	}
}

// A list that was right again afterwards has lost a forward for that time.
func TestEveryListThatWasWrittenHoldsWhatIsNobodys(t *testing.T) {
	t.Parallel()
	staff := simulator.Forward{User: "staff0", ForwardTo: "box0@example.com"}
	w, err := newWorld("")
	if err != nil {
		t.Fatal(err)
	}
	w.lists = []list{{party: &party{name: "own1"}}}
	r := &scenario{engine: engine{world: w, total: &figures{out: io.Discard}}, others: []simulator.Forward{staff}}
	r.nobodys(map[string]int{mailLine(staff.User, staff.ForwardTo): 1})
	if len(r.total.lost) != 1 || !strings.Contains(r.total.lost[0], "own1 wrote the forwards without") {
		t.Errorf("%q", r.total.lost)
	}
}

func TestAnApplyThatForgetsTheServiceIsFound(t *testing.T) {
	t.Parallel()
	w, err := newWorld("")
	if err != nil {
		t.Fatal(err)
	}
	asks := applied{outcome: outcome{1, `{"diagnostic":{"severity":"error","summary":"s","detail":"Set dns_service.","address":"a"}}`}}
	for name, tc := range map[string]struct {
		spaces int
		lost   bool
	}{"alone": {1, true}, "beside another": {2, false}} {
		r := &scenario{engine: engine{world: w, total: &figures{out: io.Discard}}, spaces: make([]*workspace, tc.spaces)}
		if r.remembered(asks); (len(r.total.lost) > 0) != tc.lost {
			t.Errorf("%s: %q", name, r.total.lost)
		}
	}
}
