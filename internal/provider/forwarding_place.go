package provider

import (
	"context"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// forwardExistsError tells that the address is forwarded already.
type forwardExistsError struct {
	Address, Destination string
	// DNSOnly tells that a resource of the state has the address without its
	// forward.
	DNSOnly bool
}

func (e *forwardExistsError) Error() string {
	return e.Address + " is forwarded to " + e.Destination + " already"
}

// place puts a forward into the list, where the old one was if there is one. It
// takes the place of another resource's forward where that hands it over.
func (r *forwardingResource) place(old *forwardingModel, m forwardingModel) func([]valuedomain.Forward) ([]valuedomain.Forward, error) {
	s, handed := r.session, r.noted(&m)
	return func(list []valuedomain.Forward) ([]valuedomain.Forward, error) {
		own := -1
		if old != nil && old.holds() && !s.seen.takenOver(old.address(), "") {
			own = slices.IndexFunc(list, old.sameUser)
		}
		at := slices.IndexFunc(list, m.sameUser)
		switch {
		case at < 0 && own < 0:
			return append(list, m.forward()), nil
		case at < 0 || at == own:
			list[own] = m.forward()
			return list, nil
		case !handed:
			return nil, &forwardExistsError{Address: m.address(), Destination: list[at].ForwardTo, DNSOnly: old != nil && !old.holds()}
		}
		s.seen.takeOver(m.address(), []string{""})
		list[at] = m.forward()
		if own >= 0 {
			list = slices.Delete(list, own, own+1)
		}
		return list, nil
	}
}

func dropForward(old valuedomain.Forward) func([]valuedomain.Forward) ([]valuedomain.Forward, error) {
	return func(list []valuedomain.Forward) ([]valuedomain.Forward, error) {
		if i := slices.Index(list, old); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
		return list, nil
	}
}

// drop takes the forward away. The registrar need not know as its own a record
// that was written in its place: with the last forward that one goes too, unless
// another resource shares it.
func (r *forwardingResource) drop(ctx context.Context, m forwardingModel, restored bool) error {
	domain := m.Domain.ValueString()
	zones, list := r.session.syncer.Zone(domain), r.session.forwards(domain)
	if err := list.change(ctx, func(all []valuedomain.Forward) ([]valuedomain.Forward, error) {
		if r.session.seen.takenOver(m.address(), "") {
			return all, nil // It is another resource's now.
		}
		return dropForward(m.forward())(all)
	}); err != nil {
		return err
	}
	// The registrar may have changed the zone: nothing known of it is good
	// any more.
	if _, err := zones.Refresh(ctx); err != nil || !restored {
		return err
	}
	left, err := list.read(ctx)
	if err != nil || len(left) > 0 {
		return err
	}
	_, err = zones.Apply(ctx, func(d *zonesync.Document) error {
		removeLine(d, m.entry().Key)
		return nil
	})
	return err
}
