// Package planledger knows what the zones will be when the run is done.
//
// Every plan of a resource, removals too, puts a claim: which line its state
// has and gives up, and which one it wants. Everything else is derived from the
// set of claims and the live zone. Lines of records, addresses of the mail
// forwarding, settings of a zone, whole zones, and lines that a read has missed
// are claimed alike.
//
// The contract:
//
//   - Ownership: a resource of the state owns one occurrence of its line. Whoever
//     wants a line gets one of its own. Where the zone has a line more often
//     than resources of this run own it, a new resource is refused: it would
//     become a second line ([Exists]).
//   - Order: Terraform plans independent resources in any order. The last answer is
//     a pure function of the live zone and the claims, the same in every order. Only
//     which of too many removals of a line remove it is decided by who comes first.
//   - A finding against what another claim adds or keeps is final, whichever
//     comes second. One against a live line that nobody has claimed, or about
//     something that is missing, is open: a later claim may resolve it.
//   - The wait: the last call with an open finding waits until nothing has happened
//     in the run for a second, and then reports what is still open for all resources
//     ([Verdict.Deferred]). The others have returned already, so one waits at a time.
//   - Plan or apply: who has read a resource plans; who has written applies; the
//     CLI may hint at an apply ([Ledger.Hint]). In an apply open findings are left
//     to the write: removals are not planned again, and may be done already. Until it
//     is known, the notes of an earlier plan decide.
//   - Notes: what a plan has foreseen ([Ledger.Permits]) and which lines resources
//     have written is kept in what the processes of the account share. A note can
//     only permit an addition. Nothing is ever removed because of one.
//   - One process for several walks ([Options.OneProcess]): nothing keeps the
//     walks apart, so what a resource that is not in the state wants is never
//     counted against another one, but left to the write and [Ledger.Creating].
//   - Cost: judging one record does not depend on the size of the zone.
//   - Concurrency: every exported method may be called by any goroutine.
package planledger
