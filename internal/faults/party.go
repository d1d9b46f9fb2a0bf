package main

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const domain = "hogehoge.com"

// party is a client of the API, told from the others by its port.
type party struct {
	name    string
	machine string // Writers of ours on one machine share a lock.
	ours    bool
	url     string // The endpoint.
	// may tells of lines that carry no mark of its own, and that it may write
	// or take away none the less; nil for none.
	may func(line string) bool
}

// mark is what every line that a party of ours writes contains, and no other.
func (p *party) mark() string { return " " + p.name + "-" }

// others returns the lines that this party has to leave alone, without their
// line ends.
func (p *party) others(text string) []string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], "\r")
	}
	return slices.DeleteFunc(lines, func(l string) bool {
		return p.ours && (strings.Contains(l, p.mark()) || p.may != nil && p.may(l))
	})
}

// own returns this party's lines.
func (p *party) own(text string) []string {
	var own []string
	for l := range strings.SplitSeq(text, "\n") {
		if strings.Contains(l, p.mark()) {
			own = append(own, strings.TrimRight(l, "\r"))
		}
	}
	return own
}

// world is a simulated API with one zone, and who has to do with it.
type world struct {
	server *simulator.Server
	start  string

	mu      sync.Mutex
	events  []simulator.Exchange
	lists   []list
	parties map[string]*party // By host.
	close   []func()
}

func newWorld(text string) (*world, error) {
	w := &world{start: text, parties: map[string]*party{}}
	server, err := simulator.New(simulator.Options{RequestsPerMinute: -1, Observe: w.observe})
	if err != nil {
		return nil, err
	}
	w.server = server
	return w, server.SetZone(domain, simulator.Zone{DomainID: 1, TTL: 600, Records: text})
}

func (w *world) observe(e simulator.Exchange) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

// party opens a port for a client. Machine is empty for a foreign writer.
func (w *world) party(name, machine string) *party {
	p := &party{name: name, machine: machine, ours: machine != ""}
	listener := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		w.server.ServeHTTP(answer, request)
		if request.Method == http.MethodPut && strings.HasSuffix(request.URL.Path, "/mailforward") {
			w.listed(p)
		}
	}))
	p.url = listener.URL + "/v1"
	w.mu.Lock()
	defer w.mu.Unlock()
	w.parties[strings.TrimPrefix(listener.URL, "http://")] = p
	w.close = append(w.close, listener.Close)
	return p
}

// listed notes what the mail forwards are after a write of them: they are no part
// of an Exchange.
func (w *world) listed(p *party) {
	z, _ := w.server.Zone(domain)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lists = append(w.lists, list{time.Now(), p, z.Forwards})
}

// listings returns what the writes of the mail forwards have left so far.
func (w *world) listings() []list {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.lists)
}

// list is what the mail forwards are after a write.
type list struct {
	at       time.Time
	party    *party
	forwards []simulator.Forward
}

// ours returns the writers that are ours, in the order of their names.
func (w *world) ours() []*party {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []*party
	for _, p := range w.parties {
		if p.ours {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b *party) int { return strings.Compare(a.name, b.name) })
	return all
}

// history returns all effects so far in their order.
func (w *world) history() []simulator.Exchange {
	w.mu.Lock()
	defer w.mu.Unlock()
	events := slices.Clone(w.events)
	slices.SortFunc(events, func(a, b simulator.Exchange) int { return a.Seq - b.Seq })
	return events
}

func (w *world) text() string {
	z, _ := w.server.Zone(domain)
	return z.Records
}

func (w *world) end() {
	for _, f := range w.close {
		f()
	}
}
