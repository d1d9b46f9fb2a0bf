package main

// mutant is a protection taken away: one piece of source replaced by another.
type mutant struct {
	name string
	file string
	is   string
	to   string
	law  string // What has to be broken by it.
}

// The laws of TestEverySchedule.
const (
	lawUndone  = "a write undoes what it must not"
	lawShown   = "an operation is done, and the zone does not show it"
	lawNowhere = "an operation has an error that says that nothing was written, and it was"
	lawLock    = "a text is written without the lock"
	lawResent  = "a refused text is sent again without a new read"
	lawWiped   = "a text is built on a zone that has lost its lines"
)

// mutants lists the protections: each row of the tables in history.go and
// commit.go, and what else keeps a record from being lost.
func mutants() []mutant {
	return []mutant{
		{"a refused write counts as a version", "history.go", "h.head = h.before // A refused", "// A refused", lawUndone},
		{"an ambiguous read is believed", "history.go", "return Ambiguous\n	case text", "return Current\n	case text", lawShown},
		{"a read that may be old is believed", "history.go", "		return MaybeOld\n", "		return Stranger\n", lawUndone},
		{"a lost write is settled at once", "history.go", "h.settle(at.Add(h.landing))", "h.settle(at.Add(-h.lag))", lawShown},
		{"a lost write can't be stored late", "history.go", "h.settle(at.Add(h.landing))", "h.settle(at)", lawShown},
		{"what others have noted is not followed", "gather.go", "		m.history.follow(n, now)\n", "", lawUndone},
		{"a dead writer is not waited for", "history.go", "if !n.Writing.IsZero() {", "if false {", lawShown},
		{"what the registrar has changed is ignored", "history.go", "if !n.Touched.IsZero() {", "if false {", lawUndone},
		{"lost work of the run is not done again", "own.go", "	missing, back := o.undone(d.index)\n", "	var missing, back []string\n", lawShown},
		{"more is done again than the run has done", "own.go", "range min(more, -min(o.delta[key], o.group[key]))", "range more", lawUndone},
		{"what another process has undone is done again", "gather.go", "		m.own = own{}\n", "", lawShown},
		{"no lock", "gather.go", "	return []Action{Lock{requestsOfCommit}}\n", "	return m.locked(now, Locked{Note: m.note})\n", lawLock},
		{"a fresh base counts whatever others wrote", "gather.go", "		m.base.digest == m.history.head && ", "		", lawUndone},
		{"no guard", "guard.go", "	if now.Len() == 0 && !g.mayEmpty", "	if false", lawWiped},
		{"a note that is not known is overwritten", "commit.go", "	if c.met { // What", "	if true { // What", lawUndone},
		{"a refused text is sent again", "machine.go", "			m.phase = Locking\n			return []Action{Rebook{requestsOfCommit}}\n", "			m.phase = Writing\n			return []Action{Write{m.note, m.base, m.commit.next}}\n", lawResent},
		{"the error of a second attempt is plain", "commit.go", "	if c.attempt > 0 {\n		err = m.unknown(err)\n", "	if c.attempt > 1 {\n		err = m.unknown(err)\n", lawNowhere},
		{"a sent operation is dropped with its caller", "machine.go", "	case j >= 0 && (c.attempt == 0 && m.phase != Writing || isBlocked(c.group[j].err)):", "	case j >= 0:", lawUndone},
		{"a lost write is taken for a stored one", "commit.go", "	if o == Unknown {\n", "	if o == Unknown {\n		return m.held(now, c.next, nil)\n	}\n	if o == Unknown {\n", lawShown},
		{"a group that cancels another is not verified", "own.go", "		n.group.AddAll(op.effect, 1)\n", "", lawShown},
		{"what a stranger wrote is not noted for others", "commit.go", "	if !m.history.lost {\n		m.note.Digest", "	if m.note.Digest != \"\" && m.base == m.commit.next {\n		m.note.Digest", lawUndone},
	}
}
