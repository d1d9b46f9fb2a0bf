package robustness

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// world is all that a run has: an API, workspaces, and what is known of both.
type world struct {
	api      *api
	chance   *chance
	limit    int
	mail     bool     // The zone has mail forwards.
	machines bool     // The workspaces are on two, so that they run one after the other.
	calm     bool     // Nothing has gone wrong yet, and nobody else writes.
	off      []string // Rules that are off.
	hints    bool     // The CLI says in an apply that it is one, as Terraform does.
	walks    int
	steps    int
	spaces   []*workspace

	mu        sync.Mutex
	foreign   zone.Bag             // Lines that no resource owns.
	strangers map[string]time.Time // Lines that another tool wrote, and when.
	orphans   map[string]bool      // Lines that a killed run may have written, and that are in no state.
	left      map[string]bool      // Lines that a killed run may have removed, and that are in a state.
	laws      []string             // What was broken.
	trace     strings.Builder
	begun     time.Time
}

//nolint:gochecknoglobals // A constant.
var origin = zone.NewOrigin(domain)

// The zones that runs begin with: the one with mail servers, the other with mail
// forwards. They hold lines of all kinds that nobody may touch.
const (
	someZone  = "# web\na @ 203.0.113.10\na www 203.0.113.10\n\ntxt @ v=spf1 ip4:203.0.113.10 ~all\nurl blog https://example.net/ x\na twin 192.0.2.9\na twin 192.0.2.9\n"
	startZone = someZone + "mx @ s1.xrea.com. 10"
	mailZone  = someZone + automatic
)

func newWorld(chance *chance, text, dir string) (*world, error) {
	w := &world{
		chance: chance, limit: 60, off: []string{"host-address-conflict"}, begun: time.Now(),
		strangers: map[string]time.Time{}, orphans: map[string]bool{}, left: map[string]bool{},
	}
	var err error
	if w.api, err = newAPI(chance, 0, w.log); err != nil {
		return nil, err
	}
	z := simulator.Zone{DomainID: 1, NSType: "valuedomain1", TTL: 3600, Records: text}
	if strings.Contains(text, automatic) {
		w.mail = true
		z.Forwards = []simulator.Forward{{User: "postmaster", ForwardTo: "somebody@example.net"}}
	}
	if err := w.api.server.SetZone(domain, z); err != nil {
		return nil, err
	}
	w.api.note()
	w.foreign = zone.Parse(w.api.text()).Bag(origin)
	w.api.effect = w.see
	return w, os.MkdirAll(filepath.Join(dir, "cache"), 0o700)
}

// space makes a workspace.
func (w *world) space(name, dir string) *workspace {
	s := &workspace{
		name: name, dir: filepath.Join(dir, name), cache: filepath.Join(dir, "cache"),
		config: configuration{}, state: map[string]object{}, unknown: map[string][]string{}, imports: map[string]string{},
	}
	w.spaces = append(w.spaces, s)
	return s
}

func (w *world) log(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintf(&w.trace, "%12d %s\n", time.Since(w.begun).Microseconds(), fmt.Sprintf(format, args...))
}

// broken notes that a law was broken.
func (w *world) broken(format string, args ...any) {
	w.log("BROKEN: "+format, args...)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.laws = append(w.laws, fmt.Sprintf(format, args...))
}

// see holds a write against the first law: a line that no resource of ours ever
// owned is never removed or changed. What another tool wrote counts once it is
// older than the lag when the writer's last read began.
func (w *world) see(by write) {
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

// line returns the line of a resource block; of a set its lines in order.
func line(r resource) string {
	a := r.attrs
	if r.kind == "records" {
		return strings.Join(slices.Sorted(maps.Values(a)), "\n")
	}
	switch strings.TrimSuffix(r.kind, "_record") {
	case "a", "aaaa":
		return strings.TrimSuffix(r.kind, "_record") + " " + a["host"] + " " + a["address"]
	case "txt":
		return "txt " + a["host"] + " " + a["value"]
	case "cname":
		return "cname " + a["host"] + " " + a["target"]
	case "srv":
		return "srv " + a["host"] + " " + a["priority"] + " " + a["weight"] + " " + a["port"] + " " + a["target"]
	case "mail_forwarding":
		return forward + a["local_part"] + " " + a["destination"]
	case "mx":
		return "mx " + a["host"] + " " + a["target"] + " " + a["priority"]
	}
	return ""
}

// lineOf returns the line that the state has of a resource.
func lineOf(o object) string {
	if o.kind == "mail_forwarding" {
		return forward + o.text("local_part") + " " + o.text("destination")
	}
	if o.kind == "records" {
		var lines []tftypes.Value
		var all []string
		_ = attributes(o.value)["lines"].As(&lines)
		for _, v := range lines {
			var text string
			_ = v.As(&text)
			all = append(all, text)
		}
		slices.Sort(all)
		return strings.Join(all, "\n")
	}
	return o.text("line")
}

// keys returns the keys of a resource's lines.
func keys(text string) (all []string) {
	for l := range strings.SplitSeq(text, "\n") {
		all = append(all, origin.LineKey(l))
	}
	return all
}

// text returns an attribute, "" where there is none.
func (o object) text(name string) (text string) {
	if v := attributes(o.value)[name]; v.IsKnown() && !v.IsNull() && v.Type().Is(tftypes.String) {
		_ = v.As(&text)
	}
	return text
}

// wanted returns the lines that all configurations want.
func (w *world) wanted() zone.Bag {
	b := zone.Bag{}
	for _, s := range w.spaces {
		for _, r := range s.config {
			if r.kind == "zone_settings" {
				continue
			}
			for _, key := range keys(line(r)) {
				b.Add(key, 1)
			}
		}
	}
	return b
}

// states returns the lines that all states have, and the keys of which nobody
// knows.
func (w *world) states() (b zone.Bag, unknown map[string]bool) {
	b, unknown = zone.Bag{}, map[string]bool{}
	for _, s := range w.spaces {
		for addr, o := range s.state {
			if o.kind == "zone_settings" {
				continue
			}
			for _, key := range keys(lineOf(o)) {
				b.Add(key, 1)
				if len(s.unknown[addr]) > 0 || o.tainted {
					unknown[key] = true
				}
			}
		}
		for _, keys := range s.unknown {
			for _, key := range keys {
				unknown[key] = true
			}
		}
	}
	return b, unknown
}

// settle waits until nothing is on its way any more, neither a late write nor an
// old read.
func (w *world) settle() { time.Sleep(landing + lag + time.Second) }

// truthful holds the zone against the states: what they say is so, unless an
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

// ttl holds the ttl of the zone against the one configuration that sets it.
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

// reached holds the zone against what the configurations want.
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

// frugal holds the requests of an apply against its writes: where nothing goes
// wrong, nor has, a commit takes three. The mail forwards are a list of their own.
func (w *world) frugal(all walk) {
	w.mu.Lock()
	calm := w.calm && len(w.spaces) == 1 && !w.mail && len(all) == 1
	w.mu.Unlock()
	if c := all[0].client; calm && c.sent > max(3*c.wrote, 1) {
		w.broken("%s took %d requests for %d writes", c.name, c.sent, c.wrote)
	}
}

// budget holds the requests against the limit.
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

// recover lets applies without trouble bring about what is wanted: one, two
// after a kill, with the import blocks of the errors.
func (w *world) recover(ctx context.Context) {
	w.api.mu.Lock()
	w.api.trouble = trouble{}
	w.api.mu.Unlock()
	w.settle()
	for _, s := range w.spaces {
		tries := s.applies()
		o := options{parallelism: 10, refresh: true}
		for try := 1; ; try++ {
			changes, diags := w.plan(ctx, s, o)
			if len(diags) == 0 {
				s.unknown = map[string][]string{}
				diags = w.apply(ctx, s, changes, o)
			}
			w.log("%s recovers: %d changes, errors: %q", s.name, len(changes), diags)
			if len(diags) == 0 {
				break
			}
			if helped := s.importBlocks(diags) || w.removeOrphans(diags); try > tries || !helped && try >= tries {
				w.broken("%s does not recover: %q", s.name, diags)
				break
			}
		}
		s.imports = map[string]string{}
		if changes, diags := w.plan(ctx, s, o); len(changes)+len(diags) > 0 {
			w.broken("%s: the plan after the recovery is not empty: %v %q", s.name, actions(changes), diags)
		}
	}
}

// removeOrphans removes by hand what a killed run left, which no state has and
// nobody wants, where an error names it.
func (w *world) removeOrphans(diags []string) (found bool) {
	states, _ := w.states()
	wanted := w.wanted()
	_, _ = w.api.server.Edit(domain, func(records string) string {
		return strings.Join(slices.DeleteFunc(strings.Split(records, "\n"), func(text string) bool {
			key := origin.LineKey(text)
			named := slices.ContainsFunc(diags, func(d string) bool { return strings.Contains(d, text) })
			goes := w.orphans[key] && named && states[key] == 0 && wanted[key] == 0
			found = found || goes
			return goes
		}), "\n")
	})
	w.api.note()
	return found
}

// applies returns how many applies a workspace needs to recover: two if a run of
// it was killed that had written something new.
func (s *workspace) applies() int {
	for addr := range s.unknown {
		if _, ok := s.state[addr]; !ok {
			return 2
		}
	}
	return 1
}

func actions(changes []change) (all []string) {
	for _, c := range changes {
		all = append(all, c.action+" "+c.addr)
	}
	slices.Sort(all)
	return all
}

// importBlocks does what errors ask for: a line that is in the zone already is
// imported. It reports whether there was any.
func (s *workspace) importBlocks(diags []string) (found bool) {
	for _, text := range diags {
		if strings.Contains(text, "terraform state rm valuedomain_records") {
			found = s.takeOver(text) || found
			continue
		}
		if strings.Contains(text, "terraform state rm") {
			found = s.forget(text) || found
			continue
		}
		rest := text
		for {
			_, after, ok := strings.Cut(rest, "id = \"")
			if !ok {
				break
			}
			id, tail, _ := strings.Cut(after, "\"\n")
			rest = tail
			for _, addr := range slices.Sorted(maps.Keys(s.config)) {
				r := s.config[addr]
				if _, there := s.state[addr]; !there && names(r, id) && s.imports[addr] == "" && !s.importing(id) {
					s.imports[addr], found = id, true
				}
			}
		}
	}
	return found
}

// takeOver forgets the set that is to have a line of those that an error names, and
// imports it with them.
func (s *workspace) takeOver(text string) bool {
	_, id, _ := strings.Cut(text, "id = \"")
	id, _, _ = strings.Cut(id, "\"\n")
	_, items, _ := strings.Cut(id, "|")
	for _, addr := range slices.Sorted(maps.Keys(s.state)) {
		r, ok := s.config[addr]
		own := strings.Split(line(r), "\n")
		wants := slices.ContainsFunc(strings.Split(items, "|"), func(item string) bool { return slices.Contains(own, item) })
		if ok && r.kind == "records" && wants {
			delete(s.state, addr)
			s.imports[addr] = id
			return true
		}
	}
	return false
}

// forget takes the resource out of the state whose line an error names, and that
// is to change.
func (s *workspace) forget(text string) bool {
	for _, addr := range slices.Sorted(maps.Keys(s.state)) {
		o := s.state[addr]
		if r, ok := s.config[addr]; ok && line(r) != lineOf(o) && strings.Contains(text, "\n  "+lineOf(o)+"\n") {
			delete(s.state, addr)
			return true
		}
	}
	return false
}

func (s *workspace) importing(id string) bool {
	for _, other := range s.imports {
		if other == id {
			return true
		}
	}
	return false
}

// names reports whether an import id is that of a resource block. That of a set
// holds only those of its lines that are there.
func names(r resource, id string) bool {
	if r.kind != "records" {
		return idOf(r) == id
	}
	of, items, ok := strings.Cut(id, "|")
	if !ok || of != domain {
		return false
	}
	own := strings.Split(line(r), "\n")
	return !slices.ContainsFunc(strings.Split(items, "|"), func(item string) bool { return !slices.Contains(own, item) })
}

func idOf(r resource) string {
	if r.kind == "mail_forwarding" {
		return r.attrs["local_part"] + "@" + domain
	}
	_, rest, _ := strings.Cut(line(r), " ")
	parts := strings.Fields(rest)
	if r.kind == "txt_record" {
		parts = strings.SplitN(rest, " ", 2)
	}
	return domain + "/" + strings.Join(parts, "/")
}
