// Package zonesync brings many changes into one text that can only be read and
// written whole: a zone, or a list of mail forwards. Changes that arrive together
// are written together, so that a hundred of them cost a handful of requests.
//
// A Machine decides, and has no clock, goroutine or I/O. A Zone is its runner.
// Every method of Syncer and Zone may be called by many goroutines.
//
// # What is promised
//
//   - A change removes no more than the lines it names, one occurrence of each,
//     and Apply returns no error only once a read has shown the change.
//   - With an error for which MayBeWritten reports false, nothing of the change
//     was written, and nothing will be.
//   - A change that was sent is waited for, also if its caller leaves.
//   - No text is written without the lock of the domain. It is built on a read
//     that shows the text written last, or on one that began so long after every
//     known write that it can show nothing older (Timing.Lag). A write of unknown
//     outcome, or of a process that died, counts as known until such a read.
//   - A refused text is never sent again: it is built on a new read.
//   - Processes that share Records do not undo each other's work.
//   - What a writer outside of Records undoes of a run's work is done again in
//     the run's next commit, and named in a Notice. What it has written stays if
//     it had been there for Timing.Lag before the read that a text is built on.
//
// # What can be lost
//
// The registrar has no conditional write. What a writer outside of Records stores
// between the read and the write of a commit is overwritten.
//
// TestEverySchedule looks at every order of events of two processes for this, and
// the command mutants shows that it would notice each protection that is missing.
// README.md has the phases, the table of what a verification says, and the
// invariants. Read gather.go first (until the lock), then commit.go (compose, send,
// verify, fail), then runner.go, whose write keeps the old text, saves the record and
// sends the PUT, in that order.
package zonesync
