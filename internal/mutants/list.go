package main

import (
	"fmt"
	"slices"
	"strings"
)

// mutant is a protection removed: one piece of source replaced by another.
type mutant struct {
	name string
	file string // In internal.
	is   string
	to   string
	law  string // What has to be broken by it.
	by   test
}

// test is what notices.
type test struct {
	of        string
	arguments []string
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

// The laws of whole walks.
const (
	lawForeign = "removed a line that no resource owned"
	lawHolds   = "the zone holds"
	lawSame    = "the apply plans another"
	lawLimit   = "requests within"
	lawGoal    = " missed" // Of the requests, or the time, that a configuration may take.

	lawStranger = `removed a line that no resource owned: "txt\nstranger` // As another tool wrote it meanwhile.
	lawFrugal   = "requests for"
	lawRecovers = "does not recover"
	lawEmpty    = "the plan after the recovery is not empty"
	lawReached  = "after the recovery: -"
	lawTTL      = "after the recovery: the ttl"
	lawAge      = "wrote what it had read"
)

// mutants lists the protections: each row of the tables in history.go and
// commit.go of zonesync, and what else keeps a record from being lost.
func mutants() (all []mutant) {
	schedules := test{"./internal/zonesync", []string{"-test.run=^TestEverySchedule$", "-test.v", "-test.parallel=8"}}
	for _, m := range machine() {
		m.file, m.by = "zonesync/"+m.file, schedules
		all = append(all, m)
	}
	all = append(all, mutant{
		name: "a removal takes what the same write puts", file: "zonesync/change.go", is: "-d.puts[key]+effect[key] > 0", to: "+effect[key] > 0",
		law: "zone is", by: test{"./internal/zonesync", []string{"-test.run=^TestARemovalTakes"}},
	})
	all = append(all, mutant{
		name: "a base counts however old it is", file: "zonesync/gather.go", is: " && now.Sub(m.asked) < m.timing.Fresh", to: "",
		law: "zone is", by: test{"./internal/zonesync", []string{"-test.run=^TestALineThatComesWhile"}},
	})
	all = append(all, mutant{
		name: "a read settles a step that was noted after it began", file: "coordination/steps.go", is: "if s.At.Before(asked) {", to: "if !asked.IsZero() {",
		law: "a later step is settled", by: test{"./internal/coordination", []string{"-test.run=^TestStepsAreKept"}},
	})
	database := test{"./internal/coordination/postgres", []string{"-test.run=^TestDatabaseKeepsTheContract$|^TestWhoeverGetsTheLockLater", "-test.v"}}
	for _, m := range inDatabase() {
		m.file, m.by = "coordination/postgres/"+m.file, database
		all = append(all, m)
	}
	return slices.Concat(all, provider(), recovery())
}

// walks is a scenario, or a budget, of whole walks, in virtual time: each takes less
// than a second.
func walks(name string) test {
	return test{"./internal/robustness", []string{"-test.run=^" + strings.ReplaceAll(name, "/", "$/^") + "$", "-test.v", "-test.parallel=2"}}
}

// seed is one seed of whole walks, without some of its parts. With none of them the test
// would look for a shorter run before it says anything.
func seed(n int, without string) test {
	t := walks("TestRobustness")
	t.arguments = append(t.arguments, fmt.Sprint("-seed=", n), "-seeds=1", "-without="+without)
	return t
}

// machine are those of the machine.
func machine() []mutant {
	return []mutant{
		{name: "a refused write counts as a version", file: "history.go", is: "h.head = h.before // A refused", to: "// A refused", law: lawUndone},
		{name: "an ambiguous read is believed", file: "history.go", is: "return Ambiguous\n	case text", to: "return Current\n	case text", law: lawShown},
		{name: "a read that may be old is believed", file: "history.go", is: "		return MaybeOld\n", to: "		return Stranger\n", law: lawUndone},
		{name: "a lost write is settled at once", file: "history.go", is: "h.settle(at.Add(h.landing))", to: "h.settle(at.Add(-h.lag))", law: lawShown},
		{name: "a lost write can't be stored late", file: "history.go", is: "h.settle(at.Add(h.landing))", to: "h.settle(at)", law: lawShown},
		{name: "what others have noted is not followed", file: "gather.go", is: "		m.history.follow(n, now)\n", to: "", law: lawUndone},
		{name: "a dead writer is not waited for", file: "history.go", is: "if !n.Writing.IsZero() {", to: "if false {", law: lawShown},
		{name: "what the registrar has changed is ignored", file: "history.go", is: "if !n.Touched.IsZero() {", to: "if false {", law: lawUndone},
		{name: "lost work of the run is not done again", file: "work.go", is: "	missing, back := w.undone(d.Index)\n", to: "	var missing, back []string\n", law: lawShown},
		{name: "more is done again than the run has done", file: "work.go", is: "range min(more, -min(w.delta[key], w.group[key]))", to: "range more", law: lawUndone},
		{name: "what another process has undone is done again", file: "gather.go", is: "		m.work = work{}\n", to: "", law: lawShown},
		{name: "no lock", file: "gather.go", is: "	return []Action{Lock{requests}}\n", to: "	return m.locked(now, Locked{Note: m.note})\n", law: lawLock},
		{name: "a fresh base counts whatever others wrote", file: "gather.go", is: "		m.base.digest == m.history.head && ", to: "		", law: lawUndone},
		{name: "no guard", file: "guard.go", is: "	if now.Len() == 0 && !g.mayEmpty", to: "	if false", law: lawWiped},
		{name: "a note that is not known is overwritten", file: "commit.go", is: "	if c.met { // What", to: "	if true { // What", law: lawUndone},
		{name: "a refused text is sent again", file: "machine.go", is: "		m.phase = Locking\n		return []Action{Rebook{requestsOfCommit}}\n", to: "		m.phase = Writing\n		return []Action{Write{Note: m.note, Before: m.base, Next: m.commit.next}}\n", law: lawResent},
		{name: "the error of a second attempt is plain", file: "commit.go", is: "		case c.attempt > 0 &&", to: "		case c.attempt > 1 &&", law: lawNowhere},
		{name: "a sent operation is dropped with its caller", file: "machine.go", is: "	case j >= 0 && (c.attempt == 0 && m.phase != Writing || isBlocked(c.group[j].err)):", to: "	case j >= 0:", law: lawUndone},
		{name: "a lost write is taken for a stored one", file: "commit.go", is: "	if o == coordination.Unknown {\n", to: "	if o == coordination.Unknown {\n		return m.done(now, c.next, nil)\n	}\n	if o == coordination.Unknown {\n", law: lawShown},
		{name: "a group that cancels another is not verified", file: "work.go", is: "		n.group.AddAll(op.effect, 1)\n", to: "", law: lawShown},
		{name: "what a stranger wrote is not noted for others", file: "commit.go", is: "		if !m.history.lost { // Others", to: "		if m.note.Digest != \"\" && m.base == m.commit.next { // Others", law: lawUndone},
	}
}

// provider are those of everything around the machine.
func provider() []mutant {
	return []mutant{
		{name: "the step before a write is not noted", file: "zonesync/runner.go", is: "maps.Copy(steps, w.Steps)", to: "maps.Copy(steps, coordination.Steps{})", law: lawHolds, by: walks("TestAShiftWhoseRunWasKilledIsKnownByTheNextRun")},
		{name: "the outcome of a step is not noted", file: "coordination/steps.go", is: "			s = s.Settle(count)\n", to: "", law: lawHolds, by: walks("TestALostWriteIsNotTakenForStoredLater")},
		{name: "the removal of a tainted resource is not found", file: "coordination/steps.go", is: "ok && revision < s.NextRevision", to: "ok && s.NextRevision == \"\"", law: lawHolds, by: walks("TestTheRemovalOfATaintedResourceIsKnownByTheNextRun")},
		{name: "a step goes once its caller knows the outcome", file: "coordination/steps.go", is: "	return &s\n}", to: "	return nil\n}", law: lawHolds, by: walks("TestAShiftWhoseRunWasKilledIsKnownByTheNextRun")},
		{name: "the state does not know of an unknown write", file: "provider/session/pending.go", is: "	text, e := json.Marshal(zonesync.StepOf(err))", to: "	if ctx != nil {\n		return nil\n	}\n	text, e := json.Marshal(zonesync.StepOf(err))", law: lawHolds, by: walks("TestAShiftThatCouldNotBeVerifiedIsKnownByTheNextRun")},
		{name: "a plan believes an old read", file: "zonesync/read.go", is: "		if showing == Current || showing == Stranger {", to: "		if true {", law: "the plan after an old read", by: walks("TestAPlanRightAfterAnApplyForgetsNothing")},
		{name: "a line at the same host passes for the managed one", file: "provider/records/alone.go", is: "!slices.Contains(f.alone, f.doc.Origin.Key(r)) || ", to: "slices.Contains(f.alone, \"-\") || ", law: lawForeign, by: walks("TestAForeignLineIsNotTakenForTheManagedOne")},
		{name: "the line of a neighbour passes for one's own", file: "provider/records/alone.go", is: " || f.session.Claims(f.doc).HeldByAnother(f.token, there[0].Key)", to: "", law: lawHolds, by: walks("TestALineOfANeighbourIsNotTakenForTheMissingOne")},
		{name: "the apply takes another service", file: "provider/records/plan.go", is: "		p.compute(origin, service) // Also", to: "		p.compute(origin, zone.ServiceSimple) // Also", law: lawSame, by: walks("TestSwapsAndShiftsGoThroughOneAtATime")},
		{name: "a state keeps what is gone", file: "provider/records/crud.go", is: "			s.Vanish(ctx, &resp.State)\n			return\n		}\n		key, line", to: "			return\n		}\n		key, line", law: lawHolds, by: walks("TestALineOfANeighbourIsNotTakenForTheMissingOne")},
		{name: "the limit counts half of the requests", file: "valuedomain/account.go", is: "	n := len(a.Started)\n", to: "	n := len(a.Started) / 2\n", law: lawLimit, by: walks("TestAllThatShareKeepOneLimit")},
		{name: "each commit reads again", file: "zonesync/gather.go", is: "	if c.attempt == 0 && m.fresh(now) {", to: "	if false {", law: lawGoal, by: walks("TestBudgets/records-100")},
		{name: "a plan does not note the DNS service", file: "planledger/notes.go", is: "PlanNote{Time: time.Now(), Service: service}", to: "PlanNote{}", law: lawGoal, by: walks("TestBudgets/zones-100x3-set-detected")},
		{name: "a group is closed at once", file: "zonesync/sync.go", is: "		Quiet:    25 * time.Millisecond,", to: "		Quiet:    1,", law: lawGoal, by: walks("TestBudgets/records-100-700ms-parallelism-100")},
		{name: "the lock that machines share does nothing", file: "coordination/memory.go", is: "make(chan struct{}, 1)", to: "make(chan struct{}, 1000)", law: "differ by -", by: walks("TestASlowWriteOfAnotherMachineUndoesNothing")},
		{name: "the budget that machines share is forgotten", file: "coordination/memory.go", is: "	change(&m.account.Account)\n", to: "	change(&Account{})\n", law: lawLimit, by: walks("TestAllThatShareKeepOneLimit")},
	}
}

// recovery are those whose loss shows in the walks of a seed: in a calm first step, or in
// the recovery at its end.
func recovery() []mutant {
	const (
		readIsBase  = "	m.base, m.asked = e.Doc, e.Asked\n}\n\n// reread"
		firstIsBase = "	if m.asked = e.Asked; m.base == nil {\n		m.base = e.Doc\n	}\n}\n\n// reread"
	)
	return []mutant{
		{name: "what was written last is not believed", file: "zonesync/history.go", is: "	case text == h.head && !asked.Before(h.touched):", to: "	case text == h.head && !asked.Before(h.settled):", law: lawFrugal, by: seed(1, "step 2,step 3,step 4")},
		{name: "a base stays fresh", file: "zonesync/gather.go", is: " && now.Sub(m.asked) < m.timing.Fresh", to: "", law: lawAge, by: seed(19, "")},
		{name: "a write waits for a pause", file: "valuedomain/reserve.go", is: "prompt := write && reserved && r.row", to: "prompt := false", law: lawAge, by: seed(820141, "stranger in step 2,stranger in step 3")},
		{name: "a line that is there twice stops one with a state", file: "planledger/judge.go", is: "if z.policy != nil && !c.New {", to: "if false {", law: lawRecovers, by: seed(154, "step 2,step 3")},
		{name: "a removal counts for later states too", file: "coordination/steps.go", is: "ok && revision < s.NextRevision", to: "ok", law: lawEmpty, by: seed(71, "kill in step 3 of s1")},
		{name: "the TTL of a change is not written", file: "zonesync/change.go", is: "d.TTL, d.NSType = cmp.Or(c.TTL, d.TTL), cmp.Or(c.NSType, d.NSType)\n	effect", to: "d.NSType = cmp.Or(c.NSType, d.NSType)\n	effect", law: lawTTL, by: seed(13, "stranger in step 1")},
		{name: "a later read is no base, and a stranger's line is lost", file: "zonesync/commit.go", is: readIsBase, to: firstIsBase, law: lawStranger, by: seed(8, "step 4")},
		{name: "a later read is no base, and the run's line is lost", file: "zonesync/commit.go", is: readIsBase, to: firstIsBase, law: lawReached, by: seed(71, "kill in step 3 of s1")},
	}
}

// inDatabase are those of what machines coordinate through in PostgreSQL.
func inDatabase() []mutant {
	return []mutant{
		{name: "the lock of the database does nothing", file: "records.go", is: "pg_advisory_lock(tableoid::int4, id) IS NOT NULL", to: "true", law: "while the lock is held"},
		{name: "the word of the lock is not compared", file: "records.go", is: "AND holder = $2 RETURNING", to: "AND (holder = $2 OR true) RETURNING", law: "want a Failure"},
		{name: "the account of the database is not locked", file: "account.go", is: " WHERE account = $1 FOR UPDATE\"", to: " WHERE account = $1\"", law: "updates are left of"},
	}
}
