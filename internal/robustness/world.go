package robustness

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// world is all that a run has: an API, workspaces, and what is known of both.
type world struct {
	circumstances
	knowledge

	api     *api
	chance  *chance
	machine coordination.Shared // Of the workspaces, unless they have another one.
	service *service            // Nil: a workspace has no machine of its own, or they share nothing.
	calm    bool                // Nothing has gone wrong yet, and nobody else writes.
	walks   int
	steps   int
	spaces  []*workspace
	warned  func(*tfprotov6.Diagnostic) // Hears of the warnings of an apply; nil: nobody.

	mu    sync.Mutex
	laws  []string // What was broken.
	trace strings.Builder
	begun time.Time
}

// circumstances are what stays the same in a run.
type circumstances struct {
	limit    int
	mail     bool     // The zone has mail forwards.
	machines bool     // The workspaces are on two, so that they run one after the other.
	off      []string // Rules that are off.
	hints    bool     // The CLI says in an apply that it is one, as Terraform does.
	detects  bool     // The provider finds out itself which DNS service a zone is on.
}

// knowledge is whose the lines are that no state explains.
type knowledge struct {
	foreign   zone.Bag             // Lines that no resource owns.
	strangers map[string]time.Time // Lines that another tool wrote, and when.
	orphans   map[string]bool      // Lines that a killed run may have written, and that are in no state.
	left      map[string]bool      // Lines that a killed run may have removed, and that are in a state.
}

//nolint:gochecknoglobals // A constant.
var origin = zone.NewOrigin(domain)

// The zones that runs begin with: the one with mail servers, the other with mail
// forwards. They have lines of all kinds that nobody may touch.
const (
	someZone  = "# web\na @ 203.0.113.10\na www 203.0.113.10\n\ntxt @ v=spf1 ip4:203.0.113.10 ~all\nurl blog https://example.net/ x\na twin 192.0.2.9\na twin 192.0.2.9\n"
	startZone = someZone + "mx @ s1.xrea.com. 10"
	mailZone  = someZone + automatic
)

func newWorld(chance *chance, text string) (*world, error) {
	w := &world{
		circumstances: circumstances{limit: 60, off: []string{"host-address-conflict"}},
		knowledge:     knowledge{strangers: map[string]time.Time{}, orphans: map[string]bool{}, left: map[string]bool{}},
		chance:        chance, machine: coordination.NewMemory(), begun: time.Now(),
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
	return w, nil
}

// space makes a workspace.
func (w *world) space(name, dir string) *workspace {
	s := &workspace{
		name: name, dir: filepath.Join(dir, name), machine: w.machine,
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
