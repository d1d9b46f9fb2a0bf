package planledger

import (
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// answer judges a claim, and notes for the apply what it permits. With last, no later
// claim can help any more, and the notes of earlier plans and writes decide.
func (l *Ledger) answer(r *resource, last bool) (v Verdict, open bool) {
	v, open = r.zone.judge(r)
	switch {
	case !open:
	case l.phase == applying:
		// The write finds out by itself: removals are not planned again, and may be
		// done already.
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool { return f.open })
	case !last:
		return v, true
	case r.claim.Adds.Key == "" && !r.zone.isLeft():
		// Where everything goes nobody misses anything.
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool { return f.Kind == ByRule })
	default:
		for i, f := range v.Findings {
			v.Findings[i].Severity = l.believe(r, f)
			if f.Severity == rules.Error && v.Findings[i].Severity == rules.Warning {
				l.doubted = append(without(l.doubted, r), r)
			}
		}
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool { return f.Severity == rules.Off })
	}
	l.foresee(r, v)
	return v, false
}

// believe returns the severity of a finding once the notes are asked about the
// lines that it stands against. What an earlier plan has foreseen is left to the
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
		held = held && l.isHeld(r, e.Key)
	}
	switch {
	case len(f.Others) == 0:
		return f.Severity
	case foreseen:
		return rules.Off
	case held:
		return rules.Warning
	}
	return f.Severity
}

// isHeld reports whether a line may belong to a resource that is planned after
// this one: one of the directory has written it, and the calls of the run come one
// at a time, as with -parallelism=1, so that the others wait for this one. A run that
// has read nothing has lost its state, for all that is known: a new resource of it
// believes no note.
func (l *Ledger) isHeld(r *resource, key string) bool {
	if l.overlapped || l.options.OneProcess || r.claim.New && l.phase != planning {
		return false
	}
	_, ok := l.Holder(r.zone.domain(), key)
	return ok
}

// isForeseen reports whether an earlier plan has foreseen that a line goes for
// the new one. A process that is known to plan believes no earlier plan.
func (l *Ledger) isForeseen(r *resource, key string) bool {
	return l.phase == unknownPhase && !l.options.OneProcess && l.Permits(r.zone.domain(), r.claim.Adds.Key, key)
}

// review looks again at the claims that were answered in the belief that a resource
// gives its line up, until later claims have confirmed that. It returns reports on
// those that turn out to be wrong, but for a line that is wanted twice: that is the
// report of the resource that keeps it.
func (l *Ledger) review() (reports []Deferred) {
	l.doubted = slices.DeleteFunc(l.doubted, func(r *resource) bool {
		v, open := l.answer(r, false)
		v.Findings = slices.DeleteFunc(v.Findings, func(f Finding) bool {
			return f.Severity != rules.Error || f.open || len(f.Others) == 0 || isAgainst(f.Finding, r.claim.Adds.Key)
		})
		if len(v.Findings) > 0 {
			reports = append(reports, r.deferred(v))
		}
		return !open
	})
	return reports
}

// foresee makes the note for the apply: the lines that other claims remove, and
// that could stand against the new one as long as they are in the zone. Only a
// process that is known to plan takes back what an earlier one has foreseen.
func (l *Ledger) foresee(r *resource, v Verdict) {
	c, z := r.claim, r.zone
	if c.Adds.Key == "" || c.keeps() && !c.New || l.phase == applying {
		return
	}
	var over []string
	for _, e := range z.near(c.Adds) {
		// A replacement may be created first.
		goes := z.planned.Count(e.Key) == 0 && (e.Key != c.Removes.Key || c.New)
		if (goes || e.Key == c.Adds.Key) && !v.isRefused() && !slices.Contains(over, e.Key) {
			over = append(over, e.Key)
		}
	}
	switch key := l.key(coordination.Foreseen, z.domain(), c.Adds.Key); {
	case len(over) > 0:
		l.unsaved[key] = coordination.PlanNote{Time: time.Now(), Over: over}
	case l.phase == planning:
		l.unsaved[key] = coordination.PlanNote{}
	}
}

// near returns the live lines that could stand against a new one: those at its
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
