package planledger

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

const (
	quiet = time.Second      // For how long nothing has happened once the run is over.
	limit = 15 * time.Second // No call waits longer.
)

// Judge enters a claim and answers it. If the answer is open, the call waits,
// until another call with an open answer waits in its place: then it returns what
// is certain, and that other call reports the rest.
func (z *Zone) Judge(ctx context.Context, c Claim) Verdict {
	return z.JudgeAll(ctx, []Claim{c})[0]
}

// JudgeAll is Judge for claims that one call makes together; there is one at least.
// What is to say for other calls is in the first verdict.
func (z *Zone) JudgeAll(ctx context.Context, claims []Claim) []Verdict {
	l, mine, all := z.ledger, make([]*resource, len(claims)), make([]Verdict, len(claims))
	l.mu.Lock()
	defer l.flush()
	for i, c := range claims {
		mine[i] = z.put(c)
	}
	l.touch()
	isMine := func(r *resource) bool { return slices.Contains(mine, r) }
	l.open, l.doubted = slices.DeleteFunc(l.open, isMine), slices.DeleteFunc(l.doubted, isMine)
	reports, waits := l.review(), false
	for i, r := range mine {
		d, open := l.answer(r, false)
		if all[i] = d.Verdict; open {
			l.open, waits = append(l.open, r), true
			// If another call reports it, the record that forwards share stays.
			all[i] = Verdict{Spares: d.Spares || d.Claim.Forwarding}
		}
	}
	if waits && l.wait(ctx) {
		l.settle(true)
		reports, l.answered = append(reports, l.answered...), nil
	}
	var others []Deferred
	for _, d := range reports {
		if i := slices.Index(mine, d.resource); i >= 0 {
			all[i] = d.Verdict
		} else {
			others = append(others, d)
		}
	}
	all[0].Deferred = others
	return all
}

// answer judges a claim, and notes for the apply what it permits. With last, no later
// claim can help any more, and the notes of earlier plans and writes decide.
func (l *Ledger) answer(r *resource, last bool) (d Deferred, open bool) {
	v, open := r.zone.judge(r)
	d = Deferred{Verdict: v, Claim: r.claim, Origin: r.zone.live.Origin, resource: r}
	isLeft := func(r *resource) bool { return r.claim.Adds.Key != "" }
	switch {
	case !open:
	case l.phase == applying:
		d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool { return f.open })
	case !last:
		return d, true
	case !isLeft(r) && !slices.ContainsFunc(slices.Collect(maps.Values(r.zone.resources)), isLeft):
		// Where everything goes nobody misses anything.
		d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool { return f.Kind == ByRule })
	default:
		l.believe(r, d.Findings)
		d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool { return f.Severity == rules.Off })
	}
	d.Findings = importFirst(d.Findings)
	l.place(r.zone, d.Findings)
	l.foresee(d)
	return d, false
}

// review looks again at the claims that were answered in the belief in a note, until
// later ones have confirmed it. It returns reports on those that turn out to be wrong,
// but for a line that is wanted twice: that is up to the resource that keeps it.
func (l *Ledger) review() (reports []Deferred) {
	l.doubted = slices.DeleteFunc(l.doubted, func(r *resource) bool {
		d, open := l.answer(r, false)
		d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool {
			return f.Severity != rules.Error || f.open || len(f.Others) == 0 || isAgainst(f.Finding, r.claim.Adds.Key)
		})
		if len(d.Findings) > 0 {
			reports = append(reports, d)
		}
		return !open
	})
	return reports
}

// wait makes the caller the one that waits. It returns true once waiting has no use any
// more, and false as soon as another call waits in its place. The caller has locked mu,
// which is free in between, and has called touch, which wakes the one that waited before.
func (l *Ledger) wait(ctx context.Context) (last bool) {
	l.waits++
	mine := l.waits
	for until := time.Now().Add(limit); l.settle(false) && l.phase != applying; {
		wait := min(time.Until(l.active.Add(quiet)), time.Until(until))
		if wait <= 0 || ctx.Err() != nil {
			break
		}
		changed := l.changed
		l.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-changed:
		case <-time.After(wait):
		}
		if l.mu.Lock(); l.waits != mine {
			return false
		}
	}
	return true
}

// settle answers the open claims in turn, until one stays open: it reports whether one
// does. With last none does.
func (l *Ledger) settle(last bool) (open bool) {
	for len(l.open) > 0 {
		d, open := l.answer(l.open[0], last)
		if open {
			return true
		}
		l.answered, l.open = append(l.answered, d), l.open[1:]
	}
	return false
}
