package robustness

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const (
	domain = "hogehoge.com"
	// forward begins the line that means a mail forward here, and automatic
	// is the line that the registrar sets for them.
	forward   = "forward "
	automatic = "mxe mail 209.19.56.20 10"
	// lag is how long reads may lag behind writes, landing how long after its
	// error a write may still take effect: what the provider is built for.
	lag     = 1300 * time.Millisecond
	landing = 1900 * time.Millisecond
	// latency is the longest way to the API, or back.
	latency = 300 * time.Millisecond
)

// trouble is how often what goes wrong, of a thousand requests.
type trouble struct {
	cutBefore, cutAfter, late, refused, tooMany, serverError, oldRead int

	outage outage
}

// outage is a time in which no write goes through, and perhaps no read.
type outage struct {
	from, until time.Time
	status      int // The answer; 0: the connection is cut.
	reads       bool
}

func (t trouble) String() string {
	text := fmt.Sprintf("per mille: cut before %d, cut after %d, late %d, 400 %d, 429 %d, 500 %d, old reads %d",
		t.cutBefore, t.cutAfter, t.late, t.refused, t.tooMany, t.serverError, t.oldRead)
	if o := t.outage; o.until.After(o.from) {
		text += fmt.Sprintf("; outage in %s for %s, status %d, of reads too: %t", time.Until(o.from), o.until.Sub(o.from), o.status, o.reads)
	}
	return text
}

// api is the simulated API with an unreliable network in front of it.
type api struct {
	server *simulator.Server
	chance *chance
	log    func(format string, args ...any)

	mu       sync.Mutex
	trouble  trouble
	versions []version                           // What the zone was, the newest last.
	starts   map[coordination.Shared][]time.Time // By machine.
	requests int
	writes   int
	end      chan struct{} // Closed at the end of the run.
	effect   func(w write) // Called with each text that takes effect.
	// force changes what becomes of a request; nil: nothing does.
	force func(method, path string, l *luck)
}

// version is what a GET showed from a time on.
type version struct {
	since time.Time
	zone  simulator.Zone
}

// write is a PUT of a zone that took effect.
type write struct {
	by            string
	asked         time.Time // When the last read of the writer began.
	sent          time.Time // When the writer sent it.
	before, after string
}

func newAPI(chance *chance, limit int, log func(string, ...any)) (*api, error) {
	a := &api{chance: chance, log: log, starts: map[coordination.Shared][]time.Time{}, end: make(chan struct{})}
	var err error
	a.server, err = simulator.New(simulator.Options{RequestsPerMinute: limit})
	return a, err
}

// note remembers what the zone is now.
func (a *api) note() {
	z, _ := a.server.Zone(domain)
	if n := len(a.versions); n == 0 || a.versions[n-1].zone.Records != z.Records || a.versions[n-1].zone.TTL != z.TTL || fmt.Sprint(a.versions[n-1].zone.Forwards) != fmt.Sprint(z.Forwards) {
		a.versions = append(a.versions, version{time.Now(), z})
	}
}

// text is the zone, followed by a line for each mail forward. The line that the
// registrar sets for those is not shown: it is nobody's.
func (a *api) text() string {
	z, _ := a.server.Zone(domain)
	text := strings.TrimSuffix(strings.Replace(z.Records+"\n", automatic+"\n", "", 1), "\n")
	for _, f := range z.Forwards {
		text += "\n" + forward + f.User + " " + f.ForwardTo
	}
	return text
}

// counts returns how many requests and writes there were so far.
func (a *api) counts() (requests, writes int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.requests, a.writes
}
