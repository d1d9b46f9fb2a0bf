package planledger

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// note keeps for the apply which lines a record may take over: those that
// stand against it in the live zone and that other claims take away.
func (z *Zone) note(h *held, v Verdict) {
	if z.ledger.applying || h.Adds.Key == "" {
		return
	}
	var takes []string
	if !slices.ContainsFunc(v.Findings, func(f rules.Finding) bool { return f.Severity == rules.Error }) {
		takes = z.takes(h, v)
	}
	z.ledger.options.Memo.Note(z.plan.Origin.String(), h.Adds.Key, takes)
}

// takes judges the record as if nothing had been removed near it, and returns
// the removed lines that the rules then name.
func (z *Zone) takes(h *held, v Verdict) []string {
	var takes []string
	// A replacement may be created before the old object is destroyed.
	again := v.Standing == Own && !h.changes && !h.Forwarding
	if v.Standing == Handed || again {
		takes = append(takes, h.Adds.Key)
	}
	back := z.removedNear(h)
	if len(back) == 0 {
		return takes
	}
	for _, e := range back {
		z.plan.Insert(e)
	}
	found := z.ledger.options.Policy.Zone(rules.Case{
		Subject:    h.Adds,
		Forwarding: h.Forwarding,
		Origin:     z.plan.Origin,
		Service:    z.plan.Service,
		Zone:       z.plan,
	})
	for _, e := range back {
		z.plan.Delete(e.Key)
	}
	for _, f := range found {
		for _, e := range f.Others {
			if f.Severity == rules.Error && z.removed.Count(e.Key) > 0 && z.holders[e.Key] == 0 && !slices.Contains(takes, e.Key) {
				takes = append(takes, e.Key)
			}
		}
	}
	return takes
}

// removedNear returns the removed lines that could stand against the record of
// a claim at all: at the same host, or mail records against each other, or an
// mx and its target. A line that the resource itself gives up by changing it in
// place is none of them, nor is one that another claim wants again.
func (z *Zone) removedNear(h *held) []zone.Entry {
	var found []zone.Entry
	add := func(entries ...zone.Entry) {
		for _, e := range entries {
			own := e.Key == h.Adds.Key || h.changes && e.Key == h.Removes.Key
			there := z.plan.Count(e.Key) > 0 || slices.ContainsFunc(found, func(f zone.Entry) bool { return f.Key == e.Key })
			if !own && !there {
				found = append(found, e)
			}
		}
	}
	o, owner := z.plan.Origin, ownerOf(z.plan.Origin, h.Adds)
	add(z.removed.At(owner)...)
	if h.Adds.Record.Type == "mx" {
		add(z.removed.At(z.removed.Matching(o.FQDN(h.Adds.Record.Get("target"))))...)
	}
	for _, e := range z.removed.Mail() {
		if isMail(h.Adds) || e.Record.Type == "mx" && o.FQDN(e.Record.Get("target")) == owner {
			add(e)
		}
	}
	return found
}

// near tells whether another claim is likely to matter to this one. It may
// overlook one: what is judged in the end does not depend on it.
func (h *held) near(by *held) bool {
	o := h.zone.plan.Origin
	for _, a := range []zone.Entry{h.Adds, h.Removes} {
		for _, b := range []zone.Entry{by.Adds, by.Removes} {
			switch {
			case a.Key == "" || b.Key == "":
			case isMail(a) && isMail(b), ownerOf(o, a) == ownerOf(o, b), points(o, a, b), points(o, b, a):
				return true
			}
		}
	}
	return false
}

func isMail(e zone.Entry) bool { return e.Record.Type == "mx" || e.Record.Type == "mxe" }

// points tells whether a is an mx whose target is b's host.
func points(o zone.Origin, a, b zone.Entry) bool {
	return a.Record.Type == "mx" && o.FQDN(a.Record.Get("target")) == ownerOf(o, b)
}

// ownerOf returns the full name of an entry's host. A line of a type that the
// provider does not know has it in its second field.
func ownerOf(o zone.Origin, e zone.Entry) string {
	if !e.Foreign() {
		return o.Owner(e.Record)
	}
	fields := strings.Fields(e.Line)
	if len(fields) < 3 {
		return ""
	}
	return o.FQDN(fields[1])
}
