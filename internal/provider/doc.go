// Package provider is the provider block and what it registers: settings, the
// session of a run, and the list of resources, data sources and functions.
//
// What the user sees is in packages of its own: records, wholezone and
// forwarding have the resources, functions the functions and data sources. They
// meet in package session, which has what a run shares, and in package message, which
// has the words of every diagnostic. None of them imports another one of the four, or
// this package.
//
// What surprised us, and gives the code its shape:
//
//   - A planned value may differ from the configuration only where it equals
//     the prior state. That is how "MAIL" stays "mail" without a diff: a
//     configuration of the same meaning plans the prior state as a whole.
//   - A replacement is planned twice: with the old state, and then with none
//     and with the private data of the first call. A removal is planned with a
//     null plan, and a destroy in the apply is not planned at all.
//   - An apply plans creates and updates again in a new process that knows
//     nothing of the first plan; nothing in memory or private data of a create
//     comes over.
//   - A state with an error is saved as tainted, and the next plan shows it as
//     new, with neither prior state nor private data. So a create that did not
//     write anything returns no state.
//   - The framework wants an identity after every read, of a vanished resource
//     too, even if the CLI knows nothing of identities.
//   - The framework makes a resource for every call, so what its constructor does
//     is done thousands of times.
//   - Resource values are read and written as raw tftypes values: reflection
//     into structs was the largest part of the provider's own time at a
//     thousand resources.
package provider
