// Package rules is the catalogue of mistakes that a mail setup on
// Value-Domain's DNS can have, and the judge that looks for them.
//
// The contract:
//
//   - A rule is data plus a pure function over a Case. It reads no clock, no
//     network and no file, and knows neither Terraform nor HTTP.
//     A rule of ScopeNetwork, which has to ask a resolver, gets it as functions.
//   - A check is silent wherever a value it needs is not known yet
//     (zone.Unknown): what is judged as far as known is judged again at apply.
//   - A zone rule judges the subject of the case against the zone as it will
//     be, never the zone as such, so that only what is written or removed
//     is reported. Both sides of a contradiction report it, whichever is asked.
//   - The cost of judging a record depends on what is at its host and on
//     the number of mx and mxe lines, not on the size of the zone.
//   - One mistake is one finding where that is possible: the rule that names
//     the cause speaks, and the rules about its consequences keep silent.
//
// A Policy is read-only after NewPolicy and may be used by many goroutines, as
// long as nobody changes the zone.Index of a Case meanwhile.
//
// A rule is one file with its words, its check and its example; catalogue.go
// lists the rules in the order of documentation.
package rules
