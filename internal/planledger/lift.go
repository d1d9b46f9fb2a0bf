package planledger

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// lift clears a verdict whose open findings do not count in the end: where
// everything goes nobody misses anything, and what an earlier plan has lifted
// holds. In an apply this process knows nothing of the removals yet; in a new
// plan their resources may be kept by now, and the first to be planned says so.
// It reports whether an earlier plan was believed.
func (z *Zone) lift(h *held, v *Verdict) (believed bool) {
	if h.Adds.Key == "" {
		if z.added == 0 {
			v.Findings = nil
		}
		return false
	}
	if v.Standing == Exists && h.Known != nil && h.Known(h.Adds.Key) {
		v.Standing = Handed
		if len(v.Findings) == 0 {
			return false
		}
	}
	takes := z.noted(h)
	if len(takes) == 0 || v.Standing == Exists && !slices.Contains(takes, h.Adds.Key) {
		return false
	}
	for _, f := range v.Findings {
		for _, e := range f.Others {
			if z.holders[e.Key] > 0 || !slices.Contains(takes, e.Key) {
				return false
			}
		}
	}
	if v.Standing == Exists {
		v.Standing = Handed
	}
	for _, key := range takes {
		z.taken[key] = h.Adds.Key
	}
	v.Findings = slices.DeleteFunc(v.Findings, func(f rules.Finding) bool { return len(f.Others) > 0 })
	return true
}

// noted returns what an earlier plan has noted that a claim may take over. A
// plan that knows its removals itself believes none of it.
func (z *Zone) noted(h *held) []string {
	if z.ledger.planning && !z.ledger.applying {
		return nil
	}
	return z.ledger.options.Memo.Noted(z.plan.Origin.String(), h.Adds.Key)
}

// contradicted tells the resource that keeps a line when another one was
// judged on the belief that this line goes.
func (z *Zone) contradicted(h *held) []rules.Finding {
	by, ok := z.taken[h.Adds.Key]
	if !ok {
		return nil
	}
	for _, other := range z.claims {
		if other.Adds.Key == by && other != h {
			v, _ := z.judge(other)
			return v.Findings
		}
	}
	return nil
}
