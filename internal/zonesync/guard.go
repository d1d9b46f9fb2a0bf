package zonesync

import (
	"context"
	"errors"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// fewLines is how many lines a zone must have had before the loss of half of
// them says anything.
const fewLines = 4

// guard refuses a text that no sane zone turns into: neither empty nor much
// less than the last one that it let through. group are the requests that were
// written in between.
func (c *Coordinator) guard(ctx context.Context, found *Document, group []*request) error {
	if err := c.guardEmpty(ctx, c.passed, found); err != nil {
		return err
	}
	if err := c.guardHandedOver(ctx, found); err != nil {
		return err
	}
	if err := c.guardShrunk(ctx, c.passed, found, group); err != nil {
		return err
	}
	c.pass(found)
	return nil
}

// pass makes a text what later ones are compared with, in this process and in
// the next.
func (c *Coordinator) pass(found *Document) {
	c.passed = found
	c.lock.see(countLines(found), c.options.Now())
}

// sightAge is how long a plan waits for its apply, as far as the number of lines
// that it has seen goes.
const sightAge = 15 * time.Minute

// guardHandedOver holds the base of a process's first write against what the
// process before it has seen, which is the plan of this apply. A plan is not
// held against anything: it shows what has become of the zone.
func (c *Coordinator) guardHandedOver(ctx context.Context, found *Document) error {
	if c.compared {
		return nil
	}
	before, at := c.lock.seen()
	age, now := c.options.Now().Sub(at), countLines(found)
	if age >= 0 && age <= sightAge && before >= fewLines && now > 0 && now*2 < before { // An empty zone has its own guard.
		err := c.refuse(ctx, nil, found.Text, &GuardError{Guard: GuardShrunkZone, Domain: c.domain, Before: before, Now: now})
		if err != nil {
			return err
		}
	}
	c.compared = true
	return nil
}

// guardEmpty refuses a zone without a line, unless this run has emptied it.
func (c *Coordinator) guardEmpty(ctx context.Context, known, found *Document) error {
	if countLines(found) > 0 || c.emptied.Load() {
		return nil
	}
	return c.refuse(ctx, known, found.Text, &GuardError{Guard: GuardEmptyZone, Domain: c.domain})
}

func (c *Coordinator) guardShrunk(ctx context.Context, known, found *Document, group []*request) error {
	if known == nil {
		return nil
	}
	before, now := countLines(known), countLines(found)
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

// accept takes what a verified write has left as what the next read is compared
// with. The edits stand, so that they do not fail where the rest of the zone is
// gone, but no further one builds on that.
func (c *Coordinator) accept(ctx context.Context, found *Document, group []*request) {
	if err := c.guardShrunk(ctx, c.passed, found, group); err != nil {
		c.options.Logger.WarnContext(ctx, "the write stands, and the zone has lost most of its other lines", "domain", c.domain, "error", err)
		return
	}
	c.pass(found)
}

// guardAnswer refuses an answer to a write that shows something else than what
// was sent: the registrar has not understood a line of somebody's, or has
// written another zone, and a read can't tell that from another writer's work.
func (c *Coordinator) guardAnswer(ctx context.Context, sent, stored zone.Snapshot) error {
	if stored.Domain == "" {
		return nil // A store that tells nothing.
	}
	before := newDocument(sent)
	if zone.NewOrigin(stored.Domain).String() != c.domain {
		err := c.refuse(ctx, before, stored.Text, &GuardError{Guard: GuardWrongDomain, Domain: c.domain, Found: stored.Domain, Written: true})
		if err != nil {
			return err
		}
		stored.Domain = c.domain
	}
	if stored.Text == sent.Text {
		return nil
	}
	after := newDocument(stored)
	lost, added := differing(before, after), differing(after, before)
	if lost == "" && added == "" {
		return nil
	}
	return c.refuse(ctx, before, stored.Text, &GuardError{Guard: GuardAlteredWrite, Domain: c.domain, Found: lost, Added: added, Written: true})
}

// afterWrite marks a guard's error as one of a read after a write.
func afterWrite(err error) error {
	var guard *GuardError
	if errors.As(err, &guard) {
		guard.Written = true
	}
	return err
}

// differing returns the first line that a holds and b does not, or not as often.
func differing(a, b *Document) string {
	has := tally(b)
	for _, l := range a.zone.Lines() {
		if isBlank(l) {
			continue
		}
		key := a.Origin.LineKey(l.Text)
		if has[key]--; has[key] < 0 {
			return l.Text
		}
	}
	return ""
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
