package zonesync

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// settle writes next until a read shows the effects of the group's requests,
// and returns what was read last. A request whose effect can't be brought to
// stay gets an error; the others of its group do not.
func (c *Coordinator) settle(ctx context.Context, base, next *Document, group []*request) *Document {
	open := group
	for attempt := 1; ; attempt++ {
		sent, err := c.send(ctx, base, next, open, attempt)
		if base, next = sent.base, sent.next; err != nil {
			fail(open, err)
			return base
		}
		if sent.out == base.Snapshot {
			return base
		}
		found, err := c.verify(ctx, base, next, sent.out)
		if err != nil {
			c.doubt()
			fail(open, &UnverifiedError{Domain: c.domain, Write: sent.answer, Err: err})
			return base
		}
		stands := false
		if open, stands = c.stillOpen(base, found, next, group, open); stands {
			c.accept(ctx, found, group)
			return found
		}
		if attempt >= c.options.Timing.Attempts {
			if len(open) == 0 {
				open = group // It is others' loss, and nobody else is left to hear of it.
			}
			err = c.lostWrite(ctx, attempt, sent.answer, sent.out, found, open)
		} else {
			c.options.Logger.WarnContext(ctx, "a write to the zone did not stay and is made again",
				"domain", c.domain, "attempt", attempt, "edits", len(open))
			err = afterWrite(c.guard(ctx, found, group))
		}
		if err != nil {
			fail(open, err)
			return found
		}
		next, base = c.compose(found, open), found
	}
}

// stillOpen returns the requests that have to be applied again to what was
// found, and whether all stands: their effects and this run's work before.
func (c *Coordinator) stillOpen(base, found, next *Document, group, written []*request) (open []*request, stands bool) {
	if found.zone == next.zone {
		return nil, true
	}
	c.company = c.company || found.Snapshot != base.Snapshot && !means(found, next)
	// Where nothing at all was written, no effect holds that was not there
	// before: a mere change of spelling is none of the lines' meaning, and
	// would pass unnoticed.
	if found.Snapshot != base.Snapshot {
		written = nil
	}
	open = notHeld(found, next, group, written)
	// What holds counts as this run's work from here on: a line of an
	// earlier group that this one removes is not to be brought back.
	c.memory.learn(without(group, open), c.live.of(found).Count)
	lost, back := c.memory.undone(found.working(&c.live))
	return open, len(open)+len(lost)+len(back) == 0
}

// put writes. It makes sure that no read from before it counts as fresh, in
// this process or another, whatever becomes of the write. The answer is an
// error after which nobody knows whether the write was made; err tells that it
// was not, or that it went wrong.
func (c *Coordinator) put(ctx context.Context, before, out zone.Snapshot) (answer, err error) {
	if c.options.Backup != nil {
		if err := c.options.Backup(before); err != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	c.readAt = time.Time{}
	c.writes++
	c.mu.Unlock()
	if err := c.lock.begin(); err != nil {
		return nil, err
	}
	stored, answer := c.store.WriteZone(ctx, out)
	c.ended(ctx, newWritten(out.Text, c.options.Now()))
	c.mu.Lock()
	c.wroteAt = c.options.Now()
	c.mu.Unlock()
	if answer != nil {
		if outcomeUnknown(answer) {
			return answer, nil
		}
		return nil, answer
	}
	if err := c.guardAnswer(ctx, out, stored); err != nil {
		c.doubt()
		return nil, err
	}
	return nil, nil
}

// doubt makes the next Read ask again.
func (c *Coordinator) doubt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.doubtful = true
}

// verify reads until the zone shows what was written, or something else that
// is no text from before. What it read last is kept as the base of the next
// group.
func (c *Coordinator) verify(ctx context.Context, base, next *Document, wanted zone.Snapshot) (*Document, error) {
	if c.company {
		// Who had read before our write has written by then.
		if err := c.options.Sleep(ctx, c.options.Timing.Linger); err != nil {
			return nil, err
		}
	}
	stamp := c.lock.stamp()
	delete(c.past, fingerprintOf(wanted.Text)) // It may be one that was there before.
	s, err := c.latest(ctx, func(s zone.Snapshot, asked time.Time) bool {
		empty := strings.TrimSpace(s.Text) == "" // Nobody does that on purpose at this moment.
		return s != wanted && (s == base.Snapshot || empty || c.outOfDate(s, asked))
	})
	if err != nil {
		return nil, err
	}
	var found *Document
	if s == wanted {
		found = published(s, next.zone) // Need not be taken apart again.
	} else {
		found = newDocument(s)
	}
	if found.Text != base.Text {
		c.past[fingerprintOf(base.Text)] = true
	}
	c.mu.Lock()
	c.keep(found, stamp)
	c.mu.Unlock()
	return found, nil
}

// latest reads until the text is not an old one, or has been old for so long
// that it must be what is there now. An answer that took long is as old as its
// question, which is what old is told.
func (c *Coordinator) latest(ctx context.Context, old func(s zone.Snapshot, asked time.Time) bool) (zone.Snapshot, error) {
	for i := 0; ; i++ {
		asked := c.options.Now()
		s, err := c.fetch(ctx)
		if err != nil {
			return zone.Snapshot{}, err
		}
		if i >= len(c.options.Timing.Stale) || !old(s, asked) {
			return s, nil
		}
		if err := c.options.Sleep(ctx, c.options.Timing.Stale[i]); err != nil {
			return zone.Snapshot{}, err
		}
	}
}

// notHeld returns the requests whose effects found does not show, and those
// of unwritten that have an effect at all.
func notHeld(found, next *Document, group, unwritten []*request) []*request {
	var lost []*request
	has, wanted := tally(found), tally(next)
	for _, r := range group {
		if r.err != nil {
			continue
		}
		if !r.effect.holds(found, has, wanted) || r.effect.changed && slices.Contains(unwritten, r) {
			lost = append(lost, r)
		}
	}
	return lost
}

// without returns the requests of the group that have no error and are not
// among those that are open.
func without(group, open []*request) []*request {
	var held []*request
	for _, r := range group {
		if r.err == nil && !slices.Contains(open, r) {
			held = append(held, r)
		}
	}
	return held
}

func (c *Coordinator) lostWrite(ctx context.Context, attempts int, answer error, sent zone.Snapshot, found *Document, lost []*request) error {
	e := &LostWriteError{Domain: c.domain, Attempts: attempts, Err: answer}
	has := tally(found)
	earlier, back := c.memory.undone(found.working(&c.live))
	e.Missing = append(e.Missing, earlier...)
	for _, key := range back {
		if line, ok := found.Find(key); ok {
			e.Unwanted = append(e.Unwanted, line.Text)
		}
	}
	for _, r := range lost {
		for key, line := range r.effect.added {
			if has[key] == 0 {
				e.Missing = append(e.Missing, line)
			}
		}
		for key := range r.effect.removed {
			if line, ok := found.Find(key); ok {
				e.Unwanted = append(e.Unwanted, line.Text)
			}
		}
	}
	slices.Sort(e.Missing)
	slices.Sort(e.Unwanted)
	e.Missing, e.Unwanted = slices.Compact(e.Missing), slices.Compact(e.Unwanted)
	c.options.Logger.DebugContext(ctx, "a zone does not keep what is written", "domain", c.domain, "sent", sent.Text, "found", found.Text)
	return e
}

// fingerprint stands for a text that would be large to keep.
type fingerprint [sha256.Size]byte

func fingerprintOf(text string) fingerprint { return sha256.Sum256([]byte(text)) }
