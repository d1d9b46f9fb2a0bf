package zonesync

import (
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const (
	// parallelism is how many operations Terraform runs at once by default.
	parallelism = 10
	// requestsOfCommit are a read, a write and the read that verifies it.
	requestsOfCommit = 3
)

// gather begins to wait until the operations that are on their way have met.
func (m *Machine) gather(now time.Time) []Action {
	m.phase, m.closes = Gathering, now.Add(m.timing.Gather)
	return m.hope(now)
}

// hope decides how long to wait for another operation. The callers of the last
// group were answered together, so about as many come back together. Of a
// first group nothing is known but Terraform's habit. As long as they come,
// Terraform is at work and nothing is lost by waiting.
func (m *Machine) hope(now time.Time) []Action {
	n, wanted := m.arrivals(), m.expected
	switch {
	case len(m.queue) == 0:
		m.wake = now.Add(m.timing.Hope)
		return nil
	case n == 0: // All of them are blocked.
		m.wake = now.Add(m.timing.Settle)
		return nil
	case n >= wanted && wanted >= parallelism:
		return m.begin(now)
	case wanted == 0:
		wanted = parallelism
	}
	pause := m.timing.Quiet
	if n < wanted {
		pause = m.timing.Hope
	}
	m.wake = earlier(now.Add(pause), m.closes)
	return nil
}

// arrivals counts the operations that are not parked.
func (m *Machine) arrivals() int {
	n := 0
	for _, op := range m.queue {
		if !op.parked {
			n++
		}
	}
	return n
}

// begin asks for what a commit needs. Operations that arrive meanwhile join it.
func (m *Machine) begin(now time.Time) []Action {
	m.phase, m.wake, m.commit = Locking, time.Time{}, commit{}
	requests := requestsOfCommit
	if m.fresh(now) {
		requests-- // The read.
	}
	return []Action{Lock{requests}}
}

// fresh reports whether the base is good for a write now, as far as this
// process knows.
func (m *Machine) fresh(now time.Time) bool {
	return m.base != nil && !m.history.lost && !m.history.foreign &&
		m.base.digest == m.history.head && !m.asked.Before(m.history.touched) && now.Sub(m.asked) < m.timing.Fresh
}

// locked begins the commit, or goes on with one whose write was refused.
func (m *Machine) locked(now time.Time, e Locked) []Action {
	c := &m.commit
	if c.aborted && len(c.group) == 0 && (e.Err != nil || len(m.queue) == 0) {
		return m.end(now, nil)
	}
	c.aborted = false
	if len(c.group) == 0 {
		if m.arrivals() > 0 {
			m.quiet = 0
		}
		c.group, m.queue = m.queue, nil
	}
	if e.Err != nil {
		return m.fail(now, e.Err)
	}
	if !c.met { // Nobody else writes while the lock is taken.
		m.meet(now, e.Note)
		c.met = true
	}
	if c.attempt == 0 && m.fresh(now) {
		return m.compose(now)
	}
	return m.ask()
}

// meet takes account of what other processes have noted. They have the lock
// when they write, so what they changed of this run's work is meant that way.
func (m *Machine) meet(now time.Time, n coordination.Note) {
	written, touched := !n.SameText(m.note), !n.Touched.Equal(m.note.Touched)
	if written || touched {
		m.work = work{}
	}
	if written {
		m.guard.others()
	}
	m.guard.touched = m.guard.touched || touched
	if written || touched || !n.Writing.IsZero() && !m.history.lost {
		m.history.follow(n, now)
	}
	m.guard.follow(n, now)
	m.note = n
}
