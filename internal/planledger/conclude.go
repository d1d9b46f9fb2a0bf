package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// conclude answers a claim that no later one can help any more.
func (l *Ledger) conclude(r *resource) Verdict {
	z := r.zone
	v, open := z.judge(r)
	switch {
	case open && l.phase == applying:
		return z.inApply(r)
	case !open:
		return v
	case r.claim.Adds.Key == "" && !z.isLeft():
		v.Findings = nil // Where everything goes nobody misses anything.
		return v
	}
	believed := false
	if key := r.claim.Adds.Key; v.Standing == Exists {
		switch {
		case l.isForeseen(r, key):
			v.Standing = Released
		case z.isHeld(r, key) && z.policy != nil: // A second forward of an address is of no use.
			v.Standing, believed = Believed, true
		}
	}
	found := v.Findings
	v.Findings = nil
	for _, f := range found {
		answer := l.believe(r, f)
		believed = believed || answer == rules.Warning && f.Severity == rules.Error
		if answer != rules.Off {
			f.Severity = answer
			v.Findings = append(v.Findings, f)
		}
	}
	if believed {
		l.doubted = append(without(l.doubted, r), r)
	}
	return v
}

// believe returns the severity of a finding once the notes are asked about the
// lines that it stands against. What an earlier plan has foreseen is left to the
// write. What resources of this directory held is a warning, unless the DNS itself
// leaves no choice: who gives way may be planned after this one only.
func (l *Ledger) believe(r *resource, f rules.Finding) rules.Severity {
	if len(f.Others) == 0 {
		return f.Severity
	}
	z, foreseen, held := r.zone, true, true
	for _, e := range f.Others {
		if z.isWanted(e.Key) {
			return f.Severity
		}
		foreseen = foreseen && l.isForeseen(r, e.Key)
		held = held && z.isHeld(r, e.Key)
	}
	rule, _ := rules.Lookup(f.Rule)
	switch {
	case foreseen:
		return rules.Off
	case held && !rule.Fixed && !r.claim.Forwarding: // The registrar sets no record next to a mail server.
		return rules.Warning
	}
	return f.Severity
}

// isHeld reports whether a line may belong to a resource that is planned after
// this one: one of the directory has written it, and the calls of the run come one
// at a time, as with -parallelism=1, so that the others wait for this one. A run that
// has read nothing has lost its state, for all that is known: a new resource of it
// believes no note.
func (z *Zone) isHeld(r *resource, key string) bool {
	l := z.ledger
	if l.overlapped || l.options.OneProcess || r.claim.New && l.phase != planning {
		return false
	}
	_, ok := l.options.Notes.holder(z.thing(key))
	return ok
}

// isForeseen reports whether an earlier plan has foreseen that a line goes for
// the new one. A process that is known to plan believes no earlier plan.
func (l *Ledger) isForeseen(r *resource, key string) bool {
	return l.phase == unknownPhase && !l.options.OneProcess && l.options.Notes.foresees(r.zone.thing(r.claim.Adds.Key), key)
}

// review looks again at the claims that were answered in the belief that a resource
// gives its line up. It returns reports on those that the last claim has shown to be
// wrong, and the notes of those that it has confirmed.
func (l *Ledger) review() (reports []Deferred, notes []note) {
	for _, r := range slices.Clone(l.doubted) {
		v, open := r.zone.judge(r)
		final := slices.DeleteFunc(slices.Clone(v.Findings), func(f rules.Finding) bool {
			own := slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key == r.claim.Adds.Key })
			return own || len(f.Others) == 0 || f.Severity != rules.Error || !r.zone.isFinal(f) // Its own line is the keeper's report.
		})
		switch {
		case len(final) > 0:
			reports = append(reports, r.deferred(Verdict{Findings: final}))
		case open:
			continue
		default:
			notes = append(notes, r.zone.foreseen(r, v))
		}
		l.doubted = without(l.doubted, r)
	}
	return reports, notes
}

// inApply returns the verdict without what the write finds out by itself: in an
// apply removals are not planned again, and may be done already.
func (z *Zone) inApply(r *resource) Verdict {
	v, _ := z.judge(r)
	if v.Standing == Exists {
		v.Standing = Released
	}
	if v.Share == Surplus {
		v.Share = Sole
	}
	v.Findings = slices.DeleteFunc(v.Findings, func(f rules.Finding) bool { return len(f.Others) == 0 || !z.isFinal(f) })
	return v
}

// isLeft reports whether any line of the zone is kept or added.
func (z *Zone) isLeft() bool {
	for _, r := range z.resources {
		if r.claim != nil && r.claim.Adds.Key != "" {
			return true
		}
	}
	return false
}

// foreseen returns the note for the apply: the lines that other claims remove, and
// that could stand against the new one as long as they are in the zone. Only a
// process that is known to plan takes back what an earlier one has foreseen.
func (z *Zone) foreseen(r *resource, v Verdict) (n note) {
	n.about = z.thing(r.claim.Adds.Key)
	defer func() {
		n.skip = n.about.key == "" || r.claim.keeps() || z.ledger.phase != planning && (len(n.over) == 0 || z.ledger.phase == applying)
	}()
	refused := slices.ContainsFunc(v.Findings, func(f rules.Finding) bool { return f.Severity == rules.Error })
	if refused || v.Standing == Exists {
		return n
	}
	if v.Standing == Released {
		n.over = append(n.over, n.about.key)
	}
	for _, e := range z.near(r.claim.Adds) {
		inPlace := e.Key == r.holds.Key && !r.claim.New // Else it is a replacement, which may be created first.
		if !inPlace && z.planned.Count(e.Key) == 0 && !slices.Contains(n.over, e.Key) {
			n.over = append(n.over, e.Key)
		}
	}
	return n
}

// near returns the live lines that could stand against a new one: those at its
// host, those of mail, and those at the host of its mail server.
func (z *Zone) near(e zone.Entry) []zone.Entry {
	if e.Foreign() {
		return nil
	}
	o := z.live.Origin
	near := slices.Concat(z.live.At(o.Owner(e.Record)), z.live.Mail())
	if e.Record.Type == "mx" {
		near = append(near, z.live.At(z.live.Matching(o.FQDN(e.Record.Get("target"))))...)
	}
	return near
}
