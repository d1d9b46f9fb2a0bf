package zonesync

import (
	"errors"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// read takes in a read: of the text to build on, or of what a write has left.
// This table says what a read means after a write.
//
//	the read is   PUT answered with success       PUT of unknown outcome
//	Current       done                            done
//	Ambiguous     (can't be)                      read again
//	MaybeOld      read again                      read again
//	Stranger      done, or what is undone is      the same
//	              written again
func (m *Machine) read(now time.Time, e ReadDone) []Action {
	c := &m.commit
	if e.Err != nil {
		return m.fail(now, e.Err)
	}
	showing := m.history.saw(e.Asked, e.Doc.digest)
	if showing == MaybeOld || showing == Ambiguous {
		return m.reread(now, m.history.truth(showing))
	}
	vanished := m.base != nil && e.Doc.digest == m.base.digest // Nothing was stored.
	if showing == Stranger && m.base != nil && !m.guard.touched && !vanished {
		m.history.foreign = true
	}
	guarded := m.pass(showing, e.Doc)
	c.verified, c.rereads = e.Doc, 0
	if guarded == nil {
		m.believe(now, e)
	}
	switch {
	case c.attempt > 0 && c.work.intact(e.Doc):
		return m.done(now, e.Doc, guarded)
	case c.attempt >= m.timing.Attempts:
		missing, unwanted := c.work.lost(e.Doc.Index())
		return m.fail(now, &LostWriteError{m.domain, c.attempt, missing, unwanted, c.answer})
	case guarded != nil:
		return m.fail(now, guarded)
	case c.attempt == 0:
		return m.compose(now)
	}
	if !vanished {
		m.restored(c.work)
	}
	m.recompose()
	return m.send(now)
}

// pass shows a text to the guards, unless it is what was written last.
func (m *Machine) pass(showing Showing, found *Document) error {
	if showing == Current {
		m.guard.trust(found)
		return nil
	}
	return m.guard.pass(found, func(key string) bool { return m.work.changed(key) || m.commit.work.changed(key) })
}

// believe makes a read the base of the next write, and what later reads are
// compared with.
func (m *Machine) believe(now time.Time, e ReadDone) {
	m.history.believed(now, e.Doc.digest)
	m.note.Writing = time.Time{} // It is settled now.
	m.base, m.asked = e.Doc, e.Asked
}

// reread waits until a read is less likely to be old, and no longer than until
// it can't be.
func (m *Machine) reread(now, wake time.Time) []Action {
	c := &m.commit
	if c.rereads < len(m.timing.Stale) {
		wake = earlier(wake, now.Add(m.timing.Stale[c.rereads]))
	}
	c.rereads++
	m.phase, m.wake = Pausing, later(wake, now)
	return nil
}

// compose builds the text of the group on the base, and sends it.
func (m *Machine) compose(now time.Time) []Action {
	c := &m.commit
	c.notice = Notice{}
	m.restored(m.work)
	c.next = compose(m.base, m.work, c.group, m.quiet > 0)
	c.work = m.work.after(c.group, c.next)
	return m.send(now)
}

// send writes the composed text, unless it means what is there already.
func (m *Machine) send(now time.Time) []Action {
	c := &m.commit
	open := slices.ContainsFunc(c.group, func(op *operation) bool { return op.err == nil })
	if !open || c.next.digest == m.base.digest {
		return m.done(now, m.base, nil)
	}
	c.next = m.guard.raise(c.next)
	m.history.sent(c.next.digest)
	note := m.note
	note.Writing = now
	m.phase, c.steps = Writing, m.steps(now)
	return []Action{Write{Note: note, Steps: c.steps, Before: m.base, Next: c.next}}
}

// written takes in the answer to a write.
func (m *Machine) written(now time.Time, e WriteDone) []Action {
	c, o := &m.commit, outcomeOf(e.Err)
	m.history.answered(now, o)
	if o == coordination.Refused {
		return m.retry(now, e.Err)
	}
	c.attempt++
	c.verified, c.answer, c.retryUntil = nil, e.Err, time.Time{}
	if o == coordination.Unknown {
		m.note.Writing = now
		return m.ask()
	}
	if err := m.guard.answer(c.next, e.Stored); err != nil {
		return m.fail(now, err)
	}
	return m.ask()
}

// retry builds a refused write again on a new read, if that may help: the
// base is old by the time the store takes requests again.
func (m *Machine) retry(now time.Time, err error) []Action {
	c := &m.commit
	if c.retryUntil.IsZero() {
		c.retryUntil = now.Add(m.timing.Refused)
	}
	if !tryAgain(err) || !now.Before(c.retryUntil) {
		return m.fail(now, err)
	}
	if c.attempt == 0 {
		for _, op := range c.group {
			op.err = nil // It may be possible on the new text.
		}
	}
	m.asked = time.Time{} // The base is not fresh.
	m.phase, m.wake = Pausing, now.Add(m.timing.Again)
	return nil
}

// done ends a commit whose changes are in the zone. They are even if the guards refuse
// the rest of it; but nothing more is built on that.
func (m *Machine) done(now time.Time, found *Document, guarded error) []Action {
	m.work = m.commit.work
	m.work.group = nil
	if guarded != nil {
		m.base = nil
	}
	return m.end(now, found)
}

// recompose brings what is undone into the text that was found. An operation
// that can't be done there any more fails on its own.
func (m *Machine) recompose() {
	c := &m.commit
	for {
		missing, back := c.work.undone(m.base.Index())
		d := m.base.draft()
		c.work.restore(d)
		failed := slices.IndexFunc(c.group, func(op *operation) bool {
			if op.err != nil || op.change.Check == nil || op.change.Whole != nil || !op.touches(missing, back) {
				return false
			}
			if err := op.change.Check(View{Origin: d.Origin, Index: d.Index, Zone: d.Zone, Last: true}); err != nil {
				op.err = m.unknown(op, err)
			}
			return op.err != nil
		})
		if failed < 0 {
			c.next = d.document()
			c.work.left = c.work.count(c.next)
			return
		}
		c.work = m.work.after(c.group, c.next)
	}
}

// restored notes for the answer what another writer has undone.
func (m *Machine) restored(lost work) {
	missing, unwanted := lost.lost(m.base.Index())
	n := &m.commit.notice
	n.Added, n.Removed = append(n.Added, missing...), append(n.Removed, unwanted...)
}

// unknown makes an error one of an operation that may be in the zone.
func (m *Machine) unknown(op *operation, err error) error {
	var (
		guard   *GuardError
		blocked *BlockedError
	)
	if errors.As(err, &blocked) {
		err = blocked.Err // Nothing is awaited any more.
	}
	if errors.As(err, &guard) {
		guard.Written = true
	}
	return &UnknownError{Domain: m.domain, Write: m.commit.answer, Err: err, Step: m.commit.steps[op.change.Caller.Revision]}
}

// fail ends a commit with an error. Once a text may have been stored it is that
// of an unknown outcome, except for operations that a believed read shows.
func (m *Machine) fail(now time.Time, err error) []Action {
	c := &m.commit
	var missing, back []string
	if c.verified != nil {
		missing, back = c.work.undone(c.verified.Index())
	}
	open := tied(c.group, slices.Concat(missing, back))
	for _, op := range c.group {
		shown := c.attempt > 0 && c.verified != nil && len(op.effect) > 0 && !op.touches(open)
		switch {
		case op.err != nil || shown:
		case c.attempt > 0 && !op.changesNothing():
			op.err = m.unknown(op, err)
		default:
			op.err = err
		}
	}
	if c.attempt > 0 {
		m.work = m.work.after(c.group, c.next)
		m.work.group = nil
	}
	m.base = nil // Whatever went wrong, the next commit reads.
	return m.end(now, c.verified)
}

// end answers the group and releases the lock. Operations that are blocked stay
// if another one may still come.
func (m *Machine) end(now time.Time, doc *Document) []Action {
	c := &m.commit
	if doc != nil {
		m.note.Lines, m.note.Seen = doc.Bag().Len(), now
	}
	unlock, answers := Unlock{Answered: map[string]*coordination.Step{}}, []Action{}
	if c.met { // What is not known of the record must not be replaced.
		if !m.history.lost { // Others may have read before this one, though it may have written nothing.
			m.note.Digest, m.note.At = m.history.head, m.history.since
		}
		note := m.note
		unlock.Note = &note
	}
	var parked []*operation
	patience := m.quiet
	for _, op := range c.group {
		if isBlocked(op.err) && patience < 1 {
			op.parked, op.err = true, nil
			parked = append(parked, op)
			continue
		}
		if isBlocked(op.err) && patience == 1 {
			// Terraform may need the place of this one for the operation that
			// the others wait for. The next time nothing arrives all fail.
			patience = 0
		}
		answer := Answer{ID: op.id, Err: op.err}
		if op.err == nil {
			answer.Doc, answer.Notice, c.notice = doc, c.notice, Notice{} // One of them says it.
		}
		answers = append(answers, answer)
		if by := op.change.Caller; by.Revision != "" && !MayBeWritten(op.err) {
			unlock.Answered[by.Revision] = by.End(op.err == nil, now)
		}
	}
	for _, by := range c.left { // A write that was refused may have noted a step.
		unlock.Answered[by.Revision] = by.End(false, now)
	}
	answered := len(c.group) - len(parked)
	m.commit = commit{}
	if m.queue = append(parked, m.queue...); len(m.queue) == 0 {
		m.quiet = 0
	}
	// Those that are answered now come back together.
	m.expected = answered + m.arrivals()
	return slices.Concat([]Action{unlock}, answers, m.gather(now))
}
