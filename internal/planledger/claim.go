package planledger

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Claim is what the plan of one resource does to a zone.
type Claim struct {
	// Token tells the same resource planned again, as in a replacement, from
	// another resource.
	Token string
	// Removes is the line that the resource holds and gives up, Adds the one
	// that it wants. Equal keys mean that it keeps its line.
	Removes, Adds zone.Entry
	// Forwarding tells that the record is that of a mail forwarding, which
	// several resources hold together.
	Forwarding bool
	// Known tells that the line is known to belong to a resource of the state,
	// though this plan came without it, as that of a tainted resource does.
	Known func(key string) bool
}

func (c Claim) keeps() bool { return c.Adds.Key != "" && c.Adds.Key == c.Removes.Key }

// leaves tells whether the claim takes a line away and wants no other.
func (c Claim) leaves() bool { return c.Adds.Key == "" && c.Removes.Key != "" }

// Standing says what there is of the line that a claim adds.
type Standing int

// The standings.
const (
	// Absent is a line that is not in the zone.
	Absent Standing = iota
	// Own is a line that the resource has already.
	Own
	// Handed is a line that another resource gives up in this run, or one
	// that is known to be a resource's own.
	Handed
	// Exists is a line in the zone that no resource of this run holds.
	Exists
)

// Verdict is the answer to a claim.
type Verdict struct {
	Findings []rules.Finding
	Standing Standing
	// Line is the live line of the same meaning, where there is one.
	Line string
	// Whole tells that another resource manages the zone as a whole.
	Whole bool
	// Parting tells that a resource that manages the zone as a whole goes,
	// and takes its lines along.
	Parting bool
	// Shared tells that other claims hold the line too. Where the claim gives
	// it up, it stays for them.
	Shared bool
	// Leaving tells that a claim which came before takes the line away that
	// this one keeps.
	Leaving bool
	// Stead is what there is to say in the stead of calls that were let go.
	Stead Stead
}

// Stead answers for calls that were let go before their cases were settled.
type Stead struct {
	// Findings are what the rules say, without the field they are about.
	Findings []rules.Finding
	// Existing are the records that are in their zones already.
	Existing []Existing
}

// Existing is a record with its live line, which may be of another zone than
// the one that is judged.
type Existing struct {
	zone.Entry

	Origin zone.Origin
}

// held is a claim in the books of a zone.
type held struct {
	Claim

	zone    *Zone
	removed bool // Its removal took a line out of the planned zone.
	entered bool // Its addition stands in the planned zone.
	left    bool // It counts among those that take a line away and add none.
	changes bool // It is a resource that changes its line in place.
}
