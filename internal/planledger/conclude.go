package planledger

import (
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// conclude answers a claim that no later one can help any more.
func (l *Ledger) conclude(r *resource) Verdict {
	v, open := r.zone.judge(r)
	switch {
	case !open:
		return v
	case l.phase == applying:
		return v.inApply()
	case r.claim.Adds.Key == "" && !r.zone.isLeft():
		// Where everything goes nobody misses anything.
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool { return f.Kind == ByRule })
		return v
	}
	found := v.Findings
	v.Findings = nil
	for _, f := range found {
		severity := l.believe(r, f)
		if severity == rules.Warning && f.Severity == rules.Error {
			l.doubted = append(without(l.doubted, r), r)
		}
		if f.Kind == Exists {
			_, f.Held = l.holder(r.zone.thing(r.claim.Adds.Key))
		}
		if f.Severity = severity; severity != rules.Off {
			v.Findings = append(v.Findings, f)
		}
	}
	return v
}

// inApply returns the verdict without what the write finds out by itself: in an
// apply removals are not planned again, and may be done already.
func (v Verdict) inApply() Verdict {
	v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool { return f.open })
	return v
}

// believe returns the severity of a finding once the notes are asked about the
// lines that it conflicts with. What an earlier plan has foreseen is left to the
// write. What resources of this directory wrote is a warning, unless the DNS or the
// registrar leaves no choice: who gives way may be planned after this one only.
func (l *Ledger) believe(r *resource, f Finding) rules.Severity {
	rule, _ := rules.Lookup(f.Rule)
	foreseen, held := true, !rule.Fixed && !r.claim.Forwarding && r.zone.policy != nil
	for _, e := range f.Others {
		if r.zone.isWanted(e.Key) && f.Kind != Exists {
			return f.Severity
		}
		foreseen = foreseen && l.isForeseen(r, e.Key)
		held = held && r.zone.isHeld(r, e.Key)
	}
	switch {
	case len(f.Others) == 0:
		return f.Severity
	case foreseen:
		return rules.Off
	case held:
		return rules.Warning
	case f.Kind == Exists && !r.claim.New && r.zone.policy != nil:
		// An import is no way out for a resource that is in the state, and a
		// line that is there twice harms nobody.
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
	_, ok := l.holder(z.thing(key))
	return ok
}

// isForeseen reports whether an earlier plan has foreseen that a line goes for
// the new one. A process that is known to plan believes no earlier plan.
func (l *Ledger) isForeseen(r *resource, key string) bool {
	return l.phase == unknownPhase && !l.options.OneProcess && l.Permits(r.zone.live.Origin.String(), r.claim.Adds.Key, key)
}

// review looks again at the claims that were answered in the belief that a resource
// gives its line up. It returns reports on those that the last claim has shown to be
// wrong, and notes those that it has confirmed.
func (l *Ledger) review(n notes) (reports []Deferred) {
	for _, r := range slices.Clone(l.doubted) {
		v, open := r.zone.judge(r)
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool {
			own := slices.ContainsFunc(f.Others, func(e zone.Entry) bool { return e.Key == r.claim.Adds.Key })
			return own || len(f.Others) == 0 || f.Severity != rules.Error || f.open // Its own line is the keeper's report.
		})
		switch {
		case len(v.Findings) > 0:
			reports = append(reports, r.deferred(v))
		case open:
			continue
		default:
			r.zone.foresee(r, v, n)
		}
		l.doubted = without(l.doubted, r)
	}
	return reports
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

// foresee makes the note for the apply: the lines that other claims remove, and
// that could conflict with the new one as long as they are in the zone. Only a
// process that is known to plan takes back what an earlier one has foreseen.
func (z *Zone) foresee(r *resource, v Verdict, n notes) {
	c, l := r.claim, z.ledger
	if c.Adds.Key == "" || c.keeps() && !c.New || l.phase == applying {
		return
	}
	var over []string
	doubted := slices.Contains(l.doubted, r)
	for _, e := range z.near(c.Adds) {
		// A replacement may be created first.
		goes := z.planned.Count(e.Key) == 0 && (e.Key != r.holds.Key || c.New) || e.Key == c.Adds.Key && !doubted
		// It is declared next to one that stays: an apply that reads nothing of that one does not know whose it is.
		stays := e.Key != r.holds.Key && zone.SamePlace(e.Key, c.Adds.Key) && z.tally(e.Key).owners > 0 && !v.isAbout(e.Key)
		goes = goes || stays
		if goes && !v.isRefused() && !slices.Contains(over, e.Key) {
			over = append(over, e.Key)
		}
	}
	switch key := l.key(coordination.Foreseen, z.thing(c.Adds.Key)); {
	case len(over) > 0:
		n[key] = coordination.PlanNote{Time: time.Now(), Over: over}
	case l.phase == planning:
		n[key] = coordination.PlanNote{}
	}
}

// near returns the live lines that could conflict with a new one: those at its
// host, those of mail, and those at the host of its mail server.
func (z *Zone) near(e zone.Entry) []zone.Entry {
	if e.Foreign() {
		return z.live.Of(e.Key)
	}
	o := z.live.Origin
	near := slices.Concat(z.live.At(o.Owner(e.Record)), z.live.Mail())
	if e.Record.Type == "mx" {
		near = append(near, z.live.At(z.live.Matching(o.FQDN(e.Record.Get("target"))))...)
	}
	return near
}
