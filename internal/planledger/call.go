package planledger

import (
	"context"
	"slices"
)

// Judge enters a claim and answers it. Where the answer is open the call waits,
// until another call with an open answer waits in its place: then it returns what
// is certain, and that other call reports the rest.
func (z *Zone) Judge(ctx context.Context, c Claim) Verdict {
	return z.JudgeAll(ctx, []Claim{c})[0]
}

// JudgeAll is Judge for claims that one call makes together; there is one at least.
// What is to say for other calls is in the first verdict.
func (z *Zone) JudgeAll(ctx context.Context, claims []Claim) []Verdict {
	n := notes{}
	all := z.answer(ctx, claims, n)
	z.ledger.save(n)
	return all
}

func (z *Zone) answer(ctx context.Context, claims []Claim, n notes) (all []Verdict) {
	l := z.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	own := map[*resource]int{}
	for i, c := range claims {
		own[z.put(c)] = i
	}
	l.touch()
	l.open = slices.DeleteFunc(l.open, func(r *resource) bool { _, ok := own[r]; return ok })
	again := l.review(n)
	all = make([]Verdict, len(claims))
	waits := false
	for _, c := range claims {
		r := z.resources[c.Token]
		v, open := z.judge(r)
		switch {
		case !open:
			z.foresee(r, v, n)
		case l.phase == applying:
			v = v.inApply()
		default:
			l.open = append(l.open, r)
			waits = true
			// If another call reports it, the record that forwards share stays.
			v = Verdict{Spares: v.Spares || c.Forwarding}
		}
		all[own[r]] = v
	}
	if waits && l.wait(ctx) {
		l.report(own, all, n)
	}
	all[0].Deferred = append(again, all[0].Deferred...)
	return all
}

// Missed notes that a read has missed a line of the state. With wait it returns,
// like Judge, the lines that all reads of the run have missed, by domain, or
// nothing where another call reports them.
func (l *Ledger) Missed(ctx context.Context, domain, line string, wait bool) (v Verdict) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.touch()
	l.missed.lines[domain] = append(l.missed.lines[domain], line)
	if !wait {
		return v
	}
	if l.missed.asked[domain] = true; l.wait(ctx) {
		all := []Verdict{v}
		n := notes{}
		l.report(nil, all, n)
		l.save(n)
		v = all[0]
	}
	return v
}

// HasMissed reports whether a read of the run has missed a line of a domain.
func (l *Ledger) HasMissed(domain string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.missed.lines[domain]) > 0
}

func without(all []*resource, r *resource) []*resource {
	return slices.DeleteFunc(all, func(other *resource) bool { return other == r })
}

// report says what there is to say of all open claims, once no more can come. The
// verdicts on its own resources go to their places; what else there is to say, to
// the first one.
func (l *Ledger) report(own map[*resource]int, all []Verdict, n notes) {
	reports := l.answered
	for _, other := range l.open {
		reports = append(reports, other.deferred(l.conclude(other)))
	}
	l.open, l.answered = nil, nil
	var others []Deferred
	for _, d := range reports {
		d.resource.zone.foresee(d.resource, d.Verdict, n)
		if i, ok := own[d.resource]; ok {
			all[i] = d.Verdict
		} else {
			others = append(others, d)
		}
	}
	all[0].Deferred, all[0].Missing = others, l.gone()
}

func (r *resource) deferred(v Verdict) Deferred {
	return Deferred{Verdict: v, Claim: *r.claim, Origin: r.zone.live.Origin, resource: r}
}
