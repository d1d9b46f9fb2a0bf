// Package planledger knows what the zones will be when the run is done.
//
// Every plan of a record, removals too, enters a claim: what it takes away and
// what it adds. The planned zone is the live one minus all removals plus all
// additions known so far, and the rules judge each new record against it.
//
// The contract:
//
//   - Order: Terraform plans independent resources in any order. A finding
//     against a line that another claim holds is final whichever comes second.
//     A finding against a live line that nobody has claimed yet, or about
//     something that is missing, may be lifted by a claim still to come: Judge
//     waits for it until the run has been quiet for a while.
//   - Bounds: the wait happens only where there is such a finding, ends as
//     soon as it is lifted, and ends at Options.Limit at the latest. Terraform
//     runs ten calls at once, so only a few may wait at a time. A further one
//     lets the oldest go. The last that waits stays until the cases of those
//     are settled, and reports them in their stead (Verdict.Stead).
//   - Cost: judging one record does not depend on the size of the zone.
//   - Concurrency: every method may be called by any goroutine.
//   - What a plan has learned is lost to the apply, which is a new process and
//     deletes and creates in any order. The lines that a record may take over
//     from others, since their removal was in the same plan, are noted in a
//     Memo. Without one (a plan applied on another machine) a new record waits
//     at apply until the others are gone. Changes are planned again there.
//   - A process that refreshes a resource plans, and believes no note of an
//     earlier plan. Without that (-refresh=false, or no resource to refresh) it
//     cannot tell a plan from an apply before the first write: a note is then
//     believed until a plan judges the record anew, the apply has used it, or it
//     is too old. A plan that was never applied, followed by such a one that
//     leaves the giving resource out, is let through on it.
package planledger
