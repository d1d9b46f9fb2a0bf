package zonesync

import (
	"context"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// fewLines is how many lines a zone must have had before the loss of half of
// them says anything.
const fewLines = 4

// guard refuses a text that no sane zone turns into. A zone that this run has
// emptied itself may be empty. known is the text before, nil where there is
// none to compare; group are the requests that were written in between.
func (c *Coordinator) guard(ctx context.Context, known, found *Document, group []*request) error {
	now := countLines(found)
	if now == 0 && !c.emptied {
		return c.refuse(ctx, known, found.Text, &GuardError{Guard: GuardEmptyZone, Domain: c.domain})
	}
	if known == nil {
		return nil
	}
	before := countLines(known)
	if before < fewLines || now*2 >= before {
		return nil
	}
	// What this run wrote may be lost to another writer, and is written
	// again. It says nothing about the rest of the zone.
	if rest := c.countOthers(known, group); rest < fewLines || c.countOthers(found, group)*2 >= rest {
		return nil
	}
	return c.refuse(ctx, known, found.Text, &GuardError{Guard: GuardShrunkZone, Domain: c.domain, Before: before, Now: now})
}

// guardAnswer refuses an answer to a write that shows something else than what
// was sent: the registrar has not understood a line of somebody's, and a read
// can't tell that from another writer's work.
func (c *Coordinator) guardAnswer(ctx context.Context, sent, stored zone.Snapshot) error {
	if stored.Domain == "" || stored.Text == sent.Text {
		return nil // A store that tells nothing, or that everything is well.
	}
	before, after := newDocument(sent), newDocument(stored)
	has := tally(after)
	for key, n := range tally(before) {
		if has[key] < n {
			line, _ := before.Find(key)
			return c.refuse(ctx, before, stored.Text, &GuardError{Guard: GuardAlteredWrite, Domain: c.domain, Found: line.Text})
		}
	}
	return nil
}

// refuse returns the error, unless its guard is overridden.
func (c *Coordinator) refuse(ctx context.Context, known *Document, found string, err *GuardError) error {
	before := ""
	if known != nil {
		before = known.Text
	}
	overridden := c.options.Allow[err.Guard]
	c.options.Logger.DebugContext(ctx, "a guard refuses the zone", "domain", c.domain, "guard", err.Guard,
		"overridden", overridden, "before", before, "found", found)
	if overridden {
		return nil
	}
	return err
}

func countLines(d *Document) int {
	n := 0
	for _, l := range d.zone.Lines() {
		if !isBlank(l) {
			n++
		}
	}
	return n
}

// countOthers counts the lines that neither this run nor the group touched.
func (c *Coordinator) countOthers(d *Document, group []*request) int {
	n := 0
	for key, count := range tally(d) {
		if !c.memory.touched(key) && !touchedBy(group, key) {
			n += count
		}
	}
	return n
}

func touchedBy(group []*request, key string) bool {
	for _, r := range group {
		if _, added := r.effect.added[key]; added || r.effect.removed[key] {
			return true
		}
	}
	return false
}
