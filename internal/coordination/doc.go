// Package coordination is what the processes of one account share, on one
// machine or on several: the lock and the record of each domain, the account of
// the requests of the token, and the notes that one plan leaves for its apply.
//
// [Files] shares with the processes of one user on one machine, [NewMemory] with
// those that use the same value. What else implements [Shared] has to pass the
// test of the package contract.
//
// The contract:
//
//   - Times: an implementation has no clock of its own in what it keeps. All times
//     are the caller's.
//   - Texts: Record, Account and PlanNote are kept as JSON. One that can't be read
//     says nothing, as if it were not there. The JSON may contain \u0000, which a
//     column of the type jsonb refuses. Times are UTC, and keep their nanoseconds.
//   - Contexts: a call ends with its context, and returns its cause. An error is an
//     [Error] otherwise. With an error of Save or UpdateAccount nothing was kept, or
//     it is not known: no request may be sent on the strength of it.
//   - Death: a lock ends with the process or the connection that has it. What was
//     saved stays.
//   - Concurrency: every method may be called by any goroutine.
package coordination
