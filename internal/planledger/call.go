package planledger

import (
	"context"
	"slices"
)

// Judge enters a claim and answers it. Where the answer is open the call waits,
// until another call with an open answer waits in its place: then it returns what
// is certain, and that other call reports the rest.
func (z *Zone) Judge(ctx context.Context, c Claim) Verdict {
	v, notes := z.answer(ctx, c)
	z.ledger.options.Notes.save(notes...) // Without mu: the disk may be slow.
	return v
}

func (z *Zone) answer(ctx context.Context, c Claim) (v Verdict, notes []note) {
	l := z.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	r := z.put(c)
	l.touch()
	l.open = without(l.open, r)
	again, notes := l.review()
	v, open := z.judge(r)
	switch {
	case !open:
		notes = append(notes, z.foreseen(r, v))
	case l.phase == applying:
		v = v.inApply()
	default:
		l.open = append(l.open, r)
		if !l.wait(ctx) {
			// The other call reports it. The record that forwards share stays.
			v = Verdict{Spares: v.Spares || c.Forwarding}
			break
		}
		var more []note
		v, more = l.report(r)
		notes = append(notes, more...)
	}
	v.Deferred = append(again, v.Deferred...)
	return v, notes
}

// Missed notes that a read has missed a line of the state. With wait it returns,
// like Judge, the lines that all reads of the run have missed, by domain, or
// nothing where another call reports them.
func (l *Ledger) Missed(ctx context.Context, domain, line string, wait bool) (v Verdict) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.touch()
	l.missing[domain] = append(l.missing[domain], line)
	if !wait {
		return v
	}
	if l.asked[domain] = true; l.wait(ctx) {
		var notes []note
		v, notes = l.report(nil)
		l.options.Notes.save(notes...)
	}
	return v
}

func without(all []*resource, r *resource) []*resource {
	return slices.DeleteFunc(all, func(other *resource) bool { return other == r })
}

// report says what there is to say of all open claims, once no more can come. Its
// own resource is r; nil for a read.
func (l *Ledger) report(r *resource) (own Verdict, notes []note) {
	reports := l.answered
	for _, other := range l.open {
		reports = append(reports, other.deferred(l.conclude(other)))
	}
	l.open, l.answered = nil, nil
	var others []Deferred
	for _, d := range reports {
		notes = append(notes, d.resource.zone.foreseen(d.resource, d.Verdict))
		if d.resource == r {
			own = d.Verdict
		} else {
			others = append(others, d)
		}
	}
	own.Deferred, own.Missing = others, l.gone()
	return own, notes
}

func (r *resource) deferred(v Verdict) Deferred {
	return Deferred{Verdict: v, Claim: *r.claim, Origin: r.zone.live.Origin, resource: r}
}
