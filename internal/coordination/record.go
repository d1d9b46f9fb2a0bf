package coordination

import (
	"encoding/json"
	"maps"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Record is what is known of one domain.
type Record struct {
	Zone     Part `json:"zone"`
	Forwards Part `json:"forwards"`
}

// Part returns the part of the list of mail forwards, or of the zone.
func (r *Record) Part(forwards bool) *Part {
	if forwards {
		return &r.Forwards
	}
	return &r.Zone
}

// Part is what is known of one text of a domain: of its zone, or of the list of
// its mail forwards.
type Part struct {
	Note

	Steps Steps `json:"steps,omitempty"`
}

// Note is what processes know about a text.
type Note struct {
	// Writing is when a write began whose outcome is not known: it is under
	// way, or its process died, or its answer was lost. Zero: there is none.
	Writing time.Time `json:"writing,omitzero"`
	// Digest is what was written or believed last, and At the latest time at
	// which it was stored.
	Digest zone.Digest `json:"digest,omitempty"`
	At     time.Time   `json:"at,omitzero"`
	// Touched is when Value-Domain may have changed the zone itself, as
	// it does after a change of the forwards.
	Touched time.Time `json:"touched,omitzero"`
	// Lines is how many lines a process saw at the time of Seen.
	Lines int       `json:"lines,omitempty"`
	Seen  time.Time `json:"seen,omitzero"`
}

// SameText reports whether two notes say the same of what was written.
func (n Note) SameText(m Note) bool {
	return n.Digest == m.Digest && n.At.Equal(m.At) && n.Writing.Equal(m.Writing)
}

// maxText bounds an encoded text, in bytes.
const maxText = 1 << 20

// Encode renders a record. One that is too long loses steps: those whose outcome is
// known first.
func (r *Record) Encode() ([]byte, error) {
	text, err := json.Marshal(r)
	for _, last := range []Outcome{Stored, Unknown} {
		if len(text) <= maxText {
			break
		}
		for _, p := range []*Part{&r.Zone, &r.Forwards} {
			p.Steps = maps.Clone(p.Steps)
			maps.DeleteFunc(p.Steps, func(_ string, s Step) bool { return s.Outcome <= last })
		}
		text, err = json.Marshal(r)
	}
	return text, err
}

// Decode reads a Record, an Account or a PlanNote. What makes no sense says
// nothing.
func Decode[T Record | Account | PlanNote](text []byte) (v T) {
	if err := json.Unmarshal(text, &v); err != nil {
		var nothing T
		return nothing
	}
	return v
}
