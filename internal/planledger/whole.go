package planledger

// Whole is what a claim on a zone as a whole meets.
type Whole struct {
	// Line is a line that a record of the same run adds or keeps, or takes
	// away though the whole holds it; "" where there is none. The two would
	// undo each other's work.
	Line string
	// Another tells that another resource claims the zone as a whole, or
	// gives it up and takes all lines away.
	Another bool
}

// Clear tells that nothing stands against the claim.
func (w Whole) Clear() bool { return w == Whole{} }

// Whole claims the zone as a whole for the resource of that token; holds tells
// which lines it will have. A record that is planned later learns it by
// Verdict.Whole.
func (z *Zone) Whole(token string, holds func(key string) bool) Whole {
	l := z.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stir()
	w := Whole{Line: z.meets(holds), Another: z.whole != "" && z.whole != token || z.parting != "" && z.parting != token}
	z.whole, z.holds = token, holds
	return w
}

// Part tells that the resource of that token, which manages the zone as a
// whole, goes and takes its lines along. A record that is planned later learns
// it by Verdict.Parting.
func (z *Zone) Part(token string) Whole {
	l := z.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stir()
	z.parting = token
	return Whole{Line: z.meets(func(string) bool { return false }), Another: z.whole != "" && z.whole != token}
}

// meets returns a line that a record adds or keeps, or takes away from those
// that the whole holds.
func (z *Zone) meets(holds func(key string) bool) string {
	for _, h := range z.claims {
		switch {
		case h.Adds.Key != "":
			return h.Adds.Line
		case h.Removes.Key != "" && holds(h.Removes.Key):
			return h.Removes.Line
		}
	}
	return ""
}

// against tells whether a claim meets one on the zone as a whole.
func (z *Zone) against(c Claim) bool {
	return z.whole != "" && (c.Adds.Key != "" || c.Removes.Key != "" && z.holds(c.Removes.Key))
}
