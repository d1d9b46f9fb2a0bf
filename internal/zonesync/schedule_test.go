package zonesync

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// role is what the writer does that knows nothing of the lock.
type role uint8

const (
	editorRole    role = iota // It adds a line to what it has read.
	wiperRole                 // It empties the zone.
	registrarRole             // It is the registrar, after a change of the forwards.
)

// scenario is what two processes do, and who else is there.
type scenario struct {
	name  string
	start []string
	p, q  [2]wish
	role  role
	line  string // Of the other writer.
}

// search looks at every schedule of a scenario.
type search struct {
	scenario

	timing  Timing
	scripts [2][2]wish
	effects [2][2]zone.Bag
	depends [2]bool  // Whether the second operation concerns lines of the first one,
	needs   [2]bool  // and removes one that the first one adds.
	keys    []string // All that are of interest.
	texts   []*Document
	bags    []zone.Bag
	ids     map[zone.Digest]int
	tracing bool
	left    budget

	seed      maphash.Seed
	known     map[uint64]float64 // How many schedules begin at a state; -1: it is being looked at.
	steps     int
	path      []int
	failed    string
	failedRun []int
}

func begin() time.Time { return time.Unix(1_000_000_000, 0) }

func newSearch(s scenario) *search {
	n := &search{scenario: s, timing: DefaultTiming(), scripts: [2][2]wish{s.p, s.q}, ids: map[zone.Digest]int{}, known: map[uint64]float64{}, seed: maphash.MakeSeed()}
	n.timing.Quiet, n.timing.Hope = 0, 0
	// Round times make more states equal.
	n.timing.Stale, n.timing.Attempts = nil, 3
	n.timing.Lag, n.timing.Landing = 2*time.Second, 3*time.Second
	n.timing.Refused, n.timing.Again = 2*time.Second, time.Second
	keys := map[string]bool{}
	for p, script := range n.scripts {
		for i, w := range script {
			n.effects[p][i] = w.effect()
			for k := range n.effects[p][i] {
				n.depends[p] = n.depends[p] || i == 1 && n.effects[p][0][k] != 0
				n.needs[p] = n.needs[p] || i == 1 && n.effects[p][0][k] > 0 && n.effects[p][1][k] < 0
				keys[k] = true
			}
		}
	}
	for _, l := range append(slices.Clone(s.start), s.line) {
		keys[key(l)] = true
	}
	for k := range keys {
		if k != "" {
			n.keys = append(n.keys, k)
		}
	}
	slices.Sort(n.keys)
	n.text(s.start...)
	return n
}

// id returns the number of a text; texts that mean the same have the same one.
func (s *search) id(d *Document) int {
	id, ok := s.ids[d.digest]
	if !ok {
		id = len(s.texts)
		s.ids[d.digest] = id
		s.texts, s.bags = append(s.texts, d), append(s.bags, d.Bag())
	}
	return id
}

func (s *search) text(lines ...string) int {
	return s.id(newDocument(zone.Snapshot{Domain: testDomain, Text: strings.Join(lines, "\n"), TTL: 600, NSType: "valuedomain1"}))
}

func (s *search) name(text int) string {
	var names []string
	for _, l := range s.texts[text].zone.Lines() {
		names = append(names, short(l.Text))
	}
	slices.Sort(names)
	return fmt.Sprintf("%v", names)
}

func (s *search) newMachine() *Machine { return newMachine(testDomain, s.timing, guard{}) }

func (s *search) begin(left budget) *world {
	s.left = left
	w := &world{search: s, now: begin(), versions: []shown{{0, begin().Add(-time.Hour)}}, holder: -1, left: left}
	for p := range w.runs {
		w.runs[p].machine = s.newMachine()
	}
	return w
}

// explore looks at everything that may follow, and returns how many schedules
// that are.
func (s *search) explore(w *world) (schedules float64) {
	key := w.key()
	if n, ok := s.known[key]; ok {
		if n < 0 {
			w.broken("a schedule never ends")
			s.fail(w)
		}
		return n
	}
	s.known[key] = -1
	choices := w.choices()
	if len(choices) == 0 {
		w.ends()
		schedules = 1
	}
	for i, c := range choices {
		if w.law != "" || s.failed != "" {
			break
		}
		n := w.clone()
		s.path = append(s.path, i)
		s.do(n, c)
		if n.law != "" {
			s.fail(n)
		} else {
			schedules += s.explore(n)
		}
		s.path = s.path[:len(s.path)-1]
	}
	s.fail(w)
	s.known[key] = schedules
	return schedules
}

func (s *search) do(w *world, c choice) {
	s.steps++
	w.left.all -= c.trouble
	c.do(w)
}

func (s *search) fail(w *world) {
	if w.law != "" && s.failed == "" {
		s.failed, s.failedRun = w.law, slices.Clone(s.path)
	}
}

// story returns the events of the schedule that has failed.
func (s *search) story() string {
	s.tracing = true
	w := s.begin(s.left)
	for _, i := range s.failedRun {
		s.do(w, w.choices()[i])
	}
	if len(w.choices()) == 0 {
		w.ends()
	}
	return w.story()
}

const (
	lineA = "a a 192.0.2.1"
	lineB = "a b 192.0.2.2"
	lineC = "a c 192.0.2.3"
	lineK = "a k 192.0.2.9"
	lineF = "a f 192.0.2.7"
)

// scenarios returns what is looked at.
func scenarios() []scenario {
	add := func(l string) wish { return wish{put: l} }
	remove := func(l string) wish { return wish{remove: l} }
	return []scenario{
		{"lines of their own", []string{lineK}, [2]wish{add(lineA), remove(lineA)}, [2]wish{add(lineB), {lineB, lineC}}, editorRole, lineF},
		{"lines that are equal", []string{lineK}, [2]wish{remove(lineK), add(lineA)}, [2]wish{add(lineK), remove(lineK)}, editorRole, lineF},
		{"another writer with an equal line", []string{lineK, lineA}, [2]wish{remove(lineK), add(lineC)}, [2]wish{add(lineB), remove(lineB)}, editorRole, lineK},
		{"another writer that empties the zone", []string{lineK, lineA}, [2]wish{add(lineB), remove(lineB)}, [2]wish{remove(lineK), add(lineC)}, wiperRole, lineF},
		{"the registrar", []string{lineK}, [2]wish{add(lineA), remove(lineA)}, [2]wish{{lineK, lineB}, add(lineK)}, registrarRole, lineF},
	}
}

// TestEverySchedule looks at every order in which two processes with two
// operations each, their store and another writer may act, at every age that a
// read may have, and at every place for up to two things that go wrong: an
// outcome of a write, a request that fails, a death, a caller that leaves, a
// plan that reads meanwhile, a pause, another writer. It takes
// ZONESYNC_TROUBLE=2 to look at two things.
func TestEverySchedule(t *testing.T) {
	t.Parallel()
	most := 1
	if testing.Short() || raceDetector {
		most = 0
	}
	most = setting("ZONESYNC_TROUBLE", most)
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for trouble := range most + 1 {
				began := time.Now()
				search := newSearch(s)
				left := budget{all: trouble, crashes: 1, pauses: 1, looks: 1}
				schedules := search.explore(search.begin(left))
				t.Logf("%d goes wrong: %.3g schedules, %d states, %d steps, %v", trouble, schedules, len(search.known), search.steps, time.Since(began).Round(time.Millisecond))
				if search.failed != "" {
					t.Fatalf("law broken: %s\n%s", search.failed, search.story())
				}
			}
		})
	}
}
