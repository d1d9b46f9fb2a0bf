// Package postgres is coordination.Shared in a PostgreSQL database, for the
// processes of one account on several machines.
//
// The contract is that of package coordination, and in addition:
//
//   - Connections: a process opens at most [maxConnections]. A lock of a domain has
//     one of its own, of which it is an advisory lock of the session; what needs a
//     lock when all are taken waits for one. A pooler that gives the sessions of one
//     client to another by turns breaks advisory locks. That shows: see below.
//   - A lost lock: whoever gets a lock writes a random word into the row of the
//     domain. Save goes through the connection of the lock and replaces the row only
//     if that word is still there. So it fails after the connection was lost, after
//     somebody else has got the lock, and after the row was removed. What is
//     saved before a request to the registrar proves that the lock was there at
//     that moment. If it is lost later, the record says "writing", as after
//     the death of a process.
//   - Death of a machine: the server ends a connection that nobody answers for
//     after half a minute, and with it the lock.
//   - Waits: every call but Lock ends within seconds. A call that can be repeated
//     waits a short while for a server that was there before and restarts.
//   - Clocks: a machine whose clock is more than two seconds from that of the server
//     gets an error, since what machines note for each other has their times.
//   - Tables: zones, accounts and notes, made on first use in the schema that the
//     connection string names, or in "valuedomain". Two processes may do so at once.
//     Notes are removed 90 days after they were made.
//   - Secrets: no error and no String has the connection string, the user or the
//     password.
//
// Of pgx it uses only pgconn, which costs the least of the binary and of the start.
package postgres
