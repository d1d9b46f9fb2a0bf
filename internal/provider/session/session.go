package session

import (
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
	// services is what is known of the DNS services of zones.
	services services
	// vanished is set once a read has found that a resource of the state is gone.
	vanished atomic.Bool
	// said has what this session has said once, by a comparable value for each matter.
	said sync.Map
}

// New returns a session that knows nothing of the API yet.
func New(s Static, oneProcess bool) *Session {
	return &Session{Static: s, OneProcess: oneProcess, begun: time.Now(), services: services{shown: map[string]zone.Service{}}}
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

// Claims returns the claims of this run on a zone.
func (s *Session) Claims(doc *zonesync.Document) *planledger.Zone {
	return s.Ledger.Zone(doc.Index(), s.ServiceOf(doc))
}
