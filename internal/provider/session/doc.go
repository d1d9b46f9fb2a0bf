// Package session has what all operations of one run of Terraform share: the client,
// the machines that write zones, the ledger of the plan, and what the provider block
// says.
//
// A [Session] is made when Terraform configures the provider. Before that, in a
// validation, there is only its [Static] part, which needs no credentials. Around
// these the package has what every resource needs to talk to Terraform:
//
//   - [Attrs], the attributes of a resource as raw values;
//   - private data: the token that names a resource in the run, and the write whose
//     outcome is not known yet (private.go, pending.go);
//   - reports: an error, a verdict of the ledger or a finding of a rule becomes a
//     diagnostic with the words of package message (report.go, plan_report.go);
//   - [Gate], by which the apply asks the rules again.
package session
