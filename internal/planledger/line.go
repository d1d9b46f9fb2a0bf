package planledger

import (
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// count is what the claims on one line say.
type count struct {
	live      int // How often it is in the live zone.
	owners    int // The resources whose state has it,
	unplanned int // those of them that have no plan yet,
	keepers   int // that keep it,
	removers  int // and that were told that they remove it.
	adders    int // Those that want it again.
	// Mail forwards share their line and count apart: those that want it, and those
	// that give it up.
	want, leave int
}

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

// planned returns how many of the live occurrences stay. What a resource wants again
// stands for an occurrence that another one gives up, so that the rules see the line
// once.
func (n count) planned() int {
	stay := n.live - n.removers
	if n.adders > 0 {
		stay = 0
	}
	stay = min(n.live, max(n.keepers, stay))
	if n.leave > 0 && n.want == 0 && stay > 0 {
		stay--
	}
	return stay
}

// mayRemove reports whether an occurrence is left for the resource to remove, once
// all that keep the line, or may keep it still, have theirs. Of several that give a
// line up those remove it that are planned first.
func (z *Zone) mayRemove(r *resource) bool {
	n := z.count(r.claim.Removes.Key)
	return n.live-n.removers > n.keepers+n.unplanned
}

// spares reports whether the line that a claim gives up must stay for others.
func (z *Zone) spares(r *resource) bool {
	n := z.count(r.claim.Removes.Key)
	if r.claim.Forwarding {
		return r.claim.gives() && n.want > 0
	}
	return r.claim.gives() && n.live > 0 && !r.removes
}

// owned compares the owners of the line that the state has, and of the one that is
// wanted, with what there is.
func (z *Zone) owned(r *resource) (found []Finding) {
	c := r.claim
	if c.Forwarding {
		return nil
	}
	say := func(kind Kind, severity rules.Severity, key string) *Finding {
		found = append(found, Finding{Kind: kind, Finding: rules.Finding{Severity: severity, Line: z.live.Line(key)}})
		return &found[len(found)-1]
	}
	key := c.Removes.Key
	switch n := z.count(key); {
	case z.policy == nil:
	case c.keeps() && n.removers > 0 && n.removers+n.keepers > n.live:
		say(Leaving, rules.Error, key)
	case c.keeps() && n.live > 0 && n.keepers+n.unplanned > n.live:
		say(Shared, rules.Warning, key)
	case c.Adds.Key != "" && z.spares(r):
		say(Shared, rules.Error, key) // An update is planned again in the apply, which knows nothing of the others.
	case n.live > n.owners && n.adders == 0: // Else it is the matter of the one that adds.
		say(Surplus, rules.Warning, key).open = true
	}
	key = c.Adds.Key
	switch n := z.count(key); {
	case z.isTwice(c):
		if z.policy == nil { // Else a rule says so.
			say(Claimed, rules.Error, key)
		}
	case !c.keeps() && n.live > n.owners:
		f := say(Exists, rules.Error, key)
		if f.open, f.Others = true, z.live.Of(key)[:1]; z.policy != nil && !c.New {
			// An import is no way out for a resource that is in the state, and a line
			// that is there twice harms nobody.
			f.Severity = rules.Warning
		}
	}
	return found
}

// isTwice reports whether resources want one line twice, of which one is new.
func (z *Zone) isTwice(c Claim) bool {
	n := z.count(c.Adds.Key)
	return n.adders > 0 && n.keepers+n.adders > 1 && !(c.keeps() && z.ledger.options.OneProcess)
}
