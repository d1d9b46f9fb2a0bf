package planledger

import (
	"context"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const (
	// noteAge is how long a plan is expected to be applied.
	noteAge = 7 * 24 * time.Hour
	// noteTime bounds the wait for notes.
	noteTime = 10 * time.Second
)

// notes are to be kept for the next process.
type notes map[coordination.NoteKey]coordination.PlanNote

func (l *Ledger) key(kind coordination.NoteKind, domain, line string) coordination.NoteKey {
	return coordination.NoteKey{Kind: kind, Directory: l.options.WorkDir, Domain: domain, Line: line}
}

// save keeps notes. It is called without mu, since that may take time. One that
// can't be kept is missing.
//
//nolint:contextcheck,nolintlint // What a write has changed is noted though its caller has left. The wait is bounded. nolintlint does not see the callers.
func (l *Ledger) save(n notes) {
	if len(n) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), noteTime)
	defer cancel()
	_ = l.options.Notes.SetPlanNotes(ctx, n)
}

// note returns a note; the zero one where it can't be read.
//
//nolint:contextcheck,nolintlint // The check of an edit has no context. The wait is bounded. nolintlint does not see the callers.
func (l *Ledger) note(kind coordination.NoteKind, domain, line string) coordination.PlanNote {
	ctx, cancel := context.WithTimeout(context.Background(), noteTime)
	defer cancel()
	n, _ := l.options.Notes.PlanNote(ctx, l.key(kind, domain, line))
	return n
}

// Holder returns the token of the resource of this directory that has written a line,
// maybe one of another provider block, and whether there is one that is not known to
// have given it up.
func (l *Ledger) Holder(domain, key string) (token string, ok bool) {
	n := l.note(coordination.Written, domain, key)
	return n.Token, !n.IsZero()
}

// Permits reports whether the plan that is applied has foreseen that a new line
// comes while another one, or an equal one, is still in the zone. It may be asked
// in the check of an edit. A note older than a week counts no more.
func (l *Ledger) Permits(domain, newKey, conflictKey string) bool {
	n := l.note(coordination.Foreseen, domain, newKey)
	age := time.Since(n.Time)
	return age <= noteAge && age >= -noteAge && slices.Contains(n.Over, conflictKey)
}
