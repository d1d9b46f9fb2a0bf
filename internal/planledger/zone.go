package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Zone has the claims on one zone. The ledger's mu guards its fields.
type Zone struct {
	ledger *Ledger
	policy *rules.Policy // Nil for what has no rules.
	live   *zone.Index
	// planned is live as the claims change it: see derive.
	planned   *zone.Index
	resources map[string]*resource   // By token.
	byKey     map[string][]*resource // By the keys that they have or want.
	wide      []*resource            // Those with claims on the whole zone or its settings.
	unplaced  map[string]zone.Record // By token: what is wanted at a host that is not known yet.
}

// resource is what is known of one resource of the run.
type resource struct {
	zone *Zone
	// holds is the line that its state has; empty for none.
	holds zone.Entry
	// claim is what its plan wants; nil before that.
	claim *Claim
	// told is set once its plan knows that it removes an occurrence.
	told bool
}

func newZone(l *Ledger, live *zone.Index, service zone.Service, policy *rules.Policy) *Zone {
	z := &Zone{ledger: l, policy: policy, resources: map[string]*resource{}, byKey: map[string][]*resource{}, unplaced: map[string]zone.Record{}}
	z.relive(live, service)
	return z
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
	r := z.resource(token)
	z.unlist(r)
	r.holds = e
	z.list(r)
}

// HeldByAnother reports whether another resource than that of the token has a line of
// the key: one that was read, or one of this directory that is still to come.
func (z *Zone) HeldByAnother(token, key string) bool {
	l := z.ledger
	l.mu.Lock()
	own, ok := z.resources[token]
	read := slices.ContainsFunc(z.byKey[key], func(r *resource) bool { return r.holds.Key == key && (!ok || r != own) })
	about := z.thing(key)
	l.mu.Unlock()
	holder, noted := l.holder(about)
	return read || noted && holder != token
}

// put enters a claim instead of an earlier one of the same resource. What
// the state has stays known where the claim comes without it: a replacement is
// planned a second time so.
func (z *Zone) put(c Claim) *resource {
	r := z.resource(c.Token)
	before := r.keys()
	delete(z.unplaced, c.Token)
	delete(z.ledger.unplaced, c.Token)
	if c.Adds.Key != "" && c.Whole == nil && !c.Adds.Record.Knows("host") {
		z.unplaced[c.Token] = c.Adds.Record
	}
	z.unlist(r)
	if c.Removes.Key == "" && r.claim != nil {
		c.Removes = r.holds
	}
	r.holds, r.claim, r.told = c.Removes, &c, false
	z.list(r)
	if c.isWide() && !slices.Contains(z.wide, r) {
		z.wide = append(z.wide, r)
	}
	r.told = c.gives() && z.mayRemove(r)
	for _, key := range append(before, r.keys()...) {
		z.derive(key)
	}
	return r
}

func (z *Zone) resource(token string) *resource {
	r, ok := z.resources[token]
	if !ok {
		r = &resource{zone: z}
		z.resources[token] = r
	}
	return r
}

// drop forgets a resource.
func (z *Zone) drop(token string) {
	r, ok := z.resources[token]
	if !ok {
		return
	}
	z.unlist(r)
	delete(z.resources, token)
	delete(z.unplaced, token)
	z.wide = slices.DeleteFunc(z.wide, func(other *resource) bool { return other == r })
	for _, key := range r.keys() {
		z.derive(key)
	}
}

// keys returns the keys that a resource has or wants.
func (r *resource) keys() []string {
	var keys []string
	if r.holds.Key != "" {
		keys = append(keys, r.holds.Key)
	}
	if r.claim != nil && r.claim.Adds.Key != "" && r.claim.Adds.Key != r.holds.Key {
		keys = append(keys, r.claim.Adds.Key)
	}
	return keys
}

func (z *Zone) list(r *resource) {
	for _, key := range r.keys() {
		z.byKey[key] = append(z.byKey[key], r)
	}
}

func (z *Zone) unlist(r *resource) {
	for _, key := range r.keys() {
		if z.byKey[key] = slices.DeleteFunc(z.byKey[key], func(other *resource) bool { return other == r }); len(z.byKey[key]) == 0 {
			delete(z.byKey, key)
		}
	}
}

// tally counts what there is of one line: how often it is in the live zone, and
// the resources that keep it, that want it again, that are to remove
// it, and that have it and have no plan yet. Mail forwards share theirs and count
// apart: those that want it, and those that give it up.
type tally struct{ live, owners, keepers, adders, removers, unplanned, want, leave int }

func (z *Zone) tally(key string) tally {
	t := tally{live: z.live.Count(key)}
	for _, r := range z.byKey[key] {
		c := r.claim
		if r.holds.Key == key && (c == nil || !c.Forwarding) {
			t.owners++
		}
		switch {
		case c == nil:
			t.unplanned++
		case c.Forwarding && c.Adds.Key == key:
			t.want++
		case c.Forwarding:
			t.leave++
		case c.keeps():
			t.keepers++
		case c.Adds.Key == key:
			t.adders++
		case r.told:
			t.removers++
		}
	}
	return t
}

// mayRemove reports whether an occurrence is left for the resource to remove,
// once all that keep the line, or may keep it still, have theirs.
func (z *Zone) mayRemove(r *resource) bool {
	t := z.tally(r.holds.Key)
	if r.claim.Forwarding {
		return t.want == 0
	}
	return t.live-t.removers > t.keepers+t.unplanned
}

// derive makes the planned zone what the claims on one line say: the live
// occurrences that stay, and those that are added. What a resource wants again
// replaces an occurrence that another one gives up, so that the rules see the
// line once.
func (z *Zone) derive(key string) {
	t := z.tally(key)
	stay := min(t.live, max(t.keepers, t.live-t.removers))
	if t.adders > 0 {
		stay = min(t.live, t.keepers)
	}
	if t.leave > 0 && t.want == 0 && stay > 0 {
		stay--
	}
	shared := stay+t.adders == 0 // The first forward that wants the line adds it for all.
	var added []zone.Entry
	for _, r := range z.byKey[key] {
		if c := r.claim; c != nil && c.Adds.Key == key && (!c.keeps() && !c.Forwarding || c.Forwarding && shared) {
			added, shared = append(added, asPlanned(c.Adds)), false
		}
	}
	if len(added) == 0 && z.planned.Count(key) == stay && !slices.ContainsFunc(z.planned.Of(key), isPlanned) {
		return
	}
	for z.planned.Delete(key) { //nolint:revive // It deletes one a time.
	}
	for _, e := range append(z.live.Of(key)[:stay:stay], added...) {
		z.planned.Insert(e)
	}
}

func isPlanned(e zone.Entry) bool { return e.Planned }
