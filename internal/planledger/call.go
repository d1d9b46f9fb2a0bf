package planledger

import (
	"context"
	"slices"
)

// Judge enters a claim and answers it. Where the answer is open the call waits,
// until another call with an open answer waits in its place: then it returns what
// is certain, and that other call reports the rest.
func (z *Zone) Judge(ctx context.Context, c Claim) Verdict {
	l := z.ledger
	l.mu.Lock()
	r := z.put(c)
	l.touch()
	l.open = without(l.open, r)
	again, notes := l.review()
	v, open := z.judge(r)
	switch {
	case !open:
		notes = append(notes, z.foreseen(r, v))
		l.mu.Unlock()
	case l.phase == applying:
		v = z.inApply(r)
		l.mu.Unlock()
	default:
		l.open = append(l.open, r)
		last := l.wait(ctx)
		l.mu.Unlock()
		if !last {
			v = v.certain(c)
			break
		}
		v = l.report(r)
	}
	l.options.Notes.save(notes...)
	v.Deferred = append(again, v.Deferred...)
	return v
}

// Missed notes that a read has missed a line of the state. With wait it returns,
// like Judge, the lines that all reads of the run have missed, by domain, or
// nothing where another call reports them.
func (l *Ledger) Missed(ctx context.Context, domain, line string, wait bool) Verdict {
	l.mu.Lock()
	l.touch()
	l.missing[domain] = append(l.missing[domain], line)
	if wait {
		l.asked[domain] = true
	}
	last := wait && l.wait(ctx)
	l.mu.Unlock()
	if !last {
		return Verdict{}
	}
	return l.report(nil)
}

func without(all []*resource, r *resource) []*resource {
	return slices.DeleteFunc(all, func(other *resource) bool { return other == r })
}

// certain returns what the caller is told whose case another call reports. The
// record that forwards share stays then.
func (v Verdict) certain(c Claim) Verdict {
	v.Findings = nil
	if v.Standing == Exists {
		v.Standing = Released
	}
	switch {
	case v.Share == Surplus:
		v.Share = Sole
	case c.Forwarding && c.gives():
		v.Share = Shared
	}
	return v
}

// report says what there is to say of all open claims, once no more can come. Its
// own resource is r; nil for a read.
func (l *Ledger) report(r *resource) (v Verdict) {
	l.mu.Lock()
	open, reports := l.open, l.answered
	l.open, l.answered = nil, nil
	v.Missing = l.missed()
	asked := l.questions(open)
	l.mu.Unlock()
	known := l.options.Notes.load(asked)

	l.mu.Lock()
	for _, other := range open {
		reports = append(reports, other.deferred(l.conclude(other, known)))
	}
	notes := make([]note, 0, len(reports))
	for _, d := range reports {
		notes = append(notes, d.resource.zone.foreseen(d.resource, d.Verdict))
	}
	l.mu.Unlock()
	l.options.Notes.save(notes...)

	missing := v.Missing
	for i, d := range reports {
		if d.resource == r {
			v, reports = d.Verdict, slices.Delete(reports, i, i+1)
			break
		}
	}
	v.Missing, v.Deferred = missing, reports
	return v
}

func (r *resource) deferred(v Verdict) Deferred {
	return Deferred{Verdict: v, Claim: *r.claim, Origin: r.zone.live.Origin, resource: r}
}
