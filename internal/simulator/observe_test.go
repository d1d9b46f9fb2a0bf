package simulator_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestObserverSeesTheTruthOfEachEffect(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var seen []simulator.Exchange
	s, c := newServer(t, simulator.Options{Observe: func(e simulator.Exchange) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, e)
	}})
	const path, start, written = "/domains/" + domain + "/dns", "a @ 192.0.2.1", "a @ 192.0.2.2"
	set(t, s, start)
	try := func(f simulator.Fault, method, path, body string) {
		defer s.Inject(f)()
		_, _, _ = c.try(method, path, body)
	}
	try(simulator.Fault{}, http.MethodGet, path, "")
	try(simulator.Fault{}, http.MethodGet, "/domains/example.net/dns", "") // No zone, no effect.
	try(simulator.Fault{CutAfter: true}, http.MethodPut, path, putBody(written))
	try(simulator.Fault{StaleReads: true}, http.MethodGet, path, "")
	try(simulator.Fault{Status: 503}, http.MethodPut, path, putBody(start)) // No effect.
	try(simulator.Fault{Status: 503, AfterEffect: true}, http.MethodPut, path, putBody(start))
	try(simulator.Fault{TruncateBody: true}, http.MethodGet, path, "")

	type line struct {
		seq                  int
		write                bool
		before, after, shown string
		reached              bool
	}
	want := []line{
		{1, false, start, start, start, true},
		{2, true, start, written, written, false},
		{3, false, written, written, start, true},
		{4, true, written, start, start, false},
		{5, false, start, start, start, false},
	}
	var got []line
	for _, e := range seen {
		if e.Domain != domain || e.Host != "simulator" {
			t.Errorf("%+v", e)
		}
		got = append(got, line{e.Seq, e.Write, e.Before.Records, e.After.Records, e.Shown, e.Reached})
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}
