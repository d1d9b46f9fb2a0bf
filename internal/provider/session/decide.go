package session

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Place says in which zone a resource is. The zero value is a resource that is not
// there: before its creation, or after its removal.
type Place struct {
	there, known bool
	origin       zone.Origin
}

// In is the place of a resource with this domain.
func In(domain types.String) Place {
	if domain.IsUnknown() {
		return Place{there: true}
	}
	return Place{there: true, known: true, origin: zone.NewOrigin(domain.ValueString())}
}

// Place returns where the resource is.
func (a Attrs) Place() Place {
	if a == nil {
		return Place{}
	}
	if !a.Known(AttrDomain) {
		return Place{there: true}
	}
	return Place{there: true, known: true, origin: zone.NewOrigin(a.Text(AttrDomain))}
}

// Step is what a plan does with one resource, as far as its zone decides that.
type Step int

// The steps.
const (
	// Nothing is of a resource that neither was nor will be there.
	Nothing Step = iota
	// Create adds it.
	Create
	// Leave removes it.
	Leave
	// Stay leaves it in its zone, where it may change.
	Stay
	// Move removes it from one zone and adds it to another.
	Move
	// Await adds it to a zone that shows in the apply.
	Await
	// Depart removes it, and adds it to a zone that shows in the apply. That may be the
	// one that it is in.
	Depart
)

// Replaces reports whether Terraform has to plan a removal and a creation.
func (s Step) Replaces() bool { return s == Move || s == Depart }

// Decide returns the step from what the state has to what is planned. Two spellings
// of one domain are one zone.
func Decide(prior, planned Place) Step {
	switch {
	case !planned.there && !prior.there:
		return Nothing
	case !planned.there:
		return Leave
	case !planned.known && prior.there:
		return Depart
	case !planned.known:
		return Await
	case !prior.there:
		return Create
	case prior.origin == planned.origin:
		return Stay
	}
	return Move
}
