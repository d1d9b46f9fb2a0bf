package planledger

// share keeps the line of the mail forwarding in the planned zone as long as
// any claim holds it: one line serves all forwards of a domain.
func (z *Zone) share(c Claim) {
	e := c.Adds
	if e.Key == "" {
		e = c.Removes
	}
	goes := false
	for _, h := range z.claims {
		goes = goes || h.Forwarding && h.Adds.Key == "" && h.Removes.Key == e.Key
	}
	wanted := z.holders[e.Key] > 0 || !goes && z.live.Count(e.Key) > 0
	switch there := z.plan.Count(e.Key) > 0; {
	case wanted && !there:
		e.Planned = z.live.Count(e.Key) == 0
		z.plan.Insert(e)
		z.removed.Delete(e.Key)
	case !wanted && there:
		z.plan.Delete(e.Key)
		z.removed.Insert(e)
	}
}

// shared tells whether a claim's line is held by others too. One that another
// claim adds is not: it is handed over.
func (z *Zone) shared(h *held) bool {
	if !h.Forwarding {
		return h.leaves() && !h.left
	}
	if h.Adds.Key == "" {
		return z.holders[h.Removes.Key] > 0
	}
	return z.holders[h.Adds.Key] > 1
}
