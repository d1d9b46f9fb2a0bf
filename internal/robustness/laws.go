package robustness

import (
	"fmt"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// broken notes that a law was broken.
func (w *world) broken(format string, args ...any) {
	w.log("BROKEN: "+format, args...)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.laws = append(w.laws, fmt.Sprintf(format, args...))
}

// mostAge bounds how old what a text is built on is when it is sent: a read that is fresh,
// or that the commit has made, before half a second in which the limit let nothing pass.
// Services that keep records take time of their own.
const mostAge = max(time.Second, 2*latency+time.Second/2)

// see checks a write against the first law: a line that no resource of ours ever
// owned is never removed or changed. What another tool wrote counts once it is
// older than the lag when the writer's last read began.
func (w *world) see(by write) {
	if age := by.sent.Sub(by.asked); age > mostAge && w.service == nil {
		w.broken("%s wrote what it had read %s before", by.by, age)
	}
	before, after := zone.Parse(by.before).Bag(origin), zone.Parse(by.after).Bag(origin)
	w.mu.Lock()
	var lost []string
	for key, n := range w.foreign {
		if before[key] >= n && after[key] < n {
			lost = append(lost, key)
		}
	}
	for key, at := range w.strangers {
		if before[key] > 0 && after[key] == 0 {
			if by.asked.Sub(at) > lag {
				lost = append(lost, key)
			}
			delete(w.strangers, key) // Nobody brings it back.
		}
	}
	w.mu.Unlock()
	slices.Sort(lost)
	for _, key := range lost {
		w.broken("%s removed a line that no resource owned: %q", by.by, key)
	}
}

// settle waits until nothing is on its way any more, neither a late write nor an
// old read.
func (w *world) settle() { time.Sleep(landing + lag + time.Second) }

// truthful compares the zone with the states: what they say is so, unless an
// error said that nobody knows.
func (w *world) truthful(when string) {
	w.settle()
	has := zone.Parse(w.api.text()).Bag(origin)
	states, unknown := w.states()
	want := zone.Bag{}
	want.AddAll(w.foreign, 1)
	want.AddAll(states, 1)
	for key := range w.strangers {
		want.Add(key, 1)
	}
	for key, n := range has.Difference(want) {
		if !unknown[key] && (n < 0 && !w.left[key] || n > 0 && !w.orphans[key]) {
			w.broken("%s: the zone and the states differ by %d of %q", when, n, key)
		}
	}
}

// ttl compares the TTL of the zone with the one configuration that sets it.
func (w *world) ttl() {
	z, _ := w.api.server.Zone(domain)
	want := "3600"
	for _, s := range w.spaces {
		for _, r := range s.config {
			if r.kind == "zone_settings" {
				want = r.attrs["ttl"]
			}
		}
	}
	if got := fmt.Sprint(z.TTL); got != want {
		w.broken("after the recovery: the ttl is %s, want %s", got, want)
	}
}

// reached compares the zone with what the configurations want.
func (w *world) reached(when string) {
	w.settle()
	has := zone.Parse(w.api.text()).Bag(origin)
	want := w.wanted()
	want.AddAll(w.foreign, 1)
	for key := range w.strangers {
		want.Add(key, 1)
	}
	for key, n := range has.Difference(want) {
		if n < 0 || !w.orphans[key] {
			w.broken("%s: %d of %q", when, n, key)
		}
	}
}

// frugal compares the requests of an apply with its writes: where nothing goes
// wrong, nor has, a commit takes three. The mail forwards are a list of their own.
func (w *world) frugal(all walk) {
	w.mu.Lock()
	calm := w.calm && len(w.spaces) == 1 && !w.mail && len(all) == 1
	w.mu.Unlock()
	if c := all[0].client; calm && c.sent > max(3*c.wrote, 1) {
		w.broken("%s took %d requests for %d writes", c.name, c.sent, c.wrote)
	}
}

// budget checks the requests against the limit.
func (w *world) budget() {
	w.api.mu.Lock()
	defer w.api.mu.Unlock()
	for _, starts := range w.api.starts {
		slices.SortFunc(starts, func(a, b time.Time) int { return a.Compare(b) })
		for i := w.limit; i < len(starts); i++ {
			if gap := starts[i].Sub(starts[i-w.limit]); gap < time.Minute {
				w.broken("%d requests within %s", w.limit+1, gap)
				break
			}
		}
	}
}
