// Package zone is the lossless model of a Value-Domain zone: a text of record
// lines that belongs to the user, byte for byte.
//
// The contract:
//
//   - Parse is total and Parse(s).String() == s for every string s. Types this
//     package does not know, comments, empty lines, odd spacing, CRLF and a
//     missing last newline all survive.
//   - An edit touches exactly its own line. Adding a record and removing it
//     again gives back the first text.
//   - Names, addresses and numbers compare by meaning (case, trailing dot,
//     relative or full name, IDN by its punycode), and are written as the user
//     spelled them.
//
// Values of this package are not safe for concurrent change; a Zone that
// nobody edits may be read by many goroutines.
//
// A record type is one row of the table in types.go.
package zone
