// Package importgen writes the Terraform configuration that brings a zone
// under Terraform as it is: an import block and a resource block for every
// line that has data.
//
// The contract: Blocks is a pure function. Its output is in the form that
// terraform fmt gives, its resource names are unique, it stays the same while
// the zone does, and what it declares means the zone's own lines, so that the
// plan after the import is empty. A line that can't be declared (an owner that
// no resource accepts, a line that begins like a record and is none, a
// byte-order mark) is a comment with the reason; nothing is omitted silently
// but comments and empty lines, which have no data.
package importgen
