package planledger

import "slices"

// isWide reports whether the claim is about more than a line.
func (c Claim) isWide() bool { return c.Whole != nil || len(c.Settings) > 0 }

// isVoid reports whether a claim may be one of an earlier walk of the process.
func (z *Zone) isVoid(r *resource) bool {
	return r.claim == nil || z.ledger.options.OneProcess && r.claim.New && r.holds.Key == ""
}

// conflict says how a resource meets one that claims the whole zone, or, as such
// a one, how it meets any other. Of several it names the same one in every order.
func (z *Zone) conflict(r *resource) (met Conflict, with string) {
	if r.claim.Whole != nil {
		return z.conflictOfWhole(r)
	}
	for _, other := range z.wide {
		if other == r || z.isVoid(other) || other.claim.Whole == nil {
			continue
		}
		if found := other.claim.Whole.meets(r.claim); met == NoConflict || found == ManagedWhole {
			met = found
		}
	}
	if met == NoConflict {
		return met, ""
	}
	return met, r.claim.line()
}

func (z *Zone) conflictOfWhole(r *resource) (met Conflict, with string) {
	mine := r.claim.Whole
	for _, other := range z.resources {
		if other == r || z.isVoid(other) {
			continue
		}
		if theirs := other.claim.Whole; theirs != nil && (!mine.Leaves || !theirs.Leaves) {
			return SecondWhole, ""
		}
		found, line := mine.meets(other.claim), other.claim.line()
		if found != NoConflict && (met == NoConflict || line < with) {
			met, with = found, line
		}
	}
	return met, with
}

// line is the text of the line that a claim is about.
func (c Claim) line() string {
	if c.Adds.Key != "" {
		return c.Adds.Line
	}
	return c.Removes.Line
}

// meets says how the claim of a record meets one on the whole zone.
func (w *Whole) meets(c *Claim) Conflict {
	switch {
	case w.Leaves && c.Adds.Key != "":
		return ReleasedWhole
	case !w.Leaves && (c.Adds.Key != "" || c.Removes.Key != "" && w.Lines[c.Removes.Key] > 0):
		return ManagedWhole
	}
	return NoConflict
}

// setting returns a setting that another resource gives another value.
func (z *Zone) setting(r *resource) *SettingConflict {
	for attribute, value := range r.claim.Settings {
		i := slices.IndexFunc(z.wide, func(other *resource) bool {
			theirs, given := other.claim.Settings[attribute]
			return other != r && !z.isVoid(other) && given && theirs != value
		})
		if i >= 0 {
			return &SettingConflict{attribute, value, z.wide[i].claim.Settings[attribute]}
		}
	}
	return nil
}
