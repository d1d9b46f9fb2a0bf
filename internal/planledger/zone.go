package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Zone has the claims on one zone. The ledger's mu guards its fields.
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
	zone    *Zone
	claim   Claim // Before the plan: what the state has, as Removes.
	planned bool  // Its plan has made the claim,
	removes bool  // and knows that it removes an occurrence.
}

// These are the keys of no line and no address.
const (
	wideKey     = "\nwide"     // Of claims on the whole zone or its settings.
	missesKey   = "\nmisses"   // Of claims with a line that a read has missed.
	unplacedKey = "\nunplaced" // Of claims with a line whose host is not known yet.
)

// keys returns the keys under which the zone lists a claim.
func (c Claim) keys() []string {
	keys := []string{c.Removes.Key, c.Adds.Key}
	if c.Whole != nil || c.Settings != nil {
		keys = append(keys, wideKey)
	}
	if c.Misses != "" {
		keys = append(keys, missesKey)
	}
	if !c.Adds.Record.Knows("host") {
		keys = append(keys, unplacedKey)
	}
	return slices.DeleteFunc(slices.Compact(keys), func(key string) bool { return key == "" })
}

func (z *Zone) domain() string { return z.live.Origin.String() }

// relive builds the planned zone on another live one.
func (z *Zone) relive(live *zone.Index, service zone.Service) {
	z.live, z.planned = live, live.Clone()
	z.planned.Service = service
	for key := range z.byKey {
		z.derive(key)
	}
}

// Hold notes which line a resource of the state has, as it was just read.
func (z *Zone) Hold(token string, e zone.Entry) { z.hold(Claim{Token: token, Removes: e}) }

// HoldInSet is Hold for one of several lines of a resource.
func (z *Zone) HoldInSet(token string, e zone.Entry) {
	z.hold(Claim{Token: token, Removes: e, InSet: true})
}

func (z *Zone) hold(c Claim) {
	z.ledger.mu.Lock()
	defer z.ledger.mu.Unlock()
	if r, ok := z.resources[c.Token]; !ok || !r.planned {
		z.set(c, false)
	}
}

// HeldByAnother reports whether another resource than that of the token has a line of
// the key: one that was read, or one of this directory that is still to come.
func (z *Zone) HeldByAnother(token, key string) bool {
	z.ledger.mu.Lock()
	defer z.ledger.mu.Unlock()
	holder, noted := z.ledger.Holder(z.domain(), key)
	return noted && holder != token ||
		slices.ContainsFunc(z.byKey[key], func(r *resource) bool { return r.claim.Removes.Key == key && r.claim.Token != token })
}

// put enters the claim of a plan. What the state has stays known where it comes
// without: a replacement is planned a second time so.
func (z *Zone) put(c Claim) *resource {
	if r, ok := z.resources[c.Token]; ok && c.Removes.Key == "" {
		c.Removes = r.claim.Removes
	}
	return z.set(c, true)
}

// set enters a claim instead of the one that its resource had. Of several that give
// one line up those remove it that are planned first, as long as an occurrence is left
// once all that keep the line, or may keep it still, have theirs.
func (z *Zone) set(c Claim, planned bool) *resource {
	r, ok := z.resources[c.Token]
	if !ok {
		r = &resource{zone: z}
		z.resources[c.Token] = r
	}
	changed := append(r.claim.keys(), c.keys()...)
	for _, key := range r.claim.keys() {
		z.byKey[key] = slices.DeleteFunc(z.byKey[key], func(other *resource) bool { return other == r })
	}
	n := z.count(c.Removes.Key)
	r.claim, r.planned, r.removes = c, planned, planned && c.gives() && n.live-n.removers > n.keepers+n.unplanned
	for _, key := range c.keys() {
		z.byKey[key] = append(z.byKey[key], r)
	}
	for _, key := range changed {
		z.derive(key)
	}
	return r
}

// derive makes the planned zone what the claims on one line say: the live occurrences
// that stay, and those that are added. The first forward that wants the line adds it
// for all, where nothing else has it.
func (z *Zone) derive(key string) {
	n := z.count(key)
	lines, shared := z.live.Of(key)[:n.stay()], n.stay()+n.adders == 0
	for _, r := range z.byKey[key] {
		if e, c := r.claim.Adds, r.claim; e.Key == key && (c.Forwarding && shared || !c.Forwarding && !c.keeps()) {
			e.Planned = true
			lines, shared = append(lines, e), false
		}
	}
	isPlanned := func(e zone.Entry) bool { return e.Planned }
	if z.planned.Count(key) == len(lines) && !slices.ContainsFunc(slices.Concat(lines, z.planned.Of(key)), isPlanned) {
		return
	}
	for z.planned.Delete(key) { //nolint:revive // It deletes one a time.
	}
	for _, e := range lines {
		z.planned.Insert(e)
	}
}

// count is what the claims on one line say: how often it is live, how many resources
// have it in their state, how many of those have no plan yet, keep it, or are to
// remove it, and how many want it again. Mail forwards share theirs and count
// apart: those that want it, and those that leave it.
type count struct{ live, owners, unplanned, keepers, removers, adders, want, leave int }

func (z *Zone) count(key string) count {
	n := count{live: z.live.Count(key)}
	for _, r := range z.byKey[key] {
		c := r.claim
		if c.Removes.Key == key && !c.Forwarding {
			n.owners++
		}
		switch {
		case !r.planned:
			n.unplanned++
		case c.Forwarding && c.Adds.Key == key:
			n.want++
		case c.Forwarding:
			n.leave++
		case c.keeps():
			n.keepers++
		case c.Adds.Key == key:
			n.adders++
		case r.removes:
			n.removers++
		}
	}
	return n
}

// stay returns how many of the live occurrences stay. What a resource wants again
// replaces those that others give up, so that the rules see the line once.
func (n count) stay() int {
	goes := n.removers
	if n.adders > 0 {
		goes = n.live
	}
	if n.leave > 0 && n.want == 0 {
		goes++
	}
	return min(n.live, max(n.keepers, n.live-goes))
}
