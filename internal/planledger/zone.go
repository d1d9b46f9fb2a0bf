package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Zone holds the claims on one zone. The ledger's mu guards its fields.
type Zone struct {
	ledger    *Ledger
	policy    *rules.Policy // Nil for addresses and settings, which no rule is about.
	live      *zone.Index
	planned   *zone.Index            // Live as the claims change it: see derive.
	resources map[string]*resource   // By token.
	byKey     map[string][]*resource // By the keys of their claims.
}

// resource is what is known of one resource of the run.
type resource struct {
	zone  *Zone
	claim Claim // Before the plan: what the state has, as Removes.
	// planned is set once the plan has made the claim.
	planned bool
	// removes is set where the plan was told that it removes an occurrence.
	removes bool
}

// relive builds the planned zone on another live one.
func (z *Zone) relive(live *zone.Index, service zone.Service) {
	z.live = live
	z.planned = live.Clone()
	z.planned.Service = service
	for key := range z.byKey {
		z.derive(key)
	}
}

// Hold notes which line a resource of the state has, as it was just read.
func (z *Zone) Hold(token string, e zone.Entry) {
	z.ledger.mu.Lock()
	defer z.ledger.mu.Unlock()
	if r := z.resource(token); !r.planned {
		z.set(r, Claim{Token: token, Removes: e}, false)
	}
}

// HeldByAnother reports whether another resource than that of the token has a line of
// the key: one that was read, or one of this directory that is still to come.
func (z *Zone) HeldByAnother(token, key string) bool {
	l := z.ledger
	l.mu.Lock()
	read := slices.ContainsFunc(z.byKey[key], func(r *resource) bool { return r.claim.Removes.Key == key && r.claim.Token != token })
	l.mu.Unlock()
	holder, noted := l.Holder(z.domain(), key)
	return read || noted && holder != token
}

func (z *Zone) domain() string { return z.live.Origin.String() }

func (z *Zone) resource(token string) *resource {
	r, ok := z.resources[token]
	if !ok {
		r = &resource{zone: z}
		z.resources[token] = r
	}
	return r
}

// put enters the claim of a plan. What the state holds stays known where it comes
// without: a replacement is planned a second time so.
func (z *Zone) put(c Claim) *resource {
	r := z.resource(c.Token)
	if c.Removes.Key == "" {
		c.Removes = r.claim.Removes
	}
	z.set(r, c, true)
	return r
}

// set puts a claim in the place of the one before.
func (z *Zone) set(r *resource, c Claim, planned bool) {
	changed := append(r.claim.keys(), c.keys()...)
	for _, key := range r.claim.keys() {
		z.byKey[key] = without(z.byKey[key], r)
	}
	r.claim, r.planned, r.removes = c, planned, false
	for _, key := range c.keys() {
		z.byKey[key] = append(z.byKey[key], r)
	}
	delete(z.ledger.unplaced, c.Token)
	if !c.Adds.Record.Knows("host") {
		z.ledger.unplaced[c.Token] = unplaced{z, c.Adds.Record}
	}
	r.removes = planned && c.gives() && z.mayRemove(r)
	for _, key := range changed {
		z.derive(key)
	}
}

func without(all []*resource, r *resource) []*resource {
	return slices.DeleteFunc(all, func(other *resource) bool { return other == r })
}

// derive makes the planned zone what the claims on one line say.
func (z *Zone) derive(key string) {
	stay, added := z.count(key).planned(), z.added(key)
	if len(added) == 0 && z.planned.Count(key) == stay && !slices.ContainsFunc(z.planned.Of(key), isPlanned) {
		return
	}
	for z.planned.Delete(key) { //nolint:revive // It deletes one a time.
	}
	for _, e := range append(z.live.Of(key)[:stay:stay], added...) {
		z.planned.Insert(e)
	}
}

// added returns the occurrences of a line that claims add. The first forward that
// wants the line adds it for all, where nothing else has it.
func (z *Zone) added(key string) (added []zone.Entry) {
	n := z.count(key)
	shared := n.planned()+n.adders == 0
	for _, r := range z.byKey[key] {
		if c := r.claim; c.Adds.Key == key && (!c.keeps() && !c.Forwarding || c.Forwarding && shared) {
			added, shared = append(added, asPlanned(c.Adds)), false
		}
	}
	return added
}

func asPlanned(e zone.Entry) zone.Entry {
	e.Planned = true
	return e
}

func isPlanned(e zone.Entry) bool { return e.Planned }
