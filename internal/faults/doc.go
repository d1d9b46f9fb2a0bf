// Command faults drives zonesync, and the built provider through the real CLI,
// against the simulator while everything goes wrong that can: requests are
// refused, cut and answered with nonsense, reads are old, other writers work on
// the same zone, and processes are killed. After every step a judge, who has
// seen each effect on the zone in its true order, looks for what was lost.
//
//	faults -provider bin/terraform-provider-valuedomain -seconds 120 -seed 1
//
// A run is a series of rounds. A round has a zone, parties and faults of its
// own, all chosen from the seed and the round's number, so that -seed 7 -round
// 12 runs that one again. What several parties do at once is left to the
// scheduler, as in life: the same choices, not the same interleaving.
//
// # What counts as lost
//
// A party is a client that writes under its own lines' names. In both parts it is
// demanded of a writer of ours that
//
//   - a write changes no line but its own, against the last text it was shown,
//     and neither ttl nor name servers;
//   - it does not undo what another writer of the same machine has written, nor
//     anything that nobody has written since it read;
//   - what was answered as done was shown by a read, and is undone later by
//     others only;
//   - the next run, without faults, brings about what is wanted, and no more.
//
// # The first part
//
// Processes with a syncer each, on one or two machines. An operation is one call,
// whose answer is known, so that two things more are demanded:
//
//   - what was done stays in every text that its process writes afterwards;
//   - what was refused with an error is not in the zone, but for those errors
//     that say that the outcome is not known.
//
// The end of each round: everything is taken away again, which gives back the
// first text, byte for byte, where nobody foreign writes.
//
// # The second part
//
// Workspaces in the real CLI: one, one whose provider is killed, two on one
// machine or on two, or one with two aliases. Records come and go, change their
// value, give their resource another name without a moved block, and hand their
// host over to another type. Some leave dns_service out where the zone tells it:
// an apply that asks for it none the less is lost, where nobody else writes and no
// read lies about the lines.
//
// What was done is what the state says after an apply. An apply that failed says
// so of the lines that its state has gained, and nothing of the others; and what
// it was told of a line that it was to take away counts no longer. Neither of the
// two demands of the first part is made: a later process knows of an earlier one
// by the state alone, and the CLI does not tell which operation was refused before
// it wrote. A user changes nothing that the state does not hold yet, since a record
// that an interrupted run may have made, and that is dropped from the configuration,
// is in no state. A renamed resource's record has to stand after the apply; that it
// was gone meanwhile is counted, not lost.
//
// In some rounds one resource holds the whole zone, alone or with a foreign writer
// of one line. That line has to survive, unless allow_delete_unmanaged is set,
// and so have the lines of the text until the resource is destroyed; then they are
// gone, and nothing else is.
//
// In others mail forwards stand beside records, in one workspace or in two on one
// machine. Those that nobody manages have to stand in every list that is written.
// Those of a workspace are, after an apply that ended well, exactly what its state
// says, and after one that failed at least what its state has gained. No other
// writer of the list takes part. In these rounds no read shows half of a zone: a
// plan may believe it, and what the configuration drops at the same time is
// forgotten then.
//
// The end: a plan that finds nothing to do, and a destroy, which gives back the
// first text, byte for byte, and the first forwards. After a whole zone there is no
// such text, and where somebody foreign writes only the lines of the workspace count.
//
// # What is counted
//
// What nobody can promise without versions, a write of another machine between
// our read and our write, is not lost but counted: window tells how often it
// was hit, exposed how long a text was trusted, and stuck how many lines that
// were taken away stand again by such a write, and in no state any more.
//
// The exit code is 1 where something was lost, 2 where the run itself failed.
package main
