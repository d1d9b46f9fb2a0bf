// Package records has the resources for the lines of a zone: one for each record
// type, and valuedomain_records, a set of records that change in one write.
//
// All record resources are one implementation, recordResource, driven by the table
// in kinds.go; a record type of package zone becomes a resource by one row there. An
// element of a set is a record of the same kinds with the attributes of its resource.
//
// Each resource owns one occurrence of its line (a set, one of each of its lines).
// Its calls are in this order: resource.go says what may be written, values.go
// checks it, plan.go claims the line in the ledger, crud.go writes and reads it, and
// alone.go finds what a record has become that is not there any more. The files of a set
// begin with set_.
package records
