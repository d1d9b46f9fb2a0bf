package session

import (
	"cmp"
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// services knows the DNS services of zones.
type services struct {
	mu    sync.Mutex
	shown map[string]zone.Service // By what the lines of each zone have shown.
}

// ServiceOf returns the DNS service of a zone: the configured one, else what
// its lines show, or have shown in this run: an apply may take the last line that
// shows it before it adds the next one. So whoever removes lines asks too.
func (s *Session) ServiceOf(doc *zonesync.Document) zone.Service {
	s.Tell(doc.Origin, doc.Index().Service)
	return s.ServiceKnown(doc.Origin)
}

// plannedFor is a zone and the DNS service for which a plan writes its lines.
type plannedFor struct {
	origin  zone.Origin
	service zone.Service
}

// PlanServiceOf is ServiceOf for a plan. Where lines depend on the service, it is noted:
// the plan in the apply has to give the same lines, and need not read the zone for that.
func (s *Session) PlanServiceOf(doc *zonesync.Document, depends bool) zone.Service {
	service := s.ServiceOf(doc)
	if depends && s.Service == zone.ServiceUnknown && service != zone.ServiceUnknown && !s.Ledger.Applies() && s.once(plannedFor{doc.Origin, service}) {
		s.Ledger.NoteService(doc.Origin.String(), service)
	}
	return service
}

// PlanServiceKnown is ServiceKnown for a plan. Where lines depend on the service and an
// apply does not know it, it is the one that the plan before has noted.
func (s *Session) PlanServiceKnown(o zone.Origin, depends bool) zone.Service {
	if depends && s.ServiceKnown(o) == zone.ServiceUnknown && s.Ledger.Applies() {
		s.Tell(o, s.Ledger.NotedService(o.String()))
	}
	return s.ServiceKnown(o)
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
	s.services.mu.Lock()
	defer s.services.mu.Unlock()
	return s.services.shown[o.String()]
}

// Detected is the sign by which a zone is taken for its DNS service; empty where
// the user has said which one it is.
func (s *Session) Detected(doc *zonesync.Document) zone.Detection {
	if s.Service != zone.ServiceUnknown {
		return zone.Detection{}
	}
	return doc.Zone().DetectService(doc.NSType)
}

// Remember is the Check of a removal: it keeps in mind what the lines show of
// the DNS service, since the last one that does may go.
func (s *Session) Remember(v zonesync.View) error {
	s.Tell(v.Origin, v.Index.Service)
	return nil
}

// Tell notes what is known of a zone's DNS service.
func (s *Session) Tell(o zone.Origin, service zone.Service) {
	if service == zone.ServiceUnknown {
		return
	}
	s.services.mu.Lock()
	defer s.services.mu.Unlock()
	// A line that shows the general service outlives its removal; that of the
	// simple one may be no more than the name servers.
	if s.services.shown[o.String()] != zone.ServiceGeneral {
		s.services.shown[o.String()] = service
	}
}
