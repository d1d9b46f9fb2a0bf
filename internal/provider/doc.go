// Package provider is the Terraform surface: schemas, plans, operations,
// import and the words of every diagnostic.
//
// All record resources are one implementation in package records, driven by its
// table of kinds in kinds.go; a record type of package zone becomes a resource
// by one row there. What the domain packages return is turned into diagnostics
// in package message and nowhere else.
//
// What surprised us, and holds the code in its shape:
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
