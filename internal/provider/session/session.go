package session

import (
	"cmp"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Session is what all operations of one run share.
type Session struct {
	Static

	API    *valuedomain.Client
	Syncer *zonesync.Syncer
	// Forwards brings mail forwards into the lists of the domains.
	Forwards *zonesync.Syncer
	// FreeDNS is set where the zones are those of domains registered elsewhere.
	FreeDNS bool
	// CanForward reports that the API serves mail forwarding for these domains.
	CanForward bool
	Ledger     *planledger.Ledger
	// OneProcess is set where this session serves all walks of a run.
	OneProcess bool
	// Resolve asks the configured resolver; nil without one.
	Resolve *rules.Resolver

	// begun is when the session began.
	begun time.Time
	// refusal is how far a refused token was reported.
	refusal refusal
	waits   waits
	// vanished is set once a read has found that a resource of the state is gone.
	vanished atomic.Bool
	// said has what this session has said once, by a comparable value for each matter.
	said sync.Map

	servicesMu sync.Mutex
	services   map[string]zone.Service // What the lines of each zone have shown.
}

// New returns a session that knows nothing of the API yet.
func New(s Static, oneProcess bool) *Session {
	return &Session{Static: s, OneProcess: oneProcess, begun: time.Now(), services: map[string]zone.Service{}}
}

// ServiceOf returns the DNS service of a zone: the configured one, else what
// its lines show, or have shown in this run: an apply may take the last line that
// shows it before it adds the next one. So whoever removes lines asks too.
func (s *Session) ServiceOf(doc *zonesync.Document) zone.Service {
	s.Tell(doc.Origin, doc.Index().Service)
	return s.ServiceKnown(doc.Origin)
}

// serviceIn is serviceOf for a text that is about to be written.
func (s *Session) serviceIn(x *zone.Index) zone.Service {
	return cmp.Or(s.ServiceKnown(x.Origin), x.Service)
}

// ServiceKnown returns the DNS service of a zone as far as this run knows.
func (s *Session) ServiceKnown(o zone.Origin) zone.Service {
	if s.Service != zone.ServiceUnknown {
		return s.Service
	}
	s.servicesMu.Lock()
	defer s.servicesMu.Unlock()
	return s.services[o.String()]
}

// Detected is the sign by which a zone is taken for its DNS service; empty where
// the user has said which one it is.
func (s *Session) Detected(doc *zonesync.Document) zone.Detection {
	if s.Service != zone.ServiceUnknown {
		return zone.Detection{}
	}
	return doc.Zone().DetectService(doc.NSType)
}

// shortTTL is a zone whose ttl was warned of.
type shortTTL zone.Origin

// once reports whether this is the first call for a matter.
func (s *Session) once(matter any) bool {
	_, said := s.said.LoadOrStore(matter, true)
	return !said
}

// WarnTTL says once for each zone that a change makes its ttl longer.
func (s *Session) WarnTTL(diags *diag.Diagnostics, doc *zonesync.Document) {
	if doc.TTL < valuedomain.MinTTL && !s.Ledger.Applies() && s.once(shortTTL(doc.Origin)) {
		s.Warn(diags, message.ShortTTL(doc.Origin.String(), doc.TTL))
	}
}

// WarnUnseen says that a text has a character in it that nobody can see. Of a
// malformed line that is meant there is nothing to say.
func (s *Session) WarnUnseen(diags *diag.Diagnostics, line string) {
	var field *zone.FieldError
	read := strings.ReplaceAll(line, "\u3000", "x") // In Japanese a full-width space between words is seen.
	if zone.CheckLine(line) == nil && errors.As(zone.CheckSeen(read), &field) {
		s.Warn(diags, message.Unseen(line, field))
	}
}

// Remember is the Check of a removal: it keeps in mind what the lines show of
// the DNS service, since the last one that does may go.
func (s *Session) Remember(v zonesync.View) error {
	s.Tell(v.Origin, v.Index.Service)
	return nil
}

// Permits reports whether the plan has foreseen that a line goes which conflicts
// against a new one.
func (s *Session) Permits(domain, added, against string) bool {
	return s.Ledger.Permits(domain, added, against)
}

// Tell notes what is known of a zone's DNS service.
func (s *Session) Tell(o zone.Origin, service zone.Service) {
	if service == zone.ServiceUnknown {
		return
	}
	s.servicesMu.Lock()
	defer s.servicesMu.Unlock()
	// A line that shows the general service outlives its removal; that of the
	// simple one may be no more than the name servers.
	if s.services[o.String()] != zone.ServiceGeneral {
		s.services[o.String()] = service
	}
}

// Claims returns the claims of this run on a zone.
func (s *Session) Claims(doc *zonesync.Document) *planledger.Zone {
	return s.Ledger.Zone(doc.Index(), s.ServiceOf(doc))
}
