package planledger

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Claim is what the plan of one resource does to a zone.
type Claim struct {
	Token      string            // Names the resource: the same one planned again has the same.
	Removes    zone.Entry        // The line that the state has; empty for none.
	Adds       zone.Entry        // The line that is wanted; empty for none. With the key of Removes it is kept.
	Forwarding bool              // The line is the record that all mail forwards of a domain share.
	Whole      *Whole            // Set by a resource that manages the zone as one text.
	Settings   map[string]string // The values that the resource gives the zone, by attribute.
	Misses     string            // A line that a read has missed. Its claim has a token of its own, and no more.
	New        bool              // The resource is not in the state.
	InSet      bool              // The line is one of several of its resource.
	Owner      any               // What the caller needs to report a verdict later; nil for nothing.
}

// Whole is a claim on all lines of a zone.
type Whole struct {
	Lines  zone.Bag // The lines that the text will have.
	Leaves bool     // The resource goes and its lines with it.
}

func (c Claim) keeps() bool { return c.Adds.Key != "" && c.Adds.Key == c.Removes.Key }

// gives reports whether the claim gives its line up.
func (c Claim) gives() bool { return c.Removes.Key != "" && c.Adds.Key != c.Removes.Key }

// Kind says what a finding is about.
type Kind int

// The kinds. Exists is as a warning where a resource of this directory wrote the line,
// and is expected to give it up, or where the resource is in the state already.
const (
	ByRule        Kind = iota // What a rule of the catalogue says.
	Exists                    // A wanted line, Line, that is in the zone more often than resources own it.
	Claimed                   // A wanted address that another resource adds or keeps.
	Surplus                   // A line that is in the zone more often than resources own it.
	Shared                    // A line that the states of other resources have too, and that is there less often.
	Leaving                   // A kept line that the plan of another resource is to remove.
	SecondWhole               // A second resource for the zone as a whole.
	ManagedWhole              // A line of a zone that another resource manages as a whole.
	ReleasedWhole             // A line of a zone whose resource goes and takes it along.
	SettingTwice              // A setting, Field, with two values: Line and the line of Others.
	Wiped                     // A zone that another tool seems to have written: see [Ledger.Missed].
)

// Finding is one thing to say of a claim.
type Finding struct {
	rules.Finding

	Kind  Kind
	InSet bool // Of Shared and Leaving: the other resource has more lines than this one.
	open  bool // A later claim could resolve it.
}

// Verdict is the answer to a claim.
type Verdict struct {
	Findings []Finding
	Spares   bool       // The line that the claim gives up must stay for others.
	Deferred []Deferred // Reports for resources whose calls have returned already.
}

// Deferred is a verdict on a claim, maybe in another zone, whose call has returned.
type Deferred struct {
	Verdict

	Claim  Claim
	Origin zone.Origin

	resource *resource
}
