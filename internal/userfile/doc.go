// Package userfile reads and writes the small files by which the processes of
// one user meet: locks, stamps, counts and notes.
//
// The contract:
//
//   - Others: a directory is made for its user only, and one that is somebody
//     else's or a link is refused. No link where a file is expected is followed.
//   - Content: a file is trusted to be there and no further. What is read is
//     bounded, and a pipe or a device where a file is expected is an error and
//     not a wait.
//   - Atomicity: a file is replaced as a whole. A process that dies leaves the
//     old one or the new one, and perhaps one more under a random name. Two that
//     replace a file at once never publish a part of it; so that none undoes the
//     other's change, they need a lock between them.
//
// If the system knows neither owners nor modes of this kind, as Windows, the
// directory's place in the user's profile is what protects it.
package userfile
