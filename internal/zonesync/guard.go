package zonesync

import (
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

const (
	// fewLines is how many lines a zone must have had before the loss of
	// half of them says anything.
	fewLines = 4
	// sightAge is how long the number of lines that a plan has seen counts
	// for its apply.
	sightAge = 15 * time.Minute
)

// guard refuses texts that no sane zone turns into: an empty one, and one that
// has lost more than half of its lines since the last text that it let through.
type guard struct {
	allow    map[Guard]bool
	log      func(e *GuardError, overridden bool, before, found string) // Nil: nobody listens.
	mayEmpty bool                                                       // An empty text is a sane one: a list of forwards is.
	minTTL   int                                                        // No text is written with a shorter one, in seconds.
	trusted  *Document                                                  // The last text that was let through.
	touched  bool                                                       // The registrar may have changed it since.
	handed   int                                                        // How many lines the process before this one saw; 0: unknown.
}

// follow takes over what another process has seen of the zone. It counts for
// the first text of this one.
func (g *guard) follow(n coordination.Note, now time.Time) {
	if age := now.Sub(n.Seen); g.trusted == nil && g.handed == 0 && age >= 0 && age <= sightAge {
		g.handed = n.Lines
	}
}

// others notes that another process has written, past guards of its own.
func (g *guard) others() { g.trusted, g.handed = nil, 0 }

// pass refuses a text, or makes it what later ones are compared with. ours
// reports whether the run has changed lines of that key.
func (g *guard) pass(found *Document, ours func(key string) bool) error {
	if err := g.refuses(found, ours); err != nil {
		return err
	}
	g.trust(found)
	return nil
}

// trust makes a text what later ones are compared with.
func (g *guard) trust(found *Document) { g.trusted, g.handed, g.touched = found, 0, false }

func (g *guard) refuses(found *Document, ours func(key string) bool) error {
	now := found.Bag()
	// A registrar that removes its own line may leave nothing of a small zone.
	small := g.trusted != nil && g.trusted.Bag().Len() < fewLines && g.touched
	if now.Len() == 0 && !g.mayEmpty && !small {
		return g.refuse(&GuardError{Guard: GuardEmptyZone, Domain: found.Domain}, found.Text)
	}
	before := g.handed
	if g.trusted != nil {
		was := g.trusted.Bag()
		before = was.Len()
		// What the run changed, or lost and writes again, says nothing about the rest.
		if rest := others(was, ours); rest < fewLines || others(now, ours)*2 >= rest {
			return nil
		}
	}
	if before < fewLines || now.Len()*2 >= before {
		return nil
	}
	return g.refuse(&GuardError{Guard: GuardShrunkZone, Domain: found.Domain, Before: before, Now: now.Len()}, found.Text)
}

// refuse returns the error, unless its guard is overridden.
func (g *guard) refuse(err *GuardError, found string) error {
	if g.log != nil {
		before := ""
		if g.trusted != nil {
			before = g.trusted.Text
		}
		g.log(err, g.allow[err.Guard], before, found)
	}
	if g.allow[err.Guard] {
		return nil
	}
	return err
}

// others counts the lines that are none of ours.
func others(b zone.Bag, ours func(key string) bool) int {
	n := 0
	for key, count := range b {
		if !ours(key) {
			n += count
		}
	}
	return n
}

// domain refuses an answer for another domain.
func (g *guard) domain(domain string, s zone.Snapshot, written bool) error {
	if zone.NewOrigin(s.Domain).String() == domain {
		return nil
	}
	return g.refuse(&GuardError{Guard: GuardWrongDomain, Domain: domain, Found: s.Domain, Written: written}, s.Text)
}

// answer refuses an answer to a write that shows something else than was sent:
// the registrar has not understood a line, or has written another zone, and a
// read can't separate that from another writer's work.
func (g *guard) answer(sent *Document, stored zone.Snapshot) error {
	if stored.Domain == "" {
		return nil // A store that says nothing.
	}
	if err := g.domain(sent.Origin.String(), stored, true); err != nil {
		return err
	}
	if stored.Text == sent.Text {
		return nil
	}
	found := zone.Parse(stored.Text)
	lacks, more := sent.zone.Beyond(sent.Origin, found.Bag(sent.Origin)), found.Beyond(sent.Origin, sent.Bag())
	switch {
	case len(lacks) > 0:
		return g.refuse(&GuardError{Guard: GuardAlteredWrite, Domain: sent.Domain, Found: lacks[0].Text, Written: true}, stored.Text)
	case len(more) > 0:
		return g.refuse(&GuardError{Guard: GuardAlteredWrite, Domain: sent.Domain, Added: more[0].Text, Written: true}, stored.Text)
	}
	return nil
}

// raise gives a text that is about to be written the shortest TTL that the store
// keeps, if its own is shorter.
func (g *guard) raise(d *Document) *Document {
	if d.TTL >= g.minTTL {
		return d
	}
	longer := d.draft()
	longer.TTL = g.minTTL
	return longer.document()
}
