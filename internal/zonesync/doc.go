// Package zonesync brings edits of single records into a zone that can only be
// read and written whole.
//
// The contract:
//
//   - Concurrency: one Coordinator serves a zone; every method may be called by
//     many goroutines. However many read at once, one GET answers them. Edits
//     that arrive together are written by one PUT.
//   - Atomicity: an edit is written whole or not at all. Edits fail one by one:
//     a bad edit never fails its group.
//   - Verification: a write counts when a read shows it. A write whose answer
//     was lost has an unknown outcome: the zone is read before anything else
//     happens. A write that vanished is made again on the text that is there
//     now, a bounded number of times; after that it is an error. A read that
//     may be an old one is waited out before it is believed.
//   - Memory: what this run has written stays in its care. Where another
//     writer undoes it, the next write of the run does it again. After the
//     last one nobody looks any more.
//   - Other writers: two processes of one machine are kept apart by a file
//     lock. The API has no versions, so a change that another machine makes
//     between our read and our PUT is overwritten and can't be noticed; a
//     change it makes after our PUT is kept, and what it takes of ours is
//     written again. The read before a PUT may be as old as Timing.Fresh;
//     once another writer has shown itself, each PUT gets a read of its own,
//     and its verification lingers.
//   - Guards: a text that no sane zone turns into is refused, not repaired. How
//     many lines the plan has seen is handed to its apply, another process.
//   - Old reads: for as long as reads may lag behind writes, one that shows what
//     this run has replaced, or anything else than what another process of this
//     machine has just written, is made again before it is believed.
//   - Context: a caller leaves when its own context ends. The write that its
//     edit is part of goes on for the others.
package zonesync
