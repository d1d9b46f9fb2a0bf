package planledger

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Claim is what the plan of one resource does to a zone.
type Claim struct {
	// Token names the resource: the same one planned again has the same.
	Token string
	// Removes is the line that the state holds, Adds the one that is wanted;
	// each may be empty. Equal keys mean that the line is kept.
	Removes, Adds zone.Entry
	// Forwarding is set for the record of a mail forwarding, which all forwards
	// of a domain hold together.
	Forwarding bool
	// Whole is set by a resource that manages the zone as one text.
	Whole *Whole
	// Settings are the values that the resource gives the zone, by attribute.
	Settings map[string]string
	// New is set for a resource that is not in the state.
	New bool
}

// Whole is a claim on all lines of a zone.
type Whole struct {
	// Lines are the lines that the text will have.
	Lines zone.Bag
	// Leaves is set where the resource goes and its lines with it.
	Leaves bool
}

func (c Claim) keeps() bool { return c.Adds.Key != "" && c.Adds.Key == c.Removes.Key }

// gives reports whether the claim gives its line up.
func (c Claim) gives() bool { return c.Removes.Key != "" && c.Adds.Key != c.Removes.Key }

// Standing says what there is of the line that a claim wants.
type Standing int

// The standings.
const (
	// Absent is a line that is not in the zone.
	Absent Standing = iota
	// Own is a line that the resource has already.
	Own
	// Released is a line that is in the zone and belongs to another resource
	// of the run, which gives it up.
	Released
	// Claimed is a line that another resource of the run adds or keeps.
	Claimed
	// Exists is a line that is in the zone more often than resources of the run
	// own it.
	Exists
	// Believed is such a line that a resource of this directory held when it was
	// written last: it is taken for one that the run gives up.
	Believed
)

// Share says how the owners of the line that a claim keeps or gives up compare
// with its occurrences in the zone.
type Share int

// The shares.
const (
	// Sole is an occurrence for each owner.
	Sole Share = iota
	// Shared is less: other resources hold the line too. Where the claim gives
	// it up, its removal must be left out of the apply.
	Shared
	// Leaving is a line that a claim keeps after the plan of another one was
	// told that it is removed.
	Leaving
	// Surplus is more: an occurrence stays that no resource of the run owns.
	Surplus
)

// Conflict says how a claim meets one on the zone as a whole.
type Conflict int

// The conflicts.
const (
	// NoConflict is none.
	NoConflict Conflict = iota
	// ManagedWhole is a line of a zone that another resource manages as a whole.
	ManagedWhole
	// ReleasedWhole is a line of a zone whose resource goes and takes it along.
	ReleasedWhole
	// SecondWhole is a second resource for the zone as a whole.
	SecondWhole
)

// Verdict is the answer to a claim.
type Verdict struct {
	// Findings are what the rules say.
	Findings []rules.Finding
	// Standing is that of the wanted line, Line its text in the live zone.
	Standing Standing
	Line     string
	// Share is that of the line that the state holds.
	Share Share
	// Conflict is one with the zone as a whole, about the line With.
	Conflict Conflict
	With     string
	// Setting is a setting that another resource gives another value.
	Setting *SettingConflict
	// Deferred are reports for resources whose calls have returned already.
	Deferred []Deferred
	// Missing are lines that this run's reads have missed, by domain. They are
	// reported once it is known which ones they are.
	Missing map[string][]string
}

// SettingConflict is a setting of a zone that two resources give.
type SettingConflict struct{ Attribute, Value, Other string }

// Deferred is a verdict on a claim whose call has returned already. It may be of
// another zone than the one that is judged.
type Deferred struct {
	Verdict

	Claim  Claim
	Origin zone.Origin

	resource *resource
}
