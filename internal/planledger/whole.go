package planledger

// Whole claims the zone as a whole for the resource of that token. It returns a
// line that a record of the same run adds or keeps, "" where there is none: the
// two would undo each other's work. A record that is planned later learns it by
// Verdict.Whole.
func (z *Zone) Whole(token string) (line string) {
	l := z.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stir()
	z.whole = token
	for _, h := range z.claims {
		if h.Adds.Key != "" {
			return h.Adds.Line
		}
	}
	return ""
}
