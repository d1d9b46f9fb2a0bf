package forwarding

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// Store shows the mail forwards of a domain as the lines of a zone, so
// that they are written by the same machine: "forward <user> <destination>".
type Store struct{ API *valuedomain.Client }

const forwardType = "forward"

// ReadZone returns the list as lines.
func (f Store) ReadZone(ctx context.Context, domain string) (zone.Snapshot, error) {
	return forwardText(f.API.Forwards(ctx, domain))
}

// WriteZone replaces the list.
func (f Store) WriteZone(ctx context.Context, s zone.Snapshot) (zone.Snapshot, error) {
	return forwardText(f.API.SetForwards(ctx, s.Domain, forwardsIn(zone.Parse(s.Text))))
}

func forwardText(all valuedomain.Forwarding, err error) (zone.Snapshot, error) {
	var lines []string
	for _, f := range all.List {
		lines = append(lines, forwardLine(f))
	}
	return zone.Snapshot{Domain: all.Domain, Text: strings.Join(lines, "\n")}, err
}

// forwardLine returns the line of a forward. It has one space between its
// fields and none in them, whatever the API returns.
func forwardLine(f valuedomain.Forward) string {
	return forwardType + " " + url.PathEscape(f.User) + " " + url.PathEscape(f.ForwardTo)
}

// forwardKey returns the key of a forward's line.
func forwardKey(f valuedomain.Forward) string { return zone.Origin{}.LineKey(forwardLine(f)) }

// forwardsIn returns the forwards that lines are about.
func forwardsIn(z *zone.Zone) []valuedomain.Forward {
	list := []valuedomain.Forward{}
	for _, l := range z.Lines() {
		fields := strings.Split(l.Text, " ")
		if len(fields) != 3 || fields[0] != forwardType {
			continue
		}
		user, errUser := url.PathUnescape(fields[1])
		to, errTo := url.PathUnescape(fields[2])
		if errUser == nil && errTo == nil {
			list = append(list, valuedomain.Forward{User: user, ForwardTo: to})
		}
	}
	return list
}

// forwardsOf returns the forwards of a domain as this run knows them.
func (r *forwardingResource) forwardsOf(ctx context.Context, domain string) ([]valuedomain.Forward, error) {
	doc, err := r.session.Forwards.Zone(domain).Read(ctx)
	if err != nil {
		return nil, &forwardsError{err}
	}
	return forwardsIn(doc.Zone()), nil
}

// changeForwards brings a change into the list of a domain.
func (r *forwardingResource) changeForwards(ctx context.Context, domain string, c zonesync.Change) (zonesync.Result, error) {
	result, err := r.session.Forwards.Zone(domain).Apply(ctx, c)
	if err != nil {
		err = &forwardsError{err}
	}
	return result, err
}

// forwardsError is an error about the list of forwards, not the zone.
type forwardsError struct{ Err error }

func (e *forwardsError) Error() string { return "mail forwarding: " + e.Err.Error() }

// Unwrap returns what went wrong.
func (e *forwardsError) Unwrap() error { return e.Err }

// addForward is the change that sets a forward. Another one of the same user
// has to go first: an address has one destination.
func (r *forwardingResource) addForward(domain string, f valuedomain.Forward) zonesync.Change {
	return zonesync.Change{Put: []string{forwardLine(f)}, Check: func(v zonesync.View) error {
		list := forwardsIn(v.Zone)
		other := slices.IndexFunc(list, func(g valuedomain.Forward) bool { return g.User == f.User && g != f })
		o := zone.NewOrigin(domain).String()
		address := f.User + "@" + o
		if other < 0 || v.Last && r.session.Ledger.Permits(o, address, address) {
			return nil
		}
		return &zonesync.BlockedError{Err: &forwardExistsError{Address: address, Destination: list[other].ForwardTo}}
	}}
}

// forwardExistsError reports that the address is forwarded already.
type forwardExistsError struct{ Address, Destination string }

func (e *forwardExistsError) Error() string {
	return e.Address + " is forwarded to " + e.Destination + " already"
}
