package coordination

import (
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// NoteKey says what a PlanNote is about.
type NoteKey struct {
	// Kind is what the note says.
	Kind NoteKind
	// Directory is that of the configuration.
	Directory string
	// Domain is the domain, Line the key of a line or of an address in it.
	Domain, Line string
}

// NoteKind is a kind of PlanNote.
type NoteKind string

// The kinds.
const (
	// Foreseen is what a plan has foreseen for a new line: Over.
	Foreseen NoteKind = "plan"
	// Written is which resource has written a line: Token.
	Written NoteKind = "held"
	// Planned is the DNS service for which a plan writes the lines of a domain: Service.
	// Its Line is "".
	Planned NoteKind = "service"
)

// PlanNote is a note of one configuration about a line or a domain.
type PlanNote struct {
	// Time is when it was made, by the clock of who made it.
	Time time.Time `json:"time,omitzero"`
	// Over are the keys of the lines that go.
	Over []string `json:"over,omitempty"`
	// Token names the resource that has the line.
	Token string `json:"token,omitempty"`
	// Service is the DNS service of the domain.
	Service zone.Service `json:"service,omitempty"`
}

// IsZero reports whether there is no note.
func (n PlanNote) IsZero() bool { return n.Time.IsZero() && len(n.Over) == 0 && n.Token == "" }
