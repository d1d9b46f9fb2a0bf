package planledger

import (
	"context"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Zone holds the claims on one zone. Its fields are guarded by the ledger's mu.
type Zone struct {
	ledger *Ledger
	live   *zone.Index
	plan   *zone.Index
	claims map[string]*held

	holders map[string]int    // Claims that keep or add a line, by key.
	keepers map[string]int    // Claims that keep a line as it is, by key,
	leavers map[string]int    // and those that take it away and add none.
	removed *zone.Index       // The live lines that claims take away.
	taken   map[string]string // Lines that a claim takes over by its memo: the line taken it for.
	added   int               // Claims that add or keep something.
	whole   string            // The token of the claim on the zone as a whole,
	holds   func(string) bool // which lines it will have by their keys,
	parting string            // and the token of one that is given up.
}

func newZone(l *Ledger, live *zone.Index, service zone.Service) *Zone {
	plan := live.Clone()
	plan.Service = service
	return &Zone{
		ledger:  l,
		live:    live,
		plan:    plan,
		claims:  map[string]*held{},
		holders: map[string]int{},
		keepers: map[string]int{},
		leavers: map[string]int{},
		removed: zone.NewIndex(live.Origin, service, zone.Parse("")),
		taken:   map[string]string{},
	}
}

// Judge enters a claim and returns what the rules say of it once that can't
// change for the better any more. A claim that keeps its line is silent.
func (z *Zone) Judge(ctx context.Context, c Claim) Verdict {
	l := z.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	h := z.enter(c)
	l.stir()
	if c.keeps() {
		return Verdict{
			Standing: Own, Findings: z.contradicted(h), Whole: z.whole != "", Parting: z.parting != "",
			Shared: z.keepers[c.Adds.Key] > 1, Leaving: z.leavers[c.Adds.Key] > 0,
		}
	}
	l.release(h)
	v, open := z.judge(h)
	learned := true
	switch {
	case open && l.applying:
		v, learned = v.left(), false
	case open:
		v, learned = z.wait(ctx, h)
	}
	v.Shared = z.shared(h)
	v.Whole = z.against(c)
	v.Parting = z.parting != "" && c.Adds.Key != ""
	if learned {
		z.note(h, v)
	}
	return v
}

// enter writes a claim into the books, in the place of an earlier one of the
// same resource.
func (z *Zone) enter(c Claim) *held {
	h := &held{Claim: c, zone: z, changes: c.Adds.Key != "" && c.Removes.Key != ""}
	if old, ok := z.claims[c.Token]; ok {
		z.withdraw(old)
		if c.Removes.Key == "" {
			h.Removes = old.Removes // The second plan of a replacement.
		}
	}
	z.claims[c.Token] = h
	if h.Adds.Key != "" {
		z.holders[h.Adds.Key]++
		z.added++
	}
	if h.Forwarding {
		z.share(c)
		return h
	}
	if h.keeps() {
		z.keepers[h.Adds.Key]++
		return h
	}
	if h.leaves() {
		if z.keepers[h.Removes.Key] > 0 {
			return h // Another resource keeps the line.
		}
		z.leavers[h.Removes.Key]++
		h.left = true
	}
	if h.Removes.Key != "" {
		if h.removed = z.plan.Delete(h.Removes.Key); h.removed {
			z.removed.Insert(h.Removes)
		}
	}
	if h.Adds.Key != "" {
		h.Adds.Planned, h.entered = true, true
		z.plan.Insert(h.Adds)
	}
	return h
}

// withdraw undoes enter.
func (z *Zone) withdraw(h *held) {
	if h.Adds.Key != "" {
		z.holders[h.Adds.Key]--
		z.added--
	}
	if h.Forwarding {
		z.share(h.Claim)
		return
	}
	switch {
	case h.keeps():
		z.keepers[h.Adds.Key]--
	case h.left:
		z.leavers[h.Removes.Key]--
	}
	if h.entered {
		z.plan.Delete(h.Adds.Key)
	}
	if h.removed {
		z.removed.Delete(h.Removes.Key)
		z.plan.Insert(h.Removes)
	}
	for key, by := range z.taken {
		if by == h.Adds.Key {
			delete(z.taken, key)
		}
	}
}

// judge returns what the rules say now, and whether a later claim could make
// it better.
func (z *Zone) judge(h *held) (v Verdict, open bool) {
	c := rules.Case{
		Subject:    h.Adds,
		Forwarding: h.Forwarding,
		Origin:     z.plan.Origin,
		Service:    z.plan.Service,
		Zone:       z.plan,
	}
	if h.Adds.Key == "" {
		c.Subject, c.Removal = h.Removes, true
		v.Findings = z.ledger.options.Policy.Settled(c)
		return v, len(v.Findings) > 0 || h.Forwarding && z.holders[h.Removes.Key] == 0
	}
	v.Standing, v.Line = z.standing(h)
	twice := v.Standing == Exists && h.entered
	if twice {
		z.plan.Delete(h.Adds.Key) // Judge the line once, not against itself.
	}
	now := z.ledger.options.Policy.Zone(c)
	settled := z.ledger.options.Policy.Settled(c)
	if h.Removes.Key != "" && !h.keeps() {
		// What a changed record leaves behind may be missed too.
		c.Subject, c.Removal = h.Removes, true
		settled = append(settled, z.ledger.options.Policy.Settled(c)...)
	}
	if twice {
		z.plan.Insert(h.Adds)
	}
	v.Findings = append(now, settled...)
	open = v.Standing == Exists || len(settled) > 0
	for _, f := range now {
		if !z.final(f) {
			open = true
		} else if f.Severity == rules.Error {
			return v, false
		}
	}
	return v, open
}

// final tells whether all lines that a finding stands against are held by
// claims, so that nothing can lift it.
func (z *Zone) final(f rules.Finding) bool {
	for _, e := range f.Others {
		if z.holders[e.Key] == 0 {
			return false
		}
	}
	return true
}

func (z *Zone) standing(h *held) (Standing, string) {
	key := h.Adds.Key
	if key == h.Removes.Key {
		return Own, h.Removes.Line
	}
	if z.live.Count(key) == 0 || h.Forwarding {
		return Absent, ""
	}
	line := z.live.Line(key)
	if z.removed.Count(key) > 0 {
		return Handed, line
	}
	if z.holders[key] > 1 {
		return Absent, "" // Another claim holds it: that is for the rules.
	}
	return Exists, line
}
