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
// A party is a client that writes under its own lines' names. Of a writer of
// ours it is demanded that
//
//   - a write changes no line but its own, against the last text it was shown,
//     and neither ttl nor name servers;
//   - it does not undo what another writer of the same machine has written;
//   - what was answered as done was shown by a read, and is undone later by
//     others only;
//   - what it has done stays in every text that it writes afterwards;
//   - what was refused with an error is not in the zone, but for those errors
//     that say that the outcome is not known;
//   - the next run, without faults, brings about what is wanted, and taking it
//     away again gives back the first text, byte for byte.
//
// What nobody can promise without versions, a write of another machine between
// our read and our write, is not lost but counted: window tells how often it
// was hit, exposed how long a text was trusted, and stuck how many lines that
// were taken away stand again by such a write, and in no state any more.
//
// The exit code is 1 where something was lost, 2 where the run itself failed.
package main
